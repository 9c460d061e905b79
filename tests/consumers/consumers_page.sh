#!/bin/sh
# consumers_page.sh STAFFGAP WORK PAGE...: the worked company's page and agenda, and the given pages, in Chromium.
set -u
staffgap=$1
work=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
CHROMIUM=$(command -v chromium || command -v google-chrome) || { echo "SKIP: no chromium"; exit 77; }
export CHROMIUM
mkdir -p "$work"
"$here/node/install.sh" "$work" || exit
rm -rf "$work/company"
"$staffgap" -q demo "$work/company" &&
	"$staffgap" -q -C "$work/company" plan --today 2026-11-23 --weeks 26 >"$work/table.txt" &&
	"$staffgap" -q -C "$work/company" report page -o "$work/page.html" || exit 1
[ "$(wc -c <"$work/page.html")" -lt 100000 ] || { echo "the page has 100 kB or more"; exit 1; }
rm -rf "$work/monday"
"$staffgap" -q demo --history "$work/monday" &&
	"$staffgap" -q -C "$work/monday" agenda -o "$work/agenda.html" || exit 1
exec node "$here/node/check_page.js" "$work" "$work/page.html" "$work/agenda.html" "$@"
