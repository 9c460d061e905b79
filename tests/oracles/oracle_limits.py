#!/usr/bin/env python3
"""Solve plans under limits (budgets, quarters, share onshore, vendors, tenure) as integer programs and compare.

Usage: oracle_limits.py DUMP_PROGRAM FROM TO [-v]
DUMP_PROGRAM prints random plans, everything that could be decided about with its cost, and our answer (which it
has verified: so it keeps the limits). HiGHS finds the cheapest choice with our people free to move, and with them
where they are in our answer. An option whose heads, however many, leave no less open than nobody is never ordered
or extended, also where the share onshore could be bought so. Ours must not cost less, our two bounds must not be above these. How far ours is above it
is printed (the median must stay below 0.1, the worst below 10 %), and beside the multiplier that is printed what a
budget of a tenth more saves in the optimum. Exit status 0 good, 1 a difference, 77 no scipy.
"""
import json
import subprocess
import sys

try:
    import numpy
    from program import Program
except ImportError:
    print("SKIP: python3-scipy is not installed")
    sys.exit(77)

EUR = 100.0


def least_open(case, option=None):
    """What the lines' penalties are at least with our people, and with heads without end of an option."""
    p = Program()
    for w in range(case["weeks"]):
        rows = [[(p.column(line["price"] / EUR, 0), 1)] for line in case["lines"]]
        for minutes, lines in case["own"]:
            used = [(p.column(0, 0), l) for l in lines]
            for column, l in used:
                rows[l].append((column, 1))
            if used:
                p.row([(column, 1) for column, _ in used], -numpy.inf, minutes[w] / 60)
        for row, line in zip(rows, case["lines"]):
            if option is not None and line["may"][option]:
                row.append((p.column(0, 0), 1))
            p.row(row, line["asked"][w] / 60, numpy.inf)
    return p.solve().fun


def drop_idle(case):
    """Nobody is ordered or extended only to be spent on: who helps with nothing may but stay as agreed."""
    if not case["onshore"]:
        return
    idle, least = set(), least_open(case)
    for k in range(len(case["heads"])):
        if not any(line["may"][k] for line in case["lines"]) or least_open(case, k) > least - 1e-6:
            idle.add(k)
    case["candidates"] = [c for c in case["candidates"] if c["option"] not in idle or not is_ours(c)]


def is_ours(candidate):
    return candidate["decision"] in ("new", "extend")


def add_limit(p, case, heads, counted, against, limit):
    """sum(counted) <= limit, unless nothing that is ordered or extended counts against it."""
    candidates = case["candidates"]
    most = sum(count * max([0] + [counted(c) for c in candidates if c["running"] == r])
               for r, count in enumerate(case["running"]))
    # As small as it may be: HiGHS takes a millionth of it for nothing.
    huge = max(0, most - limit)
    kept = p.column(0, 1, 1)
    p.row([(h, counted(c)) for h, c in zip(heads, candidates)] + [(kept, huge)], -numpy.inf, limit + huge)
    chosen = [(h, 1) for h, c in zip(heads, candidates) if is_ours(c) and against(c) > 0]
    p.row(chosen + [(kept, -1000)], -numpy.inf, 0)


def add_heads(p, case):
    """A column of heads for each candidate: running ones are decided about, no option has more than it may."""
    weeks, candidates = case["weeks"], case["candidates"]
    heads = [p.column(c["cost"] / EUR, 1, 200) for c in candidates]
    for r, count in enumerate(case["running"]):
        mine = [(h, 1) for h, c in zip(heads, candidates) if c["running"] == r]
        if mine:
            p.row(mine, count, count)
    for k, most in enumerate(case["heads"]):
        for w in range(weeks):
            mine = [(h, 1) for h, c in zip(heads, candidates) if c["option"] == k and c["first"] <= w <= c["last"]]
            agreed = sum(case["running"][c["running"]] for c in candidates
                         if c["option"] == k and c["decision"] == "let end" and c["first"] <= w <= c["last"])
            if mine:
                p.row(mine, 0, max(most, agreed))
    return heads


def add_lines(p, case, heads, placed=None):
    """What is asked for is done by heads and our people, or stays open; placed: what our people do of each line."""
    supply = {}
    for h, c in zip(heads, case["candidates"]):
        for w, minutes in c["delivered"]:
            supply.setdefault((c["option"], w), []).append((h, minutes / 60))
    for w in range(case["weeks"]):
        rows = [[(p.column(line["price"] / EUR, 0), 1)] for line in case["lines"]]
        for minutes, lines in [] if placed else case["own"]:
            used = [(p.column(0, 0), l) for l in lines if case["lines"][l]["asked"][w] and minutes[w]]
            for column, l in used:
                rows[l].append((column, 1))
            if used:
                p.row([(column, 1) for column, _ in used], -numpy.inf, minutes[w] / 60)
        for k in range(len(case["heads"])):
            used = [(p.column(0, 0), l) for l, line in enumerate(case["lines"])
                    if line["may"][k] and line["asked"][w] and (k, w) in supply]
            for column, l in used:
                rows[l].append((column, 1))
            if used:
                p.row([(column, 1) for column, _ in used] + [(h, -hours) for h, hours in supply[k, w]], -numpy.inf, 0)
        for l, (row, line) in enumerate(zip(rows, case["lines"])):
            p.row(row, (line["asked"][w] - (placed[l][w] if placed else 0)) / 60, numpy.inf)


def cents_of(p, at_most):
    """What HiGHS finds and what it proves, in cents; at_most: what some answer costs."""
    answer = p.solve()
    # The presolve of HiGHS 1.2 loses the best answer of some programs: those are solved again without.
    if answer.x is None or answer.mip_dual_bound * EUR > at_most + slack_of(at_most):
        answer = p.solve(presolve=False)
    return None if answer.x is None else (answer.fun * EUR, answer.mip_dual_bound * EUR)


def slack_of(cents):
    return 20 + 2e-7 * cents


def optimum(case, budget, at_most, placed=None):
    p = Program()
    heads, candidates = add_heads(p, case), case["candidates"]
    add_lines(p, case, heads, placed)
    if budget >= 0:
        add_limit(p, case, heads, lambda c: c["spend"] / EUR, lambda c: c["spend"], budget / EUR)
    for q, cents in enumerate(case["quarters"]):
        add_limit(p, case, heads, lambda c, q=q: c["quarters"][q] / EUR, lambda c, q=q: c["quarters"][q], cents / EUR)
    for vendor, cents in case["vendors"].items():
        def counted(c, vendor=vendor):
            return c["spend"] / EUR if c["vendor"] == vendor else 0
        add_limit(p, case, heads, counted, counted, cents / EUR)
    if case["onshore"]:
        part = case["onshore"] / 100
        add_limit(p, case, heads, lambda c: (part - c["onshore"]) * c["spend"] / EUR,
                  lambda c: not c["onshore"], 0)
    return cents_of(p, at_most)


def compare(case):
    ours, wrong = case["ours"], []
    drop_idle(case)
    total = ours["total"]
    solved, here = optimum(case, case["budget"], total), optimum(case, case["budget"], total, ours["placed"])
    if solved is None or here is None:
        return None
    best, least = solved
    slack = slack_of(best)
    if total < least - slack:
        wrong.append(f"we cost {total}, less than the least {least:.0f}")
    if ours["bound"] > best + slack:
        wrong.append(f"our bound {ours['bound']} is above {best:.0f}")
    if ours["use_bound"] > here[0] + slack:
        wrong.append(f"our bound for these places {ours['use_bound']} is above {here[0]:.0f}")
    result = {"seed": case["seed"], "above": max(0, total - best) / max(1, best),
              "here": max(0, total - here[0]) / max(1, here[0]),
              "gap": (total - ours["bound"]) / max(1, ours["bound"]),
              "use_gap": (total - ours["use_bound"]) / max(1, ours["use_bound"]),
              "binds": best > case["unlimited"] + slack, "ours": ours, "best": best}
    if "richer" in case:
        more = max(1, case["budget"] // 10)
        micro = [limit[3] for limit in ours["limits"] if limit[0] == "budget"][0]
        richer = optimum(case, case["budget"] + more, case["richer"]["total"])
        if richer and case["richer"]["bound"] > richer[0] + slack:
            wrong.append(f"with more budget our bound {case['richer']['bound']} is above {richer[0]:.0f}")
        if richer and more > 100:
            result["rate"] = (micro / 1e6, (best - richer[0]) / more)
    result["wrong"] = wrong
    return result


def line_of(name, values):
    values = sorted(values)
    if values:
        print(f"{name}: median {100 * values[len(values) // 2]:.2f} %, mean {100 * sum(values) / len(values):.2f} %, "
              f"worst {100 * values[-1]:.2f} %")


def main():
    dump = subprocess.run(sys.argv[1:4], check=True, capture_output=True, text=True)
    results, failed = [], 0
    for text in dump.stdout.splitlines():
        result = compare(json.loads(text))
        if result is None:
            continue
        results.append(result)
        for wrong in result["wrong"]:
            failed += 1
            print(f"seed {result['seed']}: {wrong}")
        if "-v" in sys.argv:
            print(f"seed {result['seed']}: {result['best']:.0f} {100 * result['above']:.2f} % above, "
                  f"{100 * result['gap']:.2f} % above the bound, in these places {100 * result['here']:.2f} % and "
                  f"{100 * result['use_gap']:.2f} % {'binds' if result['binds'] else ''} "
                  f"{result['ours']['limits']} {result.get('rate', '')}")
    binding = [r for r in results if r["binds"]]
    print(f"{len(results)} plans, limits cost something in {len(binding)}")
    line_of("above the optimum, all", [r["above"] for r in results])
    line_of("above the optimum, limits bind", [r["above"] for r in binding])
    line_of("above the optimum for our people's places, limits bind", [r["here"] for r in binding])
    line_of("above our bound, limits bind", [r["gap"] for r in binding])
    line_of("above our bound for these places, limits bind", [r["use_gap"] for r in binding])
    rates = [r["rate"] for r in binding if "rate" in r]
    if rates:
        print(f"a tenth more budget, {len(rates)} plans: multiplier says {sum(a for a, _ in rates) / len(rates):.3f} "
              f"per EUR in the mean, the optimum saves {sum(b for _, b in rates) / len(rates):.3f}")
    above = sorted(r["above"] for r in binding)
    if not binding or above[len(above) // 2] > 0.001 or above[-1] > 0.1:
        failed += 1
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
