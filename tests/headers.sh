#!/bin/sh
# headers.sh KNOWN ROOT BUILD OBJECTS: a header declares functions of its own file only: those of room/part.c stand in room/part.h.
# Who has which is read from the objects by nm, who declares them from all headers below ROOT whose room has objects. KNOWN has a
# breach a line, the header and the file whose functions it declares; it only gets shorter: one that is not there any more fails,
# too. Data are no matter of this: the header of a list declares the rows of others. OBJECTS has an object a line; NM is nm.
set -eu
known=$1
root=$2
build=$3
objects=$4
nm_said=$(sed 's/.*/"&"/' "$objects" | xargs "${NM:-nm}" -A -P -g |
	awk -v build="$build/" '/ T / && index($0, build) == 1 {
		path = substr($0, length(build) + 1)
		sub(/CMakeFiles\/[^\/]*\.dir\/(\.\/)?/, "", path)
		sub(/\.o: /, " ", path)
		split(path, word, " ")
		print word[1], word[2]
	}')
rooms=$(printf '%s\n' "$nm_said" | sed 's,/.*,,' | sort -u)
cd "$root"
# shellcheck disable=SC2086 # rooms are words
headers=$(for room in $rooms; do find "$room" -name '*.h'; done | sort)
# shellcheck disable=SC2086
printf '%s\n' "$nm_said" | awk '
FILENAME == "-" { owner[$2] = $1; functions++; next }
FILENAME == ARGV[2] { if ($0 != "" && $0 !~ /^#/) known[++knowns] = $0; next }
FNR == 1 { comment = braces = rounds = joined = 0; header = FILENAME; own = header; sub(/h$/, "c", own); headers++ }

# The line without what is no code; a comment or a line of the preprocessor may go on in the next.
function code(line,   at, text) {
	while (line != "") {
		if (comment) {
			if (!(at = index(line, "*/")))
				break
			line = substr(line, at + 2)
			comment = 0
		} else if ((at = index(line, "/*"))) {
			text = text substr(line, 1, at - 1)
			line = substr(line, at + 2)
			comment = 1
		} else {
			text = text line
			break
		}
	}
	at = joined || text ~ /^[ \t]*#/
	joined = at && text ~ /\\$/
	return at ? "" : text
}

{
	for (line = code($0); match(line, /[A-Za-z_][A-Za-z_0-9]*|[{}()]/); line = substr(line, RSTART + RLENGTH)) {
		word = substr(line, RSTART, RLENGTH)
		braces += (word == "{") - (word == "}")
		rounds += (word == "(") - (word == ")")
		tag = before ~ /^(struct|enum|union)$/
		before = word
		if (braces || rounds || tag || !(word in owner))
			continue
		declared[word] = 1
		if (owner[word] != own && !((header, owner[word]) in names))
			breach[++breaches] = header " " owner[word]
		if (owner[word] != own)
			names[header, owner[word]] = names[header, owner[word]] " " word
	}
}

END {
	if (!functions || !headers) {
		print "no objects or no headers: this check checked nothing"
		exit 1
	}
	for (i = 1; i <= knowns; i++)
		kept[known[i]] = 1
	for (i = 1; i <= breaches; i++) {
		split(breach[i], part, " ")
		found[breach[i]] = 1
		if (breach[i] in kept)
			continue
		print part[1] " declares what " part[2] " has:" names[part[1], part[2]]
		failed = 1
	}
	for (name in owner)
		if (name != "main" && !(name in declared)) {
			print "no header declares " name " of " owner[name]
			failed = 1
		}
	for (i = 1; i <= knowns; i++)
		if (!(known[i] in found)) {
			print "a known breach is gone, take it from the list: " known[i]
			failed = 1
		}
	print functions " functions, " headers " headers, " breaches + 0 " breaches"
	exit failed
}' - "$known" $headers
