#!/bin/sh
# circles.sh KNOWN OBJECTS: no file needs one that needs it, straight or by way of others. Who needs whom is read from the objects
# by nm, functions and data; of each circle the shortest way round is told by names. KNOWN has one circle a line, its files in
# order; it only gets shorter: a circle of it that is not there any more fails, too. OBJECTS has an object a line; NM is nm.
set -eu
known=$1
objects=$2
sed 's/.*/"&"/' "$objects" | xargs "${NM:-nm}" -A -P -g | sed 's,/CMakeFiles/[^/]*\.dir/,/,; s,/\./,/,' | awk '
FILENAME != "-" { if ($0 != "" && $0 !~ /^#/) known[++knowns] = $0; next }
{
	split($0, half, /\.o: /)
	split(half[2], symbol, " ")
	if (!(half[1] in number)) {
		number[half[1]] = ++files
		name[files] = half[1]
	}
}
symbol[2] ~ /^[Uwv]$/ { asked[++asks] = number[half[1]] " " symbol[1] }
symbol[2] ~ /^[TDBRGSCWVui]$/ {
	owner[symbol[1]] = number[half[1]]
	verb[symbol[1]] = symbol[2] ~ /^[TWi]$/ ? "calls" : "uses"
}

# The longest common folder is not part of the names.
function shorten(   common, i) {
	common = name[1]
	sub(/[^\/]*$/, "", common)
	for (i = 2; i <= files; i++)
		while (index(name[i], common) != 1)
			sub(/[^\/]*\/$/, "", common)
	for (i = 1; i <= files; i++)
		name[i] = substr(name[i], length(common) + 1)
}

function edges(   i, part, from, to) {
	for (i = 1; i <= asks; i++) {
		split(asked[i], part, " ")
		from = part[1]
		to = owner[part[2]]
		if (to == "" || to == from)
			continue
		if (!((from, to) in by)) {
			out[from, ++outs[from]] = to
			calls++
		}
		if (!((from, to) in by) || part[2] < by[from, to])
			by[from, to] = part[2]
	}
}

# Breadth first: how far each file is from one, and by way of whom.
function walk(from,   queue, head, tail, at, to, i) {
	queue[tail = 1] = from
	for (head = 1; head <= tail; head++) {
		at = queue[head]
		for (i = 1; i <= outs[at]; i++) {
			to = out[at, i]
			if ((from, to) in far)
				continue
			far[from, to] = (at == from ? 0 : far[from, at]) + 1
			before[from, to] = at
			queue[++tail] = to
		}
	}
}

function chain(from,   at, text, step) {
	for (at = from; at != from || text == ""; at = step) {
		step = before[from, at]
		text = "\n    " name[step] " " verb[by[step, at]] " " by[step, at] " of " name[at] text
	}
	return text
}

function sorted(list, count,   i, j, held) {
	for (i = 2; i <= count; i++) {
		held = list[i]
		for (j = i - 1; j >= 1 && name[list[j]] > name[held]; j--)
			list[j + 1] = list[j]
		list[j + 1] = held
	}
}

function circle(first,   i, count, list, text, best) {
	for (i = 1; i <= files; i++)
		if (i == first || (((first, i) in far) && ((i, first) in far))) {
			list[++count] = i
			done[i] = 1
		}
	sorted(list, count)
	best = list[1]
	for (i = 1; i <= count; i++) {
		text = text (i > 1 ? " " : "") name[list[i]]
		if (far[list[i], list[i]] < far[best, best])
			best = list[i]
	}
	found[text] = 1
	for (i = 1; i <= knowns && known[i] != text; i++)
		;
	if (i > knowns) {
		print "a circle of " count " files: " text chain(best)
		failed = 1
	}
}

END {
	if (!files) {
		print "no objects: this check checked nothing"
		exit 1
	}
	shorten()
	edges()
	for (i = 1; i <= files; i++)
		walk(i)
	for (i = 1; i <= files; i++)
		if (((i, i) in far) && !(i in done)) {
			circles++
			circle(i)
		}
	for (i = 1; i <= knowns; i++)
		if (!(known[i] in found)) {
			print "a known circle is gone, take it from the list: " known[i]
			failed = 1
		}
	print files " files, " calls + 0 " times one needs another, " circles + 0 " circles"
	exit failed
}' "$known" -
