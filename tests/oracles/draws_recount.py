#!/usr/bin/env python3
"""Count again what dump_draws prints, from the numbers of each draw and by plain means.

Usage: draws_recount.py DUMP_PROGRAM FIRST_SEED COUNT DRAWS
What each line asks for is drawn again from its row (splitmix64); how far each engagement is used
comes from maximum flows over ever more engagements, path by path; sums, shares and quantiles are
counted draw by draw. Exit status 0 all equal, 1 a difference.
"""
import json
import subprocess
import sys
from fractions import Fraction

BITS = (1 << 64) - 1


def mix(z):
    z = (z + 0x9E3779B97F4A7C15) & BITS
    z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & BITS
    z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & BITS
    return z ^ (z >> 31)


def number(seed, draw, purpose, item, limit):
    bits = mix(mix(mix(mix(seed) ^ draw) ^ purpose) ^ item)
    return ((bits >> 32) * limit) >> 32


def asked(company, draw, week, line, projects):
    project = projects[line["project"]]
    if line["tentative"] and number(company["seed"], draw, 0, project, 100) >= line["percent"]:
        return 0
    late = number(company["seed"], draw, 1, project, 1 << 20) * (line["delay"] + 1) >> 20
    minutes = line["base"][week - late + line["delay"]]
    span = line["less"] + line["more"]
    percent = 100 - line["less"] + number(company["seed"], draw, 2, line["line"], span + 1)
    return round(Fraction(minutes * percent, 100))


def most_covered(engagements, gap):
    """Minutes of the gap (by line) that the engagements [(minutes, may)] can cover together."""
    left = [minutes for minutes, _ in engagements]
    given = [[0] * len(gap) for _ in engagements]
    total = 0
    for line, need in enumerate(gap):
        while need > 0:
            seen, queue, back = {line}, [line], {}
            found = None
            while queue and found is None:
                at = queue.pop(0)
                for e, (_, may) in enumerate(engagements):
                    if not may[at] or ("e", e) in back:
                        continue
                    back["e", e] = at
                    if left[e] > 0:
                        found = e
                        break
                    for other in range(len(gap)):
                        if given[e][other] > 0 and other not in seen:
                            seen.add(other)
                            back["l", other] = e
                            queue.append(other)
            if found is None:
                break
            path, e, amount = [], found, min(left[found], need)
            while True:
                at = back["e", e]
                path.append((e, at))
                if at == line:
                    break
                e = back["l", at]
                amount = min(amount, given[e][at])
            left[found] -= amount
            for i, (e, at) in enumerate(path):
                given[e][at] += amount
                if i + 1 < len(path):
                    given[path[i + 1][0]][at] -= amount
            need -= amount
            total += amount
    return total


def spread(values):
    ordered = sorted(values)
    return [sum(values)] + [ordered[-(-len(values) * percent // 100) - 1]
                            for percent in (10, 50, 80, 95)]


def differences(company):
    draws, weeks, lines = company["draws"], company["weeks"], company["line_count"]
    projects, engagements = {}, company["engagements"]
    for line in company["lines"]:
        projects.setdefault(line["project"], len(projects))
    known = iter(company["asked"])
    for draw in range(draws):
        for week in range(weeks):
            for line in company["lines"]:
                want = asked(company, draw, week, line, projects)
                got = next(known)
                if want != got:
                    yield f"draw {draw}, week {week}, line {line['line']}: {got}, not {want}"
    gap = [[company["gap"][(draw * weeks + week) * lines:(draw * weeks + week + 1) * lines]
            for week in range(weeks)] for draw in range(draws)]
    used = [[0] * draws for _ in engagements]
    left = [[0] * weeks for _ in range(draws)]
    seen = {}
    for draw in range(draws):
        for week in range(weeks):
            key = (week, tuple(gap[draw][week]))
            if key not in seen:
                there = [(e["delivered"][week], e["may"]) for e in engagements]
                steps = [most_covered(there[:i], gap[draw][week])
                         for i in range(len(there) + 1)]
                seen[key] = [b - a for a, b in zip(steps, steps[1:])]
            for e, minutes in enumerate(seen[key]):
                used[e][draw] += minutes
            left[draw][week] = sum(gap[draw][week]) - sum(seen[key])
    for e, engagement in enumerate(engagements):
        if engagement["used_draws"] != sum(minutes > 0 for minutes in used[e]):
            yield f"engagement {e}: used in {engagement['used_draws']} draws"
        if engagement["covered"] != spread(used[e]):
            yield f"engagement {e}: covers {engagement['covered']}, not {spread(used[e])}"
    totals = {"whole": [sum(map(sum, draw)) for draw in gap], "open_whole": list(map(sum, left))}
    for name, values in totals.items():
        if company[name] != spread(values):
            yield f"{name}: {company[name]}, not {spread(values)}"
    if company["closed_whole"] != sum(sum(draw) == 0 for draw in left):
        yield f"closed in {company['closed_whole']} draws"
    for week, row in enumerate(company["weekly"]):
        after = [draw[week] for draw in left]
        if (row["closed"] != sum(minutes == 0 for minutes in after) or
                row["open"] != spread(after) or
                row["all"] != spread([sum(draw[week]) for draw in gap])):
            yield f"week {week}: {row}"


def main():
    text = subprocess.run(sys.argv[1:], check=True, stdout=subprocess.PIPE).stdout
    engagements = partly = bad = 0
    for row in text.splitlines():
        company = json.loads(row)
        for difference in differences(company):
            print(f"seed {company['seed']}: {difference}")
            bad += 1
        engagements += len(company["engagements"])
        partly += sum(0 < e["used_draws"] < company["draws"] for e in company["engagements"])
    print(f"{engagements} engagements, {partly} of them in some draws only; {bad} differences")
    return 1 if bad or not partly else 0


sys.exit(main())
