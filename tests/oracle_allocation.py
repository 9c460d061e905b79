#!/usr/bin/env python3
"""Solve the weeks that dump_allocation prints as linear programs (HiGHS) and compare.

Usage: oracle_allocation.py DUMP_PROGRAM COUNT PEOPLE WEEKS
Per priority in turn: the most minutes that can be covered, with the sums of the higher
priorities held. Exit status 0 all equal, 1 a difference, 77 scipy is not installed.
"""
import json
import subprocess
import sys

try:
    import numpy
    from scipy.optimize import linprog
    from scipy.sparse import coo_matrix
except ImportError:
    print("SKIP: python3-scipy is not installed")
    sys.exit(77)


def best_by_priority(week):
    lines, sources = week["lines"], week["sources"]
    arcs = [(s, d) for s, (_, who) in enumerate(sources) for d in who if lines[d][1] > 0]
    if not arcs:
        return {p: 0 for p in range(1, 6)}
    n = len(arcs)
    rows = [s for s, _ in arcs] + [len(sources) + d for _, d in arcs]
    upper = coo_matrix((numpy.ones(2 * n), (rows, list(range(n)) * 2)),
                       shape=(len(sources) + len(lines), n)).tocsr()
    limits = [s[0] for s in sources] + [line[1] for line in lines]
    held_rows, held, best = [], [], {}
    for priority in range(1, 6):
        mine = numpy.array([1.0 if lines[d][0] == priority else 0.0 for _, d in arcs])
        if not mine.any():
            best[priority] = 0
            continue
        answer = linprog(-mine, A_ub=upper, b_ub=limits, A_eq=numpy.array(held_rows) if held else None,
                         b_eq=held if held else None, bounds=(0, None), method="highs")
        if answer.status != 0:
            raise SystemExit(f"HiGHS: {answer.message} for {week['seed']}")
        best[priority] = round(-answer.fun)
        held_rows.append(mine)
        held.append(best[priority])
    return best


def main():
    program, count, people, weeks = sys.argv[1:5]
    dump = subprocess.run([program, count, people, weeks], check=True, capture_output=True, text=True)
    seen = different = 0
    for text in dump.stdout.splitlines():
        week = json.loads(text)
        best = best_by_priority(week)
        for priority in range(1, 6):
            ours = sum(line[2] for line in week["lines"] if line[0] == priority)
            seen += 1
            if ours != best[priority]:
                different += 1
                print(f"seed {week['seed']} week {week['week']} view {week['view']} P{priority}: "
                      f"ours {ours}, HiGHS {best[priority]}")
    print(f"{seen} sums compared, {different} different")
    sys.exit(1 if different or not seen else 0)


main()
