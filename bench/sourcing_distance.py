#!/usr/bin/env python3
"""How far sourcing is from the optimum: one row per random general problem, then a table.

Usage: sourcing_distance.py DUMP_COVER FROM TO [WEEKS [GAP [SECONDS [CPU_SECONDS [KEPT]]]]]
HiGHS (python3-scipy) solves each problem to GAP (default 0.001) or for SECONDS (20). Where it proved
nothing better, its own bound is what we are compared with, so a distance is never told too small.
No new problem is begun once HiGHS has used CPU_SECONDS (default: no limit). What HiGHS said is added to the
file KEPT, a JSON object on each line, and taken from there for seeds that it has: the problems do not change with us. Exit status 1: a bound above
what HiGHS found, or an answer below what HiGHS proved; 77: scipy is not installed.
"""
import json
import os
import subprocess
import sys
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "oracles"))
import oracle_sourcing as oracle  # noqa: E402


def line(name, values, form="%.2f %%"):
    values = sorted(values)
    at = [values[int(q * (len(values) - 1))] for q in (0.5, 0.9, 1)]
    print(f"| {name} | " + " | ".join(form % v for v in at[:2] + [sum(values) / len(values), at[2]]) + " |")


def ask(case, gap, seconds, kept):
    """What HiGHS finds, proves, whether to the gap, wall clock and CPU seconds."""
    wall, cpu = time.monotonic(), time.process_time()
    solved = oracle.optimum(case, gap, seconds)
    said = {"seed": case["seed"], "found": solved and solved[0], "least": solved and solved[1],
            "done": bool(solved and solved[2]), "wall": time.monotonic() - wall, "cpu": time.process_time() - cpu}
    if kept:
        with open(kept, "a", encoding="ascii") as file:
            file.write(json.dumps(said) + "\n")
    return said


def main():
    program, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    weeks = sys.argv[4] if len(sys.argv) > 4 else "52"
    gap, seconds, limit = (float(sys.argv[i]) if len(sys.argv) > i else d
                           for i, d in ((5, 1e-3), (6, 20), (7, float("inf"))))
    kept = sys.argv[8] if len(sys.argv) > 8 else None
    known = {}
    if kept and os.path.exists(kept):
        with open(kept, encoding="ascii") as file:
            known = {said["seed"]: said for said in map(json.loads, file)}
    best_found, proven_least, below, own, to_proven, used = [], [], [], [], [], 0.0
    ours = theirs = theirs_cpu = 0.0
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
        said = known.get(seed)
        if said is None:
            said = ask(case, gap, seconds, kept)
            used += said["cpu"]
        own.append(100 * (total - case["bound"]) / total if total else 0.0)
        if said["found"] is None:
            nothing += 1
            continue
        best, least, done, spent = said["found"], said["least"], said["done"], said["wall"]
        slack = max(1.0, 1e-7 * best)
        if case["bound"] > best + slack or total < least - slack:
            failed += 1
            print(f"seed {seed}: bound {case['bound']}, cost {total}, HiGHS {least} to {best}")
        proven += done
        ours += case["ms"] / 1000
        theirs += spent
        theirs_cpu += said["cpu"]
        if done:
            to_proven.append(100 * (total - best) / best if best else 0.0)
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
    if to_proven:
        line(f"above the optimum, the {len(to_proven)} solved", to_proven)
    line("above HiGHS's bound", proven_least)
    line("our bound below HiGHS's best", below)
    line(f"above our own bound, all {len(own)}", own)
    print(f"\n{ours:.2f} s against {theirs:.1f} s of HiGHS ({theirs_cpu:.1f} s of CPU): {theirs / ours:.0f} times as fast")
    sys.exit(1 if failed else 0)


main()
