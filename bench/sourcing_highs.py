#!/usr/bin/env python3
"""The groups of a whole plan as integer programs: HiGHS beside the search.

Usage: sourcing_highs.py BENCH_SOURCING_GROUPS [PEOPLE [ROLES [PER_ROLE [WEEKS [SECONDS [GAP]]]]]]
HiGHS (python3-scipy) solves each group to GAP (default 0.0001) or for SECONDS (5), on one thread, from nothing. Processor time
of both; a group that HiGHS did not end counts with the time that it had, so the ratio is then a lower bound.
Exit status 1: an answer below what HiGHS proved, or priced otherwise; 77: scipy is not installed.
"""
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "oracles"))
import oracle_sourcing as oracle  # noqa: E402


def main():
    sizes, seconds = sys.argv[2:6], float(sys.argv[6]) if len(sys.argv) > 6 else 5
    gap = float(sys.argv[7]) if len(sys.argv) > 7 else 1e-4
    dump = subprocess.run([sys.argv[1]] + sizes, check=True, capture_output=True, text=True)
    ours = theirs = our_cost = their_cost = 0.0
    ended = cut = equal = failed = 0
    for text in dump.stdout.splitlines():
        case = json.loads(text)
        total = case["spend"] + case["penalty"]
        if oracle.price_again(case) != (case["spend"], case["penalty"]):
            failed += 1
            print(f"group {case['seed']}: not the price of its engagements")
        before = time.process_time()
        solved = oracle.optimum(case, gap, seconds)
        theirs += time.process_time() - before
        ours += case["ms"] / 1000
        if solved is None or not solved[2]:
            cut += 1
        else:
            ended += 1
            our_cost += total
            their_cost += solved[0]
            equal += abs(total - solved[0]) <= max(1.0, gap * total)
        if solved is not None and total < solved[1] - max(1.0, 1e-7 * total):
            failed += 1
            print(f"group {case['seed']}: cost {total}, but HiGHS proves {solved[1]}")
    least = "at least " if cut else ""
    print(f"{ended + cut} groups that are not exact by flow: HiGHS ended {ended} to {gap:g}, {cut} had no end within {seconds:g} s")
    if ours:
        print(f"CPU: HiGHS {least}{theirs:.1f} s, search {ours:.2f} s: {least}{theirs / ours:.0f} times")
    if their_cost:
        print(f"groups that ended: search {100 * (our_cost - their_cost) / their_cost:+.3f} %, equal within the gap in {equal}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
