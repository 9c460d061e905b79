#!/usr/bin/env python3
"""Solve whole companies, engagements and own people together, as integer programs and compare.

Usage: oracle_joint.py DUMP_PROGRAM FROM TO [-v]
DUMP_PROGRAM prints random companies whose people have several roles, who may do what, all that could be ordered, and
our answer (which it has verified). HiGHS finds the cheapest choice of heads with the best use of our people. No
bound may be above that, and we may not cost less. How far we are above it, and our bound below it, is printed as a table; the
medians must stay below 0.2 and 1 %, the worst below 2 and 20 %. Exit status 0 good, 1 a difference, 77 no scipy.
"""
import json
import subprocess
import sys

try:
    from oracle_limits import add_heads, add_lines, cents_of, slack_of
    from program import Program
except ImportError:
    print("SKIP: python3-scipy is not installed")
    sys.exit(77)

MOST = {"above the optimum": (0.002, 0.02), "bound below the optimum": (0.01, 0.20)}


def optimum(case):
    p = Program()
    add_lines(p, case, add_heads(p, case))
    return cents_of(p, case["total"])


def compare(case):
    solved = optimum(case)
    if solved is None:
        return None
    found, least = solved
    slack = slack_of(found)
    wrong = []
    if case["total"] < least - slack:
        wrong.append(f"we cost {case['total']}, less than the least {least:.0f}")
    if case["bound"] > found + slack:
        wrong.append(f"our bound {case['bound']} is above {found:.0f}")
    for name in ("bound", "use_bound"):
        if case[name] > case["total"]:
            wrong.append(f"{name} {case[name]} is above our own total {case['total']}")
    whole = max(1, found)
    return {"seed": case["seed"], "wrong": wrong, "above the optimum": max(0, case["total"] - found) / whole,
            "people where they were": max(0, case["stayed"] - found) / whole,
            "bound below the optimum": max(0, found - case["bound"]) / whole,
            "above our bound": (case["total"] - case["bound"]) / max(1, case["bound"]), "seconds": case["seconds"]}


def main():
    dump = subprocess.run(sys.argv[1:4], check=True, capture_output=True, text=True)
    results = [r for r in map(compare, map(json.loads, dump.stdout.splitlines())) if r]
    failed = 0 if results else 1
    for r in results:
        failed += len(r["wrong"])
        for wrong in r["wrong"]:
            print(f"seed {r['seed']}: {wrong}")
        if "-v" in sys.argv:
            print(r["seed"], *(f"{name} {100 * r[name]:.2f} %" for name in
                               ("people where they were", "above the optimum", "bound below the optimum")))
    print(f"{len(results)} companies, ours {sum(r['seconds'] for r in results):.1f} s of CPU\n")
    print("| | median | 90th percentile | mean | worst |\n|---|---|---|---|---|")
    for name in ("people where they were", "above the optimum", "bound below the optimum", "above our bound"):
        values = sorted(r[name] for r in results)
        median, ninth, worst = (values[int(q * (len(values) - 1))] for q in (0.5, 0.9, 1))
        print(f"| {name} | {100 * median:.2f} % | {100 * ninth:.2f} % | {100 * sum(values) / len(values):.2f} % | "
              f"{100 * worst:.2f} % |")
        if name in MOST and (median > MOST[name][0] or worst > MOST[name][1]):
            print(f"seed {max(results, key=lambda r: r[name])['seed']}: {name} too far")
            failed += 1
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
