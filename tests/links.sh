#!/bin/sh
# links.sh LIST: each library calls only what its link line states, not what others bring with them; and states none that it does not
# call, but for base and model. The list has a line "= LIBRARY STATED..." before the objects of each.
set -eu
list=$1

symbols() { # of the objects so far
	if [ $# -gt 0 ]; then
		"${NM:-nm}" -g "$@"
	fi
}

set --
while read -r line; do
	case $line in
	"= "*)
		symbols "$@"
		set --
		echo "$line"
		;;
	?*) set -- "$@" "$line" ;;
	esac
done <"$list" >"$list.symbols"
symbols "$@" >>"$list.symbols"

awk '
	NF == 3 && $1 != "=" && $2 ~ /^[TDBRVW]$/ { home[$3] = now; next }
	$1 == "=" { now = $2; for (i = 3; i <= NF; i++) stated[now, $i] = 1; libraries++; next }
	$1 == "U" { needs[now " " $2] = 1 }
	END {
		if (libraries < 2) { print "this check checked nothing"; exit 1 }
		for (need in needs) {
			split(need, part, " ")
			at = home[part[2]]
			if (at == "" || at == part[1])
				continue
			called[part[1], at] = 1
			if (!((part[1], at) in stated)) {
				print part[1] " calls " part[2] " of " at ", which its link line does not state"
				bad = 1
			}
		}
		for (line in stated) {
			split(line, part, SUBSEP)
			if (part[2] ~ /^[a-z_]+$/ && !((part[1], part[2]) in called) && part[2] != "base" && part[2] != "model") {
				print part[1] " states " part[2] ", and calls nothing of it"
				bad = 1
			}
		}
		exit bad
	}' "$list.symbols"
