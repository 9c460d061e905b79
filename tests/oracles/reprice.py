#!/usr/bin/env python3
"""Price a plan's engagements again, from its files alone, as docs/costs.md says.

Usage: reprice.py WORKSPACE REPORTS PLAN_FIRST_MONDAY WEEKS
       reprice.py --drawn DUMP_PROGRAM COUNT WORKSPACE...
       reprice.py --random DUMP_PROGRAM FROM TO
       reprice.py --demo STAFFGAP

REPORTS is a folder with engagements.csv, costs.csv and outcomes.csv as `staffgap report NAME -O csv`
writes them. Nothing of staffgap is used: rates.csv, engagements.csv, holidays/*.ics and
staffgap.conf are read here. With --drawn, DUMP_PROGRAM writes the reports of engagements drawn by chance; with
--random the companies are drawn, too (random_company.py); with --demo, STAFFGAP plans its worked company and reports what it recommends.
Exit status 0 every cent is the same, 1 the first differences are printed.
"""
import calendar
import csv
import datetime
import fractions
import glob
import os
import re
import subprocess
import sys
import tempfile

import random_company

Fraction = fractions.Fraction
DAY = datetime.timedelta(days=1)
WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]


def half_even(number):
    return round(Fraction(number))  # Python rounds halves to even, and fractions are exact


class Row(dict):
    """A row of a table; a column that is not there is empty."""

    def __missing__(self, name):
        return ""


def table(path):
    if not os.path.exists(path):
        return []
    with open(path, encoding="utf-8", newline="") as file:
        lines = [line for line in file if not line.startswith("#")]
    return [Row(row) for row in csv.DictReader(lines)]


def day(text):
    return datetime.date.fromisoformat(text)


# --- the inputs ---------------------------------------------------------------


class Company:
    def __init__(self, folder):
        self.settings = dict(re.findall(r'^(\w+) *= *"?([^"\n#]*?)"? *$',
                                        open(os.path.join(folder, "staffgap.conf"), encoding="utf-8").read(),
                                        re.MULTILINE))
        self.currency = self.settings.get("currency", "EUR")
        self.workdays = self.days_named(self.settings.get("working_days", "Mon-Fri"))
        self.exchange = {self.currency: Fraction(1)}
        for pair in filter(None, self.settings.get("exchange", "").split(";")):
            name, worth = pair.split("=")
            self.exchange[name.strip()] = Fraction(worth.strip())
        penalties = self.settings.get("penalty_per_hour", "500; 400; 300; 200; 150").split(";")
        penalties = penalties * 5 if len(penalties) == 1 else penalties
        self.penalty = {p + 1: half_even(Fraction(text.strip()) * 100) for p, text in enumerate(penalties)}
        self.holidays = {}
        for path in glob.glob(os.path.join(folder, "holidays", "*.ics")):
            self.read_holidays(path)
        self.options = {row["option"]: Option(self, row) for row in table(os.path.join(folder, "rates.csv"))}
        running = os.path.join(folder, "engagements.csv")
        self.running = {row["engagement"]: row for row in table(running)} if os.path.exists(running) else {}

    @staticmethod
    def days_named(text):
        days = set()
        for item in text.lower().split(","):
            first, _, last = item.strip().partition("-")
            a, b = WEEKDAYS.index(first), WEEKDAYS.index(last or first)
            days |= {(a + i) % 7 for i in range((b - a) % 7 + 1)}
        return days

    def read_holidays(self, path):
        """Single all-day events: what holiday services write."""
        place = os.path.basename(path)[:-4]
        text = re.sub(r"\r?\n[ \t]", "", open(path, encoding="utf-8", newline="").read())
        if "RRULE" in text:
            sys.exit(f"{path}: a rule; this program reads single days only")
        for event in re.findall(r"BEGIN:VEVENT(.*?)END:VEVENT", text, re.DOTALL):
            first = re.search(r"DTSTART;VALUE=DATE:(\d{8})", event).group(1)
            end = re.search(r"DTEND;VALUE=DATE:(\d{8})", event)
            title = re.search(r"SUMMARY:(.*)", event).group(1).lower()
            first = datetime.datetime.strptime(first, "%Y%m%d").date()
            end = datetime.datetime.strptime(end.group(1), "%Y%m%d").date() if end else first + DAY
            while first < end:
                self.holidays.setdefault(first, []).append((place, self.kind(title)))
                first += DAY

    @staticmethod
    def kind(title):
        if "make-up working" in title:
            return "work"
        if "nachmittag" in title or "afternoon" in title:
            return "pm"
        return "am" if "vormittag" in title or "half day" in title else "all"

    def working_days(self, first, last):
        count = 0
        while first <= last:
            count += first.weekday() in self.workdays
            first += DAY
        return count


class Option:
    def __init__(self, company, row):
        def number(name, otherwise):
            return int(row[name]) if row.get(name) else otherwise

        worth = company.exchange[row.get("currency") or company.currency]
        self.company, self.location, self.model, self.unit = company, row["location"], row["model"], row["unit"]
        self.rate = half_even(Fraction(row["rate"]) * worth * 100)
        self.fee = half_even(Fraction(row["fixed_fee"] or 0) * worth * 100)
        self.productivity = number("productivity_percent", 100)
        self.management = number("management_percent", 0)
        self.ramp = [int(item) for item in row["ramp"].split(";") if item.strip()]
        self.lead = number("lead_days", {"offshore": 28, "managed": 42, "hire": 56}.get(self.model, 21))
        self.notice = number("notice_days", 90 if self.model in ("managed", "hire") else 30)
        week = half_even(Fraction(row["hours_per_week"] or company.settings.get("hours_per_week", 40)) * 60)
        days, self.pattern = sorted(company.workdays), [0] * 7
        for k, weekday in enumerate(days, 1):
            self.pattern[weekday] = week * k // len(days) - week * (k - 1) // len(days)

    def presence(self, date):
        """Minutes and half days of one head on a day."""
        kinds = {kind for place, kind in self.company.holidays.get(date, [])
                 if self.location == place or self.location.startswith(place + "-")}
        minutes = self.pattern[date.weekday()]
        if minutes == 0 and "work" in kinds:
            minutes = sum(self.pattern) // sum(m > 0 for m in self.pattern)
        if minutes == 0:
            return 0, 0
        morning = 0 if kinds & {"all", "am"} else minutes // 2
        afternoon = 0 if kinds & {"all", "pm"} else minutes - minutes // 2
        return morning + afternoon, (not kinds & {"all", "am"}) + (not kinds & {"all", "pm"})

    def part_rate(self, first, last):
        """Cents of one head for the days of a part."""
        dates = [first + i * DAY for i in range((last - first).days + 1)]
        if self.unit == "hour":
            return half_even(Fraction(self.rate * sum(self.presence(d)[0] for d in dates), 60))
        if self.unit == "day":
            return half_even(Fraction(self.rate * sum(self.presence(d)[1] for d in dates), 2))
        if self.unit == "week":
            start = first - first.weekday() * DAY
            end = start + 6 * DAY
        else:
            start = first.replace(day=1)
            end = first.replace(day=calendar.monthrange(first.year, first.month)[1])
        whole = self.company.working_days(start, end)
        before = self.company.working_days(start, first - DAY)
        through = self.company.working_days(start, last)
        return half_even(Fraction(self.rate * through, whole)) - half_even(Fraction(self.rate * before, whole))


# --- one engagement -----------------------------------------------------------


def parts(first, last):
    while first <= last:
        end = first
        while end < last and end.weekday() != 6 and (end + DAY).month == first.month:
            end += DAY
        yield first, end
        first = end + DAY


def price(option, heads, first_day, last_day, is_new, monday, weeks):
    """Amounts by (term, first day of the part), and the minutes delivered."""
    plan_last = monday + datetime.timedelta(weeks=weeks) - DAY
    amounts, delivered = {}, 0
    first = max(first_day, monday)
    last = last_day if is_new else min(last_day, plan_last)
    for start, end in parts(first, last):
        rate = option.part_rate(start, end)
        past = start > plan_last
        amounts["commitment" if past else "rate", start] = rate * heads
        if not past:
            amounts["management", start] = half_even(Fraction(rate * option.management, 100)) * heads
        if start == first_day:
            amounts["fee", start] = option.fee * heads
    begun = first_day - first_day.weekday() * DAY
    for w in range(weeks):
        week = monday + datetime.timedelta(weeks=w)
        days = [week + i * DAY for i in range(7) if first <= week + i * DAY <= last]
        present = sum(option.presence(d)[0] for d in days)
        nth = (week - begun).days // 7
        ramp = option.ramp[nth] if 0 <= nth < len(option.ramp) else 100
        delivered += half_even(Fraction(present * ramp * option.productivity, 10000)) * heads
    return {key: cents for key, cents in amounts.items() if cents}, delivered


# --- against the reports ------------------------------------------------------


def cents(text):
    return int(Fraction(text) * 100)


def minutes(text):
    """Hours with two decimals name their minutes: those are 0.0167 apart."""
    return half_even(Fraction(text) * 60)


def unguarded(text):
    return text[1:] if text[:1] == "'" and text[1:2] and text[1] in "=+-@" else text


class Check:
    def __init__(self):
        self.problems, self.amounts = [], 0

    def same(self, what, mine, theirs):
        self.amounts += 1
        if mine != theirs:
            self.problems.append(f"{what}: {mine} here, {theirs} there")


def check_engagement(company, row, written, monday, weeks, check):
    option, heads = company.options[unguarded(row["option"])], int(row["heads"])
    first, last, name = day(row["first_day"]), day(row["last_day"]), f"engagement {row['engagement']}"
    is_new = row["decision"] == "new"
    amounts, delivered = price(option, heads, first, last, is_new, monday, weeks)
    check.same(f"{name}: parts", sorted(amounts), sorted(written))
    for key in amounts:
        check.same(f"{name} {key[0]} {key[1]}", amounts[key], written.get(key))
    by_term = {term: sum(c for (t, _), c in amounts.items() if t == term)
               for term in ("rate", "fee", "commitment", "management")}
    for term, amount in by_term.items():
        check.same(f"{name} {term}", amount, cents(row[f"{term}_cost"]))
    spend = by_term["rate"] + by_term["fee"] + by_term["commitment"]
    check.same(f"{name} spend", spend, cents(row["spend"]))
    check.same(f"{name} cost", spend + by_term["management"], cents(row["cost"]))
    check.same(f"{name} delivered minutes", delivered, minutes(row["delivered_hours"]))
    if is_new:
        order_by = first - datetime.timedelta(days=option.lead)
    else:
        running = company.running[unguarded(row["running"])]
        notice = int(running.get("notice_days") or option.notice)
        check.same(f"{name} first day", day(running["start"]), first)
        agreed = last if row["decision"] == "end early" else day(running["end"])
        order_by = agreed - datetime.timedelta(days=notice)
    check.same(f"{name} order by", order_by, day(row["order_by"]))


def check_penalties(company, costs, outcomes, check):
    open_minutes, sum_60, before = {}, 0, 0
    for row in outcomes:
        priority = int(row["priority"])
        open_minutes[priority] = open_minutes.get(priority, 0) + minutes(row["open_hours"])
    written = {int(row["priority"]): row for row in costs if row["term"] == "penalty"}
    for priority in sorted(open_minutes):
        if not open_minutes[priority]:
            check.same(f"penalty {priority}", False, priority in written)
            continue
        sum_60 += open_minutes[priority] * company.penalty[priority]
        through = half_even(Fraction(sum_60, 60))
        check.same(f"penalty {priority}", through - before, cents(written[priority]["cost"]))
        check.same(f"open minutes {priority}", open_minutes[priority], minutes(written[priority]["quantity"]))
        before = through


def reprice(workspace, reports, monday, weeks):
    company, check = Company(workspace), Check()
    engagements = table(os.path.join(reports, "engagements.csv"))
    costs = table(os.path.join(reports, "costs.csv"))
    by_engagement = {}
    for row in costs:
        if row["engagement"]:
            by_engagement.setdefault(row["engagement"], {})[row["term"], day(row["first_day"])] = cents(row["cost"])
    for row in engagements:
        check_engagement(company, row, by_engagement.pop(row["engagement"], {}), monday, weeks, check)
    check.same("costs of engagements that are not there", {}, by_engagement)
    check_penalties(company, costs, table(os.path.join(reports, "outcomes.csv")), check)
    return check, len(engagements)


def demo(program):
    def run(*arguments):
        subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

    with tempfile.TemporaryDirectory() as folder:
        workspace = os.path.join(folder, "demo")
        run("demo", workspace)
        run("-C", workspace, "plan", "--today", "2026-11-23")
        for name in ("engagements", "costs", "outcomes"):
            run("-C", workspace, "report", name, "-O", "csv", "-o", os.path.join(folder, name + ".csv"))
        return reprice(workspace, folder, datetime.date(2026, 11, 23), 20)


def drawn(program, workspace, seed, weeks):
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([program, workspace, folder, str(seed), str(weeks)], check=True)
        return reprice(workspace, folder, datetime.date(2026, 11, 23), weeks)


def main():
    total, engagements, problems = 0, 0, []
    if sys.argv[1] == "--random":
        for seed in range(int(sys.argv[3]), int(sys.argv[4]) + 1):
            with tempfile.TemporaryDirectory() as workspace:
                random_company.make(workspace, seed)
                check, found = drawn(sys.argv[2], workspace, seed, 4 + 11 * seed % 61)
            total, engagements = total + check.amounts, engagements + found
            problems += [f"company {seed}: {text}" for text in check.problems]
    elif sys.argv[1] == "--drawn":
        program, count = sys.argv[2], int(sys.argv[3])
        for workspace in sys.argv[4:]:
            for seed in range(1, count + 1):
                weeks = 4 + 7 * seed % 49
                check, found = drawn(program, workspace, seed, weeks)
                total, engagements = total + check.amounts, engagements + found
                problems += [f"{workspace} seed {seed}: {text}" for text in check.problems]
    elif sys.argv[1] == "--demo":
        check, engagements = demo(sys.argv[2])
        total, problems = check.amounts, check.problems
    else:
        check, engagements = reprice(sys.argv[1], sys.argv[2], day(sys.argv[3]), int(sys.argv[4]))
        total, problems = check.amounts, check.problems
    for problem in problems[:20]:
        print(problem)
    print(f"{engagements} engagements, {total} amounts and dates compared, {len(problems)} differ")
    return 1 if problems or not engagements else 0


if __name__ == "__main__":
    sys.exit(main())
