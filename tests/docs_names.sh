#!/bin/sh
# docs_names.sh KNOWN ROOT: what the documents and the comments of sources name is there: files, by path or by name; the files and
# headings that links lead to; names_with_underscores, in comments and as `code` of documents. Paths with NAME, ROOM or * in them stand
# for many. KNOWN has names that are somebody else's (a header of the system, an option of SQLite), one a line.
set -eu
known=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$2"
rooms='base model solver import planner reports store service cli tests bench cmake'
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for room in $rooms docs; do
	[ ! -d "$room" ] || find "$room" -type f ! -path '*/__pycache__/*'
done | sort >"$work/files"
find . -maxdepth 1 -type f | sed 's|^\./||' >>"$work/files"
cat >"$work/check.awk" <<'AWK'
function failed(what) {
	print FILENAME ":" FNR ": " what
	failures++
}
# Words of a text, into parts; how many.
function words(text, others) {
	gsub(others, " ", text)
	return split(text, parts, " ")
}
function there(path) {
	sub(/\/$/, "", path)
	return path in file || path in folder || path in ending
}
function check_path(path,   here) {
	sub(/[.-]+$/, "", path)
	if (path ~ /NAME|ROOM|[*]|\.\./ || path ~ /^[\/.]/ || path in known)
		return
	here = FILENAME
	sub(/[^\/]*$/, "", here)
	if (path ~ /^[a-z]+\// && substr(path, 1, index(path, "/") - 1) in room) {
		if (!there(path) && !there(here path))
			failed("there is no " path)
	} else if (path ~ /\.(c|h|cmake|sh|py|sql)$/ && !there(path))
		failed("there is no " path)
}
function check_paths(text,   count, i) {
	gsub(/[a-z]+:\/\/[^ )>]*/, " ", text)
	count = words(text, "[^A-Za-z0-9_./*$~-]+")
	for (i = 1; i <= count; i++)
		if (parts[i] ~ /[.\/]/ && parts[i] !~ /[$~]/)
			check_path(parts[i])
}
function check_name(name) {
	sub(/\(\)$/, "", name)
	if (name ~ /^[a-z][a-z0-9]*(_[a-z0-9]+)+$/ && !(name in word) && !(name in known) && !(name in stem))
		failed("nothing is called " name)
}
function check_comment(text,   count, i) {
	check_paths(text)
	count = words(text, "[^A-Za-z0-9_./-]+")
	for (i = 1; i <= count; i++) {
		sub(/\.$/, "", parts[i])
		check_name(parts[i])
	}
}
function resolved(path, from,   count, i, out, top) {
	sub(/[^\/]*$/, "", from)
	count = split(from path, step, "/")
	for (i = 1; i <= count; i++)
		if (step[i] == "..")
			top--
		else if (step[i] != "." && step[i] != "")
			out[++top] = step[i]
	path = ""
	for (i = 1; i <= top; i++)
		path = path (i > 1 ? "/" : "") out[i]
	return path
}
function check_link(to,   at, path, place) {
	if (to ~ /^[a-z]+:/)
		return
	at = index(to, "#")
	path = at ? substr(to, 1, at - 1) : to
	path = path == "" ? FILENAME : resolved(path, FILENAME)
	place = at ? substr(to, at + 1) : ""
	if (!there(path))
		failed("there is no " path)
	else if (place != "" && !((path, place) in heading))
		failed("there is no heading " place " in " path)
}
function note_heading(text) {
	if (match(text, /<a id="[^"]*"/))
		heading[FILENAME, substr(text, RSTART + 7, RLENGTH - 8)] = 1
	if (text !~ /^#+ /)
		return
	sub(/^#+ /, "", text)
	text = tolower(text)
	gsub(/[^a-z0-9_ -]/, "", text)
	gsub(/ /, "-", text)
	heading[FILENAME, text] = 1
}
# What of a line of C is comment; the rest goes to code.
function comment_of(line,   out, at) {
	code = ""
	while (line != "")
		if (inside) {
			at = index(line, "*/")
			out = out " " (at ? substr(line, 1, at - 1) : line)
			line = at ? substr(line, at + 2) : ""
			inside = !at
		} else if (match(line, /"([^"\\]|\\.)*"|'([^'\\]|\\.)*'|\/[*]/)) {
			inside = substr(line, RSTART, 2) == "/*"
			code = code " " substr(line, 1, RSTART + RLENGTH - 1)
			line = substr(line, RSTART + RLENGTH)
		} else {
			code = code " " line
			line = ""
		}
	return out
}
FNR == 1 { inside = 0 }
phase == "known" { if ($0 !~ /^(#|$)/) known[$0] = 1; next }
phase == "files" {
	file[$0] = 1
	count = split($0, step, "/")
	path = ""
	for (i = 1; i < count; i++)
		folder[path = path (i > 1 ? "/" : "") step[i]] = 1
	room[step[1]] = count > 1
	path = $0
	name = step[count]
	sub(/\..*/, "", name)
	stem[name] = 1
	while ((at = index(path, "/"))) {
		path = substr(path, at + 1)
		ending[path] = 1
		above = path
		while (sub(/\/[^\/]*$/, "", above))
			ending[above] = 1
	}
	next
}
phase == "text" {
	text = $0
	if (FILENAME ~ /\.[ch]$/) {
		comment_of(text)
		text = code
	}
	count = words(text, "[^A-Za-z0-9_]+")
	for (i = 1; i <= count; i++)
		word[parts[i]] = 1
	next
}
phase == "headings" { note_heading($0); next }
FILENAME ~ /\.[ch]$/ { lines++; check_comment(comment_of($0)); next }
{
	lines++
	check_paths($0)
	text = $0
	while (match(text, /`[^`]*`/)) {
		check_name(substr(text, RSTART + 1, RLENGTH - 2))
		text = substr(text, RSTART + RLENGTH)
	}
	text = $0
	while (match(text, /\]\([^) ]*\)/)) {
		check_link(substr(text, RSTART + 2, RLENGTH - 3))
		text = substr(text, RSTART + RLENGTH)
	}
}
END {
	if (!lines) {
		print "no documents and no sources: this check checked nothing"
		exit 1
	}
	exit failures > 0
}
AWK
documents=$(grep -E '^[^/]*\.md$|^(docs|bench)/.*\.md$' "$work/files" || true)
sources=$(grep '\.[ch]$' "$work/files" || true)
texts=$(grep -E '\.([ch]|cc|cpp|cmake|sh|py|sql|in|json|conf|awk|bash)$|CMakeLists|/commands$|^quickstart$' "$work/files" || true)
# shellcheck disable=SC2086 # files are words
awk -f "$work/check.awk" phase=known "$known" phase=files "$work/files" phase=text ${texts:-/dev/null} \
	phase=headings ${documents:-/dev/null} phase=check ${documents:-/dev/null} ${sources:-/dev/null}
