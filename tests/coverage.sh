#!/bin/sh
# usage: coverage.sh [FOLDER [SUMMARY]]
#
# Line and branch coverage of store/ and of the feed code by their own tests, from gcov: one line for each file and a sum for each
# room. A build of its own in FOLDER (build/coverage). Branches are those of the compiler: of an `a && b` there are four; what
# is not taken is mostly what happens when memory, a file or the database fails (tests/faults*).
# The sums also stand in the file SUMMARY (FOLDER/summary), which quickstart shows. Fails when less than 90 % of the lines of a room are run.
set -eu

cd "$(dirname "$0")/.."
folder=${1:-build/coverage}
# What these tests do not need is not built, and what adds no line to a room is not run.
targets='staffgap fault_shim test_store test_store_wait test_store_hostile test_store_rescue test_store_mac test_feed_result test_address
test_worker fuzz_store fuzz_feed_result'
wanted='^(unit\.(store.*|feed_result|address)|feeds\.(http|kept|trust|secrets|radicale)|store\.readers|hostile\.store|privacy\.forget'
wanted="$wanted"'|corpus\.(store|feed_result)|case\.(bad_store|check_store|diff|forget_person|history|publish|stale_calendar|usage_errors))$'
least=90

if ! command -v gcov >/dev/null || ! command -v gcc >/dev/null; then
	echo "SKIP: no gcc with gcov"
	exit 77
fi
summary=${2:-$folder/summary}
built=yes
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
gcc -c -o "$folder/wrap.o" tests/coverage.c
cmake -S . -B "$folder" -G Ninja -DCMAKE_BUILD_TYPE=Debug -DCMAKE_C_FLAGS_DEBUG=-g1 -DCMAKE_C_COMPILER=gcc \
	-DCMAKE_C_FLAGS="--coverage -fprofile-update=atomic -O0" \
	-DCMAKE_EXE_LINKER_FLAGS="-Wl,--wrap=_exit,--wrap=setrlimit,--wrap=prctl,--wrap=syscall,--wrap=execl" \
	-DCMAKE_C_STANDARD_LIBRARIES="$folder/wrap.o" >"$folder/log" 2>&1 || built=no
# The targets are words on purpose.
# shellcheck disable=SC2086
[ "$built" = no ] || cmake --build "$folder" -j 2 --target $targets >>"$folder/log" 2>&1 || built=no
[ "$built" = yes ] || {
	tail -n 40 "$folder/log" >&2
	exit 1
}
find "$folder" -name '*.gcda' -delete
# Nothing is confined in this build: that test fails there, and counts what the parent does when a reader goes wrong.
"$folder/tests/test_worker" >"$folder/worker.log" 2>&1 || true
ctest --test-dir "$folder" -j 2 -R "$wanted" >"$folder/tests.log" 2>&1 || tail -n 20 "$folder/tests.log"
# Faults of what the counting itself does not do: a fault of it would be one of nobody.
if command -v python3 >/dev/null; then
	PYTHONDONTWRITEBYTECODE=1 timeout 300 python3 tests/faults/faults.py "$folder/cli/staffgap" "$folder/tests/libfault_shim.so" --cases 120 \
		--kind sqlite --kind fsync --kind rename --kind fork --kind mmap >"$folder/faults.log" 2>&1 || tail -n 3 "$folder/faults.log"
fi

# Each file once: lines and branches of gcov's summary.
for part in store service tests/CMakeFiles/test_address.dir; do
	find "$folder/$part" -name '*.gcno' | sort | xargs gcov -b -n -r -s "$PWD" 2>/dev/null
done | awk -v least="$least" -v summary="$summary" '
	/^File / { gsub(/\x27/, ""); file = $2; fresh = 1; next }
	# The last lines are sums of all files. Of a file that several programs compile the better count stands.
	/^Lines executed:/ {
		split($0, a, /[:%]| of /); better = fresh && a[2] * a[4] / 100 >= run[file]; fresh = 0
		if (better) { run[file] = a[2] * a[4] / 100; all[file] = a[4] }
	}
	/^Taken at least once:/ && better { split($0, a, /[:%]| of /); took[file] = a[2] * a[4] / 100; ways[file] = a[4]; better = 0 }
	function room(f) { return f ~ /^store\// ? "store/" : f ~ /^service\/feeds\// ? "service/feeds/" : "" }
	function percent(a, b) { return b ? sprintf("%5.1f %%", 100 * a / b) : "    -  " }
	END {
		for (f in all) if (room(f) && f ~ /\.c$/) {
			r = room(f); rows[++count] = f
			R[r] += run[f]; A[r] += all[f]; T[r] += took[f]; W[r] += ways[f]
		}
		for (i = 2; i <= count; i++) for (k = i; k > 1 && rows[k] < rows[k - 1]; k--) { t = rows[k]; rows[k] = rows[k - 1]; rows[k - 1] = t }
		for (i = 1; i <= count; i++) { f = rows[i]; printf "%-32s %5d lines %s   branches %s\n", f, all[f], percent(run[f], all[f]), percent(took[f], ways[f]) }
		for (r in A) {
			line = sprintf("%-32s %5d lines %s   branches %s", r, A[r], percent(R[r], A[r]), percent(T[r], W[r]))
			print line; print line >summary
			if (100 * R[r] < least * A[r]) low = 1
		}
		if (!count) { print "nothing was counted"; low = 1 }
		exit low
	}'
