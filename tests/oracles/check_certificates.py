#!/usr/bin/env python3
"""Check certificates from the people and demand they speak of, with nothing of ours.

Usage: check_certificates.py DUMP_PROGRAM COUNT PEOPLE WEEKS
dump_certificates prints each company's people and lines as they were made, what each person can
work and each line asks for in each week, the uncovered minutes, and the certificates. For each
week: every certificate lists everybody who qualifies for one of its lines and nobody else, its
sums are right, no line stands in two of them, and together they are the week's gap.
"""
import itertools
import json
import subprocess
import sys


def within(place, scope):
    return scope == "" or place == scope or place.startswith(scope + "-")


def qualifies(person, line, levels_down):
    level = person["roles"].get(line["role"], 0)
    return (level >= line["level"] and level - line["level"] <= levels_down
            and set(line["skills"]) <= set(person["skills"])
            and within(person["location"], line["location"]))


def is_booked(booking, person, line):
    if not booking["hard"] or booking["project"] != line["project"]:
        return False
    return line["role"] in person["roles"] if booking["role"] == "" else booking["role"] == line["role"]


def check(company):
    people, lines, bookings = company["people"], company["lines"], company["bookings"]
    count = 0
    by_week = {w: list(group) for w, group in
               itertools.groupby(company["certificates"], lambda c: c["week"])}
    assert set(by_week) <= set(range(company["weeks"])), "a week that is none"
    for week in range(company["weeks"]):
        seen, missing = set(), 0
        for c in by_week.get(week, []):
            mine = [lines[d] for d in c["lines"]]
            assert mine and not seen & set(c["lines"]), "a line in two certificates"
            seen |= set(c["lines"])
            who = [p for p, person in enumerate(people)
                   if any(qualifies(person, line, company["levels_down"]) for line in mine)]
            assert who == c["people"], f"qualify {who}, listed {c['people']}"
            held = [b for b, booking in enumerate(bookings) if booking["minutes"][week] > 0
                    and any(is_booked(booking, people[booking["person"]], line) for line in mine)]
            assert held == c["bookings"], f"booked {held}, listed {c['bookings']}"
            need = sum(line["minutes"][week] for line in mine)
            have = (sum(people[p]["minutes"][week] for p in who)
                    + sum(bookings[b]["minutes"][week] for b in held))
            assert (need, have, need - have) == (c["demand"], c["supply"], c["missing"]), "sums"
            assert need > have, "nothing is missing"
            missing += need - have
            count += 1
        assert missing == company["gap"][week], f"{missing} missing, the gap is {company['gap'][week]}"
    return count


def main():
    dump = subprocess.Popen(sys.argv[1:5], stdout=subprocess.PIPE, text=True)
    companies = certificates = wrong = 0
    for text in dump.stdout:
        company = json.loads(text)
        companies += 1
        try:
            certificates += check(company)
        except AssertionError as error:
            wrong += 1
            print(f"seed {company['seed']}: {error}")
    if dump.wait() != 0 or companies != int(sys.argv[2]) or certificates < companies:
        wrong += 1
    print(f"{companies} companies, {certificates} certificates, {wrong} wrong")
    sys.exit(1 if wrong else 0)


main()
