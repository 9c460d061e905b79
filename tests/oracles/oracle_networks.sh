#!/bin/sh
# Our network simplex against LEMON's: oracle_networks.sh DUMP_PROGRAM LEMON_PROGRAM COUNT
set -eu

ours=$("$1" "$3" costs)
theirs=$("$1" "$3" networks | "$2")
solved=$(printf '%s\n' "$ours" | grep -vc none)
[ "$(printf '%s\n' "$ours" | wc -l)" -eq "$3" ]
[ "$solved" -gt $(($3 / 3)) ] || {
	echo "only $solved of $3 networks have an answer: too few to say anything"
	exit 1
}
if [ "$ours" != "$theirs" ]; then
	echo "the costs differ"
	exit 1
fi
echo "$3 networks, $solved with an answer: equal costs"
