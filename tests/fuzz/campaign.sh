#!/bin/sh
# usage: campaign.sh FOLDER RUNS PROGRAM...
#
# Run libFuzzer targets one after the other, each RUNS times or for two hours, from the corpus of the project and what earlier
# campaigns found (FOLDER/NAME). Prints one line for each: executions, edges covered, seconds, faults. What fails is in FOLDER.
# A whole plan is a tenth of the runs. A step of its own: the test command only replays (target `replay`).
set -eu

tests=$(cd "$(dirname "$0")/.." && pwd)
folder=$1
runs=$2
shift 2
failed=0
mkdir -p "$folder"

# Leaks are looked for once, at the end: after each input that leaves something behind for good (a time zone that was read) it took as
# long as a thousand runs. Freed memory is kept apart in 16 MB, which is much for inputs this small, and the pages stay warm.
export ASAN_OPTIONS="${ASAN_OPTIONS-quarantine_size_mb=16:thread_local_quarantine_size_kb=64:malloc_context_size=8}"

for program in "$@"; do
	name=${program##*/fuzz_}
	seeds=$folder/$name.seeds
	wanted=$runs
	length=400
	# A run of this makes a whole plan.
	if [ "$name" = plan ]; then
		wanted=$((runs / 10))
		length=300
	fi
	rm -rf "$seeds"
	mkdir -p "$folder/$name" "$seeds"
	for file in "$tests/fuzz/corpus_$name"/* "$tests/fixtures/bad/$name"-* "$tests/../cli/demo_data/$name".*; do
		[ ! -f "$file" ] || cp "$file" "$seeds/"
	done
	log=$folder/$name.log
	status=0
	began=$(date +%s)
	"$program" -runs="$wanted" -max_total_time=7200 -max_len="$length" -timeout=60 -rss_limit_mb=4096 -print_final_stats=1 \
		-detect_leaks=0 -entropic_scale_per_exec_time=1 -artifact_prefix="$folder/$name-" \
		"$folder/$name" "$seeds" >"$log" 2>&1 || status=$?
	printf '%-12s %9s executions %7s edges %6s s %s\n' "$name" \
		"$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")" \
		"$(sed -n 's/.* cov: \([0-9]*\) .*/\1/p' "$log" | tail -n 1)" "$(($(date +%s) - began))" \
		"$([ "$status" -eq 0 ] && echo 'no fault' || echo "FAULT, see $log")"
	[ "$status" -eq 0 ] || failed=1
done
exit "$failed"
