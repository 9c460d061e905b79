#!/usr/bin/env python3
"""How far sourcing is from the optimum: one row per random general problem, then a table.

Usage: sourcing_distance.py DUMP_COVER FROM TO [WEEKS [SECONDS]]
The optimum is CBC's (DUMP_COVER's engine "cbc"), to 0.01 % and at most 5,000 nodes, in a process of its own; its bound is what we are
compared with where it did not end. With SECONDS, HiGHS (python3-scipy) looks at each problem, too, by a
model that is made from the problem's text, and has so many seconds: what it finds and proves must agree with CBC.
Exit status 1: an answer, a bound or a price that contradicts another; 77: no CBC is built in, or scipy is not installed.
"""
import json
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "tests", "oracles"))
import oracle_sourcing as oracle  # noqa: E402

ENDED = 2e-4  # CBC's gap, and what our bound takes off for its tolerances
MILP = 3      # COVERING_MILP of solver/covering/covering.h


def line(name, values):
    values = sorted(values)
    at = [values[int(q * (len(values) - 1))] for q in (0.5, 0.9, 1)]
    print(f"| {name} | " + " | ".join("%.2f %%" % v for v in at[:2] + [sum(values) / len(values), at[2]]) + " |")


def dump(program, seed, weeks, *engine):
    text = subprocess.run([program, "general", str(seed), str(seed), weeks, *engine], check=True, capture_output=True, text=True)
    case = json.loads(text.stdout)
    case["cost"] = case["spend"] + case["penalty"]
    return case


def contradictions(ours, cbc, seconds):
    """What cannot be true of our answer, CBC's, and what HiGHS says."""
    slack = max(1.0, 1e-7 * ours["cost"])
    if oracle.price_again(ours) != (ours["spend"], ours["penalty"]):
        yield "priced wrong"
    if ours["bound"] > cbc["cost"] + slack:
        yield f"bound {ours['bound']} above CBC's answer {cbc['cost']}"
    if ours["cost"] < cbc["bound"] - slack:
        yield f"cost {ours['cost']} below CBC's bound {cbc['bound']}"
    solved = oracle.optimum(ours, 1e-4, seconds) if seconds else None
    if solved and solved[1] > cbc["cost"] + slack:
        yield f"HiGHS proves {solved[1]}, CBC found {cbc['cost']}"
    if solved and solved[0] < cbc["bound"] - slack:
        yield f"HiGHS found {solved[0]}, CBC proves {cbc['bound']}"


def main():
    program, first, last = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    weeks = sys.argv[4] if len(sys.argv) > 4 else "52"
    seconds = float(sys.argv[5]) if len(sys.argv) > 5 else 0
    above, proven, own, ours_ms, cbc_ms, ended, failed = [], [], [], 0.0, 0.0, 0, 0
    for seed in range(first, last + 1):
        ours, cbc = dump(program, seed, weeks), dump(program, seed, weeks, "0", "0", "cbc")
        if ours["cost"] and cbc["method"] != MILP and ours["bound"] < ours["cost"]:
            print("no CBC is built in: nothing to compare with")
            sys.exit(77)
        for what in contradictions(ours, cbc, seconds):
            failed += 1
            print(f"seed {seed}: {what}")
        least = max(cbc["bound"], ours["bound"])
        ended += cbc["cost"] - least <= ENDED * cbc["cost"]
        whole = max(1, ours["cost"])
        above.append(100 * (ours["cost"] - cbc["cost"]) / max(1, cbc["cost"]))
        proven.append(100 * (ours["cost"] - least) / max(1, least))
        own.append(100 * (ours["cost"] - ours["bound"]) / whole)
        ours_ms += ours["ms"]
        cbc_ms += cbc["ms"] - ours["ms"]
        print(f"seed {seed}: {above[-1]:.2f} % above CBC's answer, {proven[-1]:.2f} % above what is proven, {own[-1]:.2f} % above our "
              f"own bound, {ours['ms']:.0f} ms, CBC {cbc['ms'] - ours['ms']:.0f} ms more", flush=True)
    print(f"\n{len(above)} problems of {weeks} weeks, seeds from {first}: CBC ended {ended} of them\n")
    print("| | median | 90th percentile | mean | worst |\n|---|---|---|---|---|")
    line("above CBC's answer", above)
    line("above what is proven", proven)
    line("above our own bound", own)
    print(f"\nours {ours_ms / 1000:.1f} s, CBC from our answer {cbc_ms / 1000:.1f} s more")
    sys.exit(1 if failed else 0)


main()
