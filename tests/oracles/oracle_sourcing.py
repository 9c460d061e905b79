#!/usr/bin/env python3
"""Solve the problems that dump_covering prints as integer programs (HiGHS) and compare.

Usage: oracle_sourcing.py DUMP_PROGRAM equal|general FROM TO WEEKS [STEPS [ROUNDS]]
equal: our cost must be the optimum to the sixtieth of a cent. general: our cost may be above the optimum
(median under 0.5 %, worst under 5 %), our bound must never be above it. Each answer is also
priced again from its engagements. Exit status 0 good, 1 a difference, 77 scipy is not installed.
"""
import json
import subprocess
import sys
import time

try:
    import numpy
    from program import Program
except ImportError:
    print("SKIP: python3-scipy is not installed")
    sys.exit(77)

COIN = 6000.0  # money in the program: EUR


def head_minutes(case, option, first, week):
    age = min(week - first, option["ramp"])
    return option["minutes"][age * case["weeks"] + week]


def may_cover(case, need):
    return case["may"][need] if "may" in case else range(len(case["options"]))


def is_tied(case, need):
    return bool(case["tied"][need]) if "tied" in case else False


def price_again(case):
    weeks, spend = case["weeks"], 0
    covered = [[0] * weeks for _ in case["options"]]
    for k, first, last, heads in case["buys"]:
        option = case["options"][k]
        low, high = option["last"][first]
        assert low <= last <= high and heads > 0, "window"
        spend += heads * (option["start_cost"][first] + sum(option["week_cost"][first:last + 1]))
        for week in range(first, last + 1):
            covered[k][week] += heads * head_minutes(case, option, first, week)
    for k, option in enumerate(case["options"]):
        for week in range(weeks):
            active = sum(b[3] for b in case["buys"] if b[0] == k and b[1] <= week <= b[2])
            assert not option["cap"] or active <= option["cap"], "cap"
    penalty = worst = 0
    for i, (week, minutes, price) in enumerate(case["needs"]):
        missing = max(0, minutes - sum(covered[k][week] for k in may_cover(case, i)))
        worst = max(worst, missing) if is_tied(case, i) else missing
        # Of needs that are tied the one that misses most counts.
        last = i + 1 == len(case["needs"]) or not is_tied(case, i + 1)
        penalty += price * worst if last else 0
    for options, heads_max in case.get("pools", []):
        for week in range(weeks):
            active = sum(b[3] for b in case["buys"] if b[0] in options and b[1] <= week <= b[2])
            assert active <= heads_max[week], "pool"
    return spend, penalty


def add_short(p, case, option, cover):
    """Heads that leave within their ramp: a column for each run, by the weeks that they are there."""
    weeks = case["weeks"]
    there = [[] for _ in range(weeks)]
    for first, (low, high) in enumerate(option["last"]):
        for last in range(low, min(high, first + option["ramp"] - 2) + 1):
            run = p.column((option["start_cost"][first] + sum(option["week_cost"][first:last + 1])) / COIN, 1,
                           option["cap"] or numpy.inf)
            for week in range(first, last + 1):
                cover[week].append((run, head_minutes(case, option, first, week)))
                there[week].append((run, 1))
    return there


def optimum(case, gap=1e-9, seconds=120):
    """The compact model: starters and heads per week; ends within the windows of the starts."""
    weeks, p = case["weeks"], Program()
    cover, heads = [], []
    for option in case["options"]:
        cover.append([[] for _ in range(weeks)])
        cap = option["cap"] or numpy.inf
        short = add_short(p, case, option, cover[-1])
        # The others stay as long as their ramp at least.
        window = [(max(low, t + option["ramp"] - 1), high) for t, (low, high) in enumerate(option["last"])]
        starts = [t for t in range(weeks) if window[t][0] <= window[t][1]]
        start = {t: p.column(option["start_cost"][t] / COIN, 1, cap) for t in starts}
        head = [p.column(option["week_cost"][t] / COIN, 1, cap) for t in range(weeks)]
        heads.append([[(head[t], 1)] + short[t] for t in range(weeks)])
        full = option["minutes"][option["ramp"] * weeks:]
        for t in range(weeks):
            leave = [(head[t], -1)]
            if t > 0:
                leave.append((head[t - 1], 1))
            if t in start:
                leave.append((start[t], 1))
            p.row(leave, 0, numpy.inf)
            p.row([(head[t], 1)] + [(start[s], -1) for s in starts
                                    if s <= t <= window[s][0]], 0, numpy.inf)
            p.row([(head[t], -1)] + [(start[s], 1) for s in starts
                                     if s <= t <= window[s][1]], 0, numpy.inf)
            if option["cap"] and short[t]:
                p.row(heads[-1][t], 0, cap)
            cover[-1][t].append((head[t], full[t]))
            for s in starts:
                if s <= t < s + option["ramp"]:
                    cover[-1][t].append((start[s], head_minutes(case, option, s, t) - full[t]))
    for i, (week, minutes, price) in enumerate(case["needs"]):
        if not is_tied(case, i):
            open_min = p.column(price / COIN, 0)
        terms = [term for k in may_cover(case, i) for term in cover[k][week]]
        p.row(terms + [(open_min, 1)], minutes, numpy.inf)
    for options, heads_max in case.get("pools", []):
        for t in range(weeks):
            p.row([term for k in options for term in heads[k][t]], 0, heads_max[t])
    answer = p.solve(gap, seconds)
    if answer.x is None:
        return None
    return answer.fun * COIN, answer.mip_dual_bound * COIN, answer.status == 0


def compare(case, kind):
    spend, penalty = price_again(case)
    total, wrong = case["spend"] + case["penalty"], []
    if (spend, penalty) != (case["spend"], case["penalty"]):
        wrong.append(f"priced {case['spend']} + {case['penalty']}, again {spend} + {penalty}")
    before = time.process_time()
    solved = optimum(case)
    if solved is None:
        print(f"seed {case['seed']}: left out, HiGHS found nothing in its time")
        return None
    best, least, proven = solved
    spent = time.process_time() - before
    slack = max(1.0, 1e-7 * best)
    if case["bound"] > best + slack or total < least - slack:
        wrong.append(f"bound {case['bound']}, cost {total}, but HiGHS {least} to {best}")
    if kind == "equal" and proven and abs(total - best) > slack:
        wrong.append(f"cost {total}, HiGHS {best}")
    return (total - best) / best if best else 0.0, (total - case["bound"]) / max(1, total), spent, wrong


def main():
    program, kind = sys.argv[1:3]
    dump = subprocess.run([program, kind] + sys.argv[3:], check=True, capture_output=True, text=True)
    above, gaps, failed, ours, theirs, sums = [], [], 0, 0.0, 0.0, [0, 0, 0]
    for text in dump.stdout.splitlines():
        case = json.loads(text)
        compared = compare(case, kind)
        if compared is None:
            continue
        distance, gap, spent, wrong = compared
        above.append(distance)
        gaps.append(gap)
        ours += case["ms"] / 1000
        theirs += spent
        sums[0] += case["spend"] + case["penalty"]
        sums[1] += case["bound"]
        for line in wrong:
            failed += 1
            print(f"seed {case['seed']}: {line}")
        if "-v" in sys.argv or (kind == "general" and distance > 0.03):
            print(f"seed {case['seed']}: {100 * distance:.2f} % above HiGHS, "
                  f"{100 * gap:.2f} % above the bound, {case['ms']:.1f} ms against {spent:.2f} s")
    above.sort()
    gaps.sort()
    print(f"{len(above)} problems: above the optimum median {100 * above[len(above) // 2]:.3f} %, "
          f"mean {100 * sum(above) / len(above):.3f} %, worst {100 * above[-1]:.2f} %")
    print(f"above our bound: median {100 * gaps[len(gaps) // 2]:.2f} %, worst {100 * gaps[-1]:.2f} %, "
          f"all together {100 * (sums[0] - sums[1]) / sums[0]:.2f} %")
    print(f"{ours:.2f} s against {theirs:.1f} s of HiGHS")
    if kind == "general" and (above[len(above) // 2] > 0.005 or above[-1] > 0.05):
        failed += 1
    sys.exit(1 if failed or not above else 0)


if __name__ == "__main__":
    main()
