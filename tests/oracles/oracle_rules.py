#!/usr/bin/env python3
"""Expand random recurrence rules with dateutil and compare with what dump_calendar makes of them.

Usage: oracle_rules.py DUMP_PROGRAM [COUNT [SEED]]
Each rule is an event of its own in one feed, in a zone with changes of clocks. dateutil expands wall-clock
times, zoneinfo settles them (RFC 5545, 3.3.5: a time that is skipped has the offset of before,
of one that comes twice the first is meant). Not drawn are shapes in which dateutil is known to
read RFC 5545 otherwise: BYWEEKNO without BYDAY, with INTERVAL or with BYSETPOS, and days with
and without numbers in one BYDAY.
Exit status 0 all equal, 1 a difference, 77 dateutil is not installed.
"""
import datetime
import random
import subprocess
import sys
import tempfile
import warnings
from zoneinfo import ZoneInfo

try:
    from dateutil import rrule
except ImportError:
    print("SKIP: python3-dateutil is not installed")
    sys.exit(77)

FIRST, LAST = datetime.date(2026, 1, 1), datetime.date(2028, 12, 31)
ZONES = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "America/Sao_Paulo"]
DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]


def some(rng, values, most):
    return sorted(rng.sample(values, rng.randint(1, most)))


def joined(values):
    return ",".join(str(v) for v in values)


def signed(rng, top, most):
    return joined(some(rng, [v for v in range(-top, top + 1) if v], most))


def numbered_days(rng, top):
    days = rng.sample(DAYS, rng.randint(1, 3))
    if rng.random() < 0.4:
        return joined(days)
    return joined("%d%s" % (rng.choice([n for n in range(-top, top + 1) if n]), day) for day in days)


def add_days(rng, freq, parts):
    if freq == "YEARLY" and rng.random() < 0.25:
        parts["BYWEEKNO"] = signed(rng, 53, 3)
        parts["BYDAY"] = joined(rng.sample(DAYS, rng.randint(1, 3)))
        parts["INTERVAL"] = None
        return
    if freq in ("HOURLY", "MINUTELY"):  # one limit of days: two that exclude each other never end
        parts[rng.choice(["BYMONTHDAY", "BYYEARDAY"])] = signed(rng, 28, 6)
        return
    if rng.random() < 0.4:
        parts["BYMONTH"] = joined(some(rng, list(range(1, 13)), 4))
    if freq != "WEEKLY" and rng.random() < 0.4:
        parts["BYMONTHDAY"] = signed(rng, 31, 4)
    if freq == "YEARLY" and rng.random() < 0.2:
        parts["BYYEARDAY"] = signed(rng, 366, 6)
    if rng.random() < 0.5:
        top = {"MONTHLY": 5, "YEARLY": 5 if "BYMONTH" in parts else 53}.get(freq)
        parts["BYDAY"] = numbered_days(rng, top) if top else joined(rng.sample(DAYS, rng.randint(1, 4)))


def add_times(rng, freq, parts):
    if rng.random() < 0.3:
        parts["BYHOUR"] = joined(some(rng, list(range(24)), 3))
    if rng.random() < 0.25:
        parts["BYMINUTE"] = joined(some(rng, list(range(60)), 3))
    if rng.random() < 0.4 and "BYWEEKNO" not in parts and len(parts) > 1:
        # dateutil looks for positions that no set has up to the year 9999: there is always a first.
        parts["BYSETPOS"] = joined(sorted({rng.choice([1, -1]), rng.choice([-3, -2, 2, 3])}))


def draw_rule(rng, start):
    freq = rng.choice(["YEARLY"] * 5 + ["MONTHLY"] * 5 + ["WEEKLY"] * 4 + ["DAILY"] * 3 + ["HOURLY", "MINUTELY"])
    parts = {"FREQ": freq}
    if rng.random() < 0.5:
        parts["INTERVAL"] = rng.randint(2, {"YEARLY": 3, "HOURLY": 30, "MINUTELY": 900}.get(freq, 5))
    add_days(rng, freq, parts)
    add_times(rng, freq, parts)
    if rng.random() < 0.3:
        parts["WKST"] = rng.choice(DAYS)
    end = rng.random()
    if end < 0.25:
        parts["COUNT"] = rng.randint(1, 60)
    elif end < 0.5 or freq in ("HOURLY", "MINUTELY"):
        until = start + datetime.timedelta(days=rng.randint(0, 60 if freq in ("HOURLY", "MINUTELY") else 900))
        parts["UNTIL"] = until.strftime("%Y%m%dT%H%M%S")
    return ";".join("%s=%s" % part for part in parts.items() if part[1] is not None)


def minute_of(wall, zone):
    instant = wall.replace(tzinfo=ZoneInfo(zone)).astimezone(datetime.timezone.utc)
    return int(instant.timestamp()) // 60


def expected(start, zone, text):
    limit = datetime.datetime(2029, 1, 2)
    walls = {start}  # DTSTART counts, also when the rule does not match it: docs/calendars.md
    try:
        rule = rrule.rrulestr("RRULE:" + text, dtstart=start)
    except ValueError:  # it never matches
        rule = rrule.rrule(rrule.DAILY, dtstart=start, count=1)
    if "UNTIL" not in text:  # or dateutil looks for rules that never match up to the year 9999
        rule = rule.replace(until=limit)
    walls.update(rule)
    low = int(datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc).timestamp()) // 60
    high = int(datetime.datetime(2029, 1, 1, tzinfo=datetime.timezone.utc).timestamp()) // 60
    return sorted({m for m in (minute_of(w, zone) for w in walls) if low <= m < high})


def draw(rng, number):
    start = datetime.datetime(rng.randint(2019, 2027), rng.randint(1, 12), rng.randint(1, 28),
                              rng.choice([2, 9, 9, 14, 23]), rng.choice([0, 0, 30, 45]))
    if rng.random() < 0.1:
        start = datetime.datetime(2024, 2, 29, 9, 0)
    zone = rng.choice(ZONES)
    return "r%d" % number, start, zone, draw_rule(rng, start)


def feed_of(events):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0"]
    for uid, start, zone, rule in events:
        lines += ["BEGIN:VEVENT", "UID:" + uid, "DTSTART;TZID=%s:%s" % (zone, start.strftime("%Y%m%dT%H%M%S")),
                  "DURATION:PT1M", "RRULE:" + rule, "END:VEVENT"]
    return "\r\n".join(lines + ["END:VCALENDAR", ""])


def main():
    warnings.simplefilter("ignore")  # of COUNT together with UNTIL
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 400
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 20261124
    rng = random.Random(seed)
    events = [draw(rng, i) for i in range(count)]
    with tempfile.NamedTemporaryFile("w", suffix=".ics", newline="") as feed:
        feed.write(feed_of(events))
        feed.flush()
        run = subprocess.run([program, feed.name, "UTC", str(FIRST), str(LAST)], check=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if run.stderr:
        print("notes on well-formed rules:\n" + run.stderr)
    ours = {}
    for line in run.stdout.splitlines():
        uid, start, _, _ = line.split("\t")
        ours.setdefault(uid, []).append(int(start))
    wrong, compared = 0, 0
    for uid, start, zone, rule in events:
        want = expected(start, zone, rule)
        got = sorted(set(ours.get(uid, [])))
        compared += len(want)
        if want == got:
            continue
        wrong += 1
        print("%s %s %s %s: %d instances, dateutil has %d; only ours %s, only dateutil's %s" %
              (uid, start, zone, rule, len(got), len(want),
               [str(datetime.datetime.utcfromtimestamp(m * 60)) for m in got if m not in set(want)][:3],
               [str(datetime.datetime.utcfromtimestamp(m * 60)) for m in want if m not in set(got)][:3]))
    print("%d rules, %d instances, %d rules differ" % (count, compared, wrong))
    return 1 if wrong or run.stderr or compared == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
