#!/bin/sh
# tags.sh KNOWN ROOT: a tag of a struct, enum or union means one thing: it is defined in one file of all rooms. KNOWN has those that
# are left, "struct tag" a line; it only gets shorter: one that is not there any more fails, too. Tests and benchmarks are programs
# of their own and no matter of this.
set -eu
known=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$2"
files=$(for room in base model solver import planner reports store service cli tests bench; do
	[ ! -d "$room" ] || find "$room" -name '*.[ch]'
done | sort)
status=0
# shellcheck disable=SC2086 # files are words
told=$(awk '
FILENAME == ARGV[1] { if ($0 != "" && $0 !~ /^#/) known[$0] = 1; next }
{ files[FILENAME] = 1 }
match($0, /^[ \t]*(typedef[ \t]+)?(struct|enum|union)[ \t]+[A-Za-z_0-9]+[ \t]*[{]/) {
	split(substr($0, RSTART, RLENGTH), word, /[ \t{]+/)
	for (i = 1; word[i] !~ /^(struct|enum|union)$/; i++)
		;
	tag = word[i] " " word[i + 1]
	tags++
	if (!((tag, FILENAME) in seen)) {
		seen[tag, FILENAME] = 1
		places[tag] = places[tag] " " FILENAME
		count[tag]++
	}
}
END {
	for (file in files)
		read++
	if (!tags) {
		print "no tags: this check checked nothing"
		exit 1
	}
	for (tag in count)
		if (count[tag] > 1 && !(tag in known)) {
			print tag " is defined in" places[tag]
			failed = 1
		}
	for (tag in known)
		if (count[tag] < 2) {
			print "a known tag is in one file only, take it from the list: " tag
			failed = 1
		}
	if (!failed)
		print tags " tags, " read " files"
	exit failed
}' "$known" ${files:-/dev/null}) || status=1
printf '%s\n' "$told" | sort
exit "$status"
