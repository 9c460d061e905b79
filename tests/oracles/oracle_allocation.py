#!/usr/bin/env python3
"""Solve the weeks that dump_allocation prints as linear programs (HiGHS) and compare.

Usage: oracle_allocation.py DUMP_PROGRAM COUNT PEOPLE WEEKS
The weeks of a company are one program: minutes by person and line, each minute worth more the
higher its priority (any falling weights give the same minutes per priority, since what can be
served is a polymatroid). Compared are the covered minutes of each week and priority.
Exit status 0 all equal, 1 a difference, 77 scipy is not installed.
"""
import itertools
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

WEIGHT = {1: 5.0, 2: 4.0, 3: 3.0, 4: 2.0, 5: 1.0}


def best_of(weeks):
    """Covered minutes by (week, priority)."""
    worth, rows, columns, limits, keys = [], [], [], [], []
    for number, week in enumerate(weeks):
        lines, sources = week["lines"], week["sources"]
        first_source, first_line = len(limits), len(limits) + len(sources)
        limits += [s[0] for s in sources] + [line[1] for line in lines]
        for s, (minutes, who) in enumerate(sources):
            for d in who if minutes > 0 else []:
                if lines[d][1] == 0:
                    continue
                rows += [first_source + s, first_line + d]
                columns += [len(worth)] * 2
                worth.append(-WEIGHT[lines[d][0]])
                keys.append((number, lines[d][0]))
    best = {}
    if not worth:
        return best
    upper = coo_matrix((numpy.ones(len(rows)), (rows, columns)),
                       shape=(len(limits), len(worth))).tocsr()
    answer = linprog(worth, A_ub=upper, b_ub=limits, bounds=(0, None), method="highs")
    if answer.status != 0:
        raise SystemExit(f"HiGHS: {answer.message} for {weeks[0]['seed']}")
    for key, minutes in zip(keys, answer.x):
        best[key] = best.get(key, 0) + minutes
    return best


def main():
    program, count, people, weeks = sys.argv[1:5]
    dump = subprocess.Popen([program, count, people, weeks], stdout=subprocess.PIPE, text=True)
    seen = different = companies = 0
    for seed, group in itertools.groupby(map(json.loads, dump.stdout), lambda week: week["seed"]):
        group = list(group)
        best = best_of(group)
        companies += 1
        for number, week in enumerate(group):
            for priority in range(1, 6):
                ours = sum(line[2] for line in week["lines"] if line[0] == priority)
                theirs = round(best.get((number, priority), 0))
                seen += 1
                if ours != theirs:
                    different += 1
                    print(f"seed {seed} week {week['week']} view {week['view']} priority "
                          f"{priority}: ours {ours}, HiGHS {theirs}")
    if dump.wait() != 0 or companies != int(count):
        sys.exit(1)
    print(f"{companies} companies, {seen} sums compared, {different} different")
    sys.exit(1 if different or not seen else 0)


main()
