#!/usr/bin/env python3
"""Times of ages, in everything that has a first and a last day: a plan costs no more than its window.

usage: feeds_ages.py STAFFGAP [all|KIND...]     with figures; without, the cheap half, for the suite

Each kind is a workspace with a thousand of one thing: events from the year 1 to 9999, rules from of old by the second,
tables whose rows hold for ever. The measure is processor time, whatever else the machine does. The limit is generous:
the kinds take some tenths of a second; what steps through ages takes minutes.
"""
import os
import resource
import sys

from feed_world import World, calendar

MANY = 1000
SUITE = {"dates", "times", "weeks", "weeks_timed", "seconds", "yearly", "freebusy_ages", "available_ages", "rdate_periods", "crowd",
         "people", "demand", "totals", "bookings", "booked_hours", "rates", "engagements"}
LIMIT_SECONDS = 20  # of processor time, with sanitizers too
AGES = "DTSTART;VALUE=DATE:00010101\r\nDTEND;VALUE=DATE:99991231\r\n"
TIMED = "DTSTART:00010101T000000Z\r\nDTEND:99991231T235959Z\r\n"


def part(name, *lines):
    return f"BEGIN:{name}\r\n" + "".join(line.rstrip("\r\n") + "\r\n" for line in lines) + f"END:{name}\r\n"


def events(lines, count=MANY, summary="Vacation"):
    return calendar([], tail="".join(part("VEVENT", f"UID:e{i}", f"SUMMARY:{summary}", lines.format(i=i)) for i in range(count)) +
                    "END:VCALENDAR\r\n")


def raw(text):
    return calendar([], tail=text + "END:VCALENDAR\r\n")


def listed(name, every):
    return "\r\n ,".join([name] + [every(i) for i in range(20000)]).replace("\r\n ,", ":", 1)


def lists():
    days = [f"{1000 + i // 336:04d}{1 + i // 28 % 12:02d}{1 + i % 28:02d}" for i in range(20000)]
    return (part("VEVENT", "UID:r", "DTSTART;VALUE=DATE:10000101", "SUMMARY:Vacation", "RDATE;VALUE=DATE:" + ",".join(days),
                 "RRULE:FREQ=DAILY", "EXDATE;VALUE=DATE:" + ",".join(days[::2])))


PERSONAL = {
    "dates": events(AGES),
    "times": events(TIMED),
    "weeks": events("DTSTART;VALUE=DATE:00010101\r\nDURATION:P99999999W\r\n"),
    "weeks_timed": events("DTSTART:20260101T000000Z\r\nDURATION:P99999999W\r\n"),
    "days_timed": events("DTSTART;TZID=Europe/Berlin:20260101T000000\r\nDURATION:P3000000D\r\n"),
    "hours": events("DTSTART:20260101T000000Z\r\nDURATION:PT2147483647H\r\n"),
    "seconds": events("DTSTART:20260101T000000Z\r\nDURATION:PT99999999999999999999S\r\n"),
    "daily_ages": events(AGES + "RRULE:FREQ=DAILY\r\n"),
    "yearly": events("DTSTART;VALUE=DATE:00010101\r\nDURATION:P400D\r\nRRULE:FREQ=YEARLY\r\n"),
    "secondly": events("DTSTART:00010101T000000Z\r\nDURATION:PT1S\r\nRRULE:FREQ=SECONDLY\r\n"),
    "minutely": events("DTSTART:00010101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=MINUTELY;INTERVAL=7\r\n"),
    "counted": events("DTSTART:00010101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=HOURLY;COUNT=2147483647\r\n"),
    "interval": events("DTSTART:00010101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=DAILY;INTERVAL=2147483647\r\n"),
    "until": events("DTSTART:00010101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=MINUTELY;UNTIL=99991231T000000Z\r\n"),
    "lists": raw(lists() * 20),
    "exrules": events("DTSTART:19700101T000000Z\r\nDURATION:PT1M\r\nRRULE:FREQ=MINUTELY\r\nEXRULE:FREQ=SECONDLY\r\n", 300),
    "rdate_periods": events("DTSTART:20260101T000000Z\r\nDURATION:PT1M\r\nRDATE;VALUE=PERIOD:" + ",".join(
        ["00010101T000000Z/99991231T000000Z"] * 50) + "\r\n"),
    "rules": raw(part("VEVENT", "UID:a", "DTSTART:00010101T000000Z", *(["RRULE:FREQ=SECONDLY;BYSECOND=7"] * 2000))),
    "shifts": raw(part("VEVENT", "UID:a", "DTSTART:00010101T000000Z", "DURATION:PT1H", "RRULE:FREQ=DAILY") + "".join(
        part("VEVENT", "UID:a", f"RECURRENCE-ID;RANGE=THISANDFUTURE:2026{1 + i % 12:02d}{1 + i // 12 % 28:02d}T000000Z",
             f"DTSTART:{1 + i * 9:04d}0101T000000Z", "DURATION:P9999D") for i in range(MANY))),
    "overrides": raw(part("VEVENT", "UID:a", "DTSTART:00010101T000000Z", "DURATION:PT1H", "RRULE:FREQ=HOURLY") + "".join(
        part("VEVENT", "UID:a", f"RECURRENCE-ID:{1 + i * 9:04d}0101T000000Z", "DTSTART:20261201T000000Z", "DURATION:P9999D")
        for i in range(MANY))),
    "freebusy": raw(part("VFREEBUSY", *(["FREEBUSY:" + ",".join(["20260101T000000Z/PT8760H"] * 1000)] * 20))),
    "freebusy_ages": raw(part("VFREEBUSY", *(["FREEBUSY:00010101T000000Z/99991231T000000Z"] * 5000))),
    "available": raw("".join(part("VAVAILABILITY", f"UID:v{i}", part(
        "AVAILABLE", f"UID:a{i}", "DTSTART:00010101T090000Z", "DURATION:PT8H", "RRULE:FREQ=DAILY")) for i in range(400))),
    "available_ages": raw("".join(part("VAVAILABILITY", f"UID:v{i}", TIMED, part(
        "AVAILABLE", f"UID:a{i}", AGES)) for i in range(400))),
    "available_minutes": raw("".join(part("VAVAILABILITY", f"UID:v{i}", part(
        "AVAILABLE", f"UID:a{i}", "DTSTART:20260101T090000Z", "DURATION:PT1M", "RRULE:FREQ=MINUTELY;INTERVAL=2"))
        for i in range(400))),
    "zones": calendar([], head="".join(
        part("VTIMEZONE", f"TZID:Z{i}", part("STANDARD", "DTSTART:00010101T000000", "RRULE:FREQ=SECONDLY",
                                             "TZOFFSETFROM:+0100", "TZOFFSETTO:+0200")) for i in range(100)),
        tail="".join(part("VEVENT", f"UID:z{i}", f"DTSTART;TZID=Z{i}:20261201T080000", "DURATION:PT1H") for i in range(100)) +
        "END:VCALENDAR\r\n"),
}
HOLIDAYS = {
    "dates": events(AGES, summary="Feast"),
    "times": events("DTSTART:00010101T000000Z\r\nDTEND:99991231T000000Z\r\n", summary="Feast"),
    "weeks": events("DTSTART;VALUE=DATE:00010101\r\nDURATION:P99999999W\r\n", summary="Feast"),
    "daily_ages": events(AGES + "RRULE:FREQ=DAILY\r\n", summary="Feast"),
    "workdays": events(AGES, summary="Working day"),
}
ABSENCES = {"dates": events(AGES + "ATTENDEE:mailto:ana@example.org\r\n"),
            "times": events(TIMED + "ATTENDEE:mailto:ana@example.org\r\n")}
CROWD = "person,roles,location\n" + "".join(f"p{i},backend,DE\n" for i in range(300))
FOREVER = "0001-01-01,9999-12-31"
TABLES = {
    "people": {"people.csv": "person,roles,start,end\n" + "".join(f"p{i},backend,{FOREVER}\n" for i in range(MANY))},
    "demand": {"demand.csv": "demand,project,role,start,end,fte\n" + "".join(f"d{i},S{i % 50},backend,{FOREVER},1\n" for i in range(MANY))},
    "totals": {"demand.csv": "demand,project,role,start,end,hours\n" + "".join(f"d{i},S{i % 50},backend,{FOREVER},100000\n" for i in range(MANY))},
    "bookings": {"bookings.csv": "person,project,start,end,percent\n" + "".join(f"ana,P{i},{FOREVER},1\n" for i in range(MANY))},
    "booked_hours": {"bookings.csv": "person,project,start,end,hours\n" + "".join(f"ana,P{i},{FOREVER},10000\n" for i in range(MANY))},
    "rates": {"rates.csv": "option,model,role,rate,unit,valid_from,valid_to\n" + "".join(f"o{i},onshore,backend,{50 + i},hour,{FOREVER}\n" for i in range(MANY))},
    "engagements": {"rates.csv": "option,model,role,rate,unit,valid_from,valid_to\n" + f"o,onshore,backend,50,hour,{FOREVER}\n",
                    "engagements.csv": "engagement,option,heads,start,end\n" + "".join(f"e{i},o,1,{FOREVER}\n" for i in range(MANY))},
}


def processor_time():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def try_kind(exe, name, files, verbose):
    world = World(exe)
    for path, text in files.items():
        world.write(path, text)
    start = processor_time()
    done = world.run("plan", "--weeks", "8")
    took = processor_time() - start
    if verbose:
        print(f"{name}: {took:.2f} s, status {done.returncode}", flush=True)
    world.check(f"{name} costs no more than its window", took < LIMIT_SECONDS and done.returncode in (0, 3, 4),
                f"{took:.1f} s of processor time, status {done.returncode}\n{done.err[-1000:]}")
    failures = world.failures
    world.temporary.cleanup()
    return failures


def kinds():
    for name, text in PERSONAL.items():
        yield f"personal {name}", {"calendars/ana.ics": text}
    for name, text in HOLIDAYS.items():
        yield f"holidays {name}", {"holidays/DE.ics": text,
                                   "people.csv": "person,roles,location\nana,backend,DE\n"}
    yield "holidays crowd", {"holidays/DE.ics": HOLIDAYS["dates"], "people.csv": CROWD}
    yield "holidays crowd_workdays", {"holidays/DE.ics": HOLIDAYS["workdays"], "people.csv": CROWD}
    for name, text in ABSENCES.items():
        yield f"absences {name}", {"feeds.csv": "feed,kind,who,source\nteam,absence,,team.ics\n", "team.ics": text}
    for name, files in TABLES.items():
        yield f"tables {name}", files


def main():
    exe, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    failures = sum(try_kind(exe, name, files, bool(wanted)) for name, files in kinds() if wanted == ["all"] or name.split()[1] in (wanted or SUITE))
    print("failed" if failures else "all as it should be")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
