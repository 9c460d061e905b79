#!/usr/bin/env python3
"""How far sourcing is from the optimum: one row per random general problem, then a table.

Usage: sourcing_distance.py DUMP_COVER FROM TO [WEEKS [GAP [SECONDS [CPU_SECONDS]]]]
HiGHS (python3-scipy) solves each problem to GAP (default 0.001) or for SECONDS (20). Where it proved
nothing better, its own bound is what we are compared with, so a distance is never told too small.
No new problem is begun once HiGHS has used CPU_SECONDS (default: no limit). Exit status 1: a bound above
what HiGHS found, or an answer below what HiGHS proved; 77: scipy is not installed.
"""
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests"))
import oracle_sourcing as oracle  # noqa: E402


def line(name, values, form="%.2f %%"):
    values = sorted(values)
    at = [values[int(q * (len(values) - 1))] for q in (0.5, 0.9, 1)]
    print(f"| {name} | " + " | ".join(form % v for v in at[:2] + [sum(values) / len(values), at[2]]) + " |")


def main():
    program, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    weeks = sys.argv[4] if len(sys.argv) > 4 else "52"
    gap, seconds, limit = (float(sys.argv[i]) if len(sys.argv) > i else d
                           for i, d in ((5, 1e-3), (6, 20), (7, float("inf"))))
    best_found, proven_least, below, used = [], [], [], 0.0
    ours = theirs = 0.0
    proven = nothing = failed = 0
    for seed in range(first, last + 1):
        if used > limit:
            print(f"stopped before seed {seed}: HiGHS has used {used:.0f} s")
            break
        dump = subprocess.run([program, "general", str(seed), str(seed), weeks], check=True,
                              capture_output=True, text=True)
        case = json.loads(dump.stdout)
        total = case["spend"] + case["penalty"]
        if oracle.price_again(case) != (case["spend"], case["penalty"]):
            failed += 1
            print(f"seed {seed}: priced wrong")
        start, cpu = time.monotonic(), time.process_time()
        solved = oracle.optimum(case, gap, seconds)
        spent = time.monotonic() - start
        used += time.process_time() - cpu
        if solved is None:
            nothing += 1
            continue
        best, least, done = solved
        slack = max(1.0, 1e-7 * best)
        if case["bound"] > best + slack or total < least - slack:
            failed += 1
            print(f"seed {seed}: bound {case['bound']}, cost {total}, HiGHS {least} to {best}")
        proven += done
        ours += case["ms"] / 1000
        theirs += spent
        best_found.append(100 * (total - best) / best if best else 0.0)
        proven_least.append(100 * (total - least) / least if least > 0 else 0.0)
        below.append(100 * (best - case["bound"]) / best if best else 0.0)
        print(f"seed {seed}: {best_found[-1]:.2f} % above HiGHS's best, {proven_least[-1]:.2f} % above its bound, "
              f"our bound {below[-1]:.2f} % below, {case['ms']:.0f} ms against {spent:.2f} s", flush=True)
    if not best_found:
        print("nothing was compared")
        sys.exit(1)
    print(f"\n{len(best_found)} problems of {weeks} weeks, seeds from {first}: {proven} solved to {100 * gap:g} %, "
          f"{len(best_found) - proven} stopped after {seconds:g} s, {nothing} without an answer of HiGHS's\n")
    print("| | median | 90th percentile | mean | worst |\n|---|---|---|---|---|")
    line("above HiGHS's best", best_found)
    line("above HiGHS's bound", proven_least)
    line("our bound below HiGHS's best", below)
    print(f"\n{ours:.2f} s against {theirs:.1f} s of HiGHS: {theirs / ours:.0f} times as fast")
    sys.exit(1 if failed else 0)


main()
