#!/bin/sh
# Nothing of it may be more than text in a page; nothing of it may be in a redacted one.
set -e
without() {
	if grep -qi "$1" "$2"; then exit 1; fi
}
without '<script' c.html
without '<img' c.html
without '‮' c.html
grep -q '&lt;script&gt;alert(1)&lt;/script&gt;' c.html
grep -q "default-src 'none'" c.html
without 'alert(1)' d.html
without 'Rossi' d.html
