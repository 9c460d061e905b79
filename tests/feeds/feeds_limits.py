#!/usr/bin/env python3
"""Hostile feeds beside a good one, in the whole program: each limit is said, ends soon, and costs only its own feed.

usage: feeds_limits.py STAFFGAP
"""
import os
import resource
import signal
import subprocess
import sys
import time

from feed_world import COSTLY_PATTERN, TODAY, World, calendar, costly, leave

ZONE = ("BEGIN:VTIMEZONE\r\nTZID:Zone {0}\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0100\r\n"
        "TZOFFSETTO:+0100\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n")
AVAILABILITY = ("BEGIN:VAVAILABILITY\r\nUID:v{0}\r\nDTSTART:20261201T080000Z\r\nDTEND:20261201T100000Z\r\n"
                "END:VAVAILABILITY\r\n")
SERIES = "BEGIN:VEVENT\r\nUID:s{0}\r\nDTSTART:20260101T000000Z\r\nDURATION:PT1M\r\nRRULE:{1}\r\nEND:VEVENT\r\n"
BOMB = "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"
COSTLY = "FREQ=SECONDLY;COUNT=2000000000;BYSECOND=7"
LISTED = 20


def feed(body, count=10):
    return leave(count)[:-len("END:VCALENDAR\r\n")] + body + "END:VCALENDAR\r\n"


def hostile_feeds():
    """Name, text, the note or the trouble that must be said; None: the rule is known never to match, nothing is lost."""
    started = "BEGIN:VEVENT\r\nUID:w{0}\r\nSUMMARY:no start\r\nEND:VEVENT\r\n"
    yield "bomb", feed(SERIES.format(0, BOMB)), None
    yield "bombs", feed("".join(SERIES.format(i, BOMB) for i in range(300))), None
    yield "costly", feed("".join(SERIES.format(i, COSTLY) for i in range(60))), "[event-rule-too-costly]"
    yield "zones", feed("".join(ZONE.format(i) for i in range(601))), "[zone-unreadable]"
    yield "available", feed("".join(AVAILABILITY.format(i) for i in range(501))), "[availability-wrong]"
    yield "startless", feed("".join(started.format(i) for i in range(5000))), "[event-without-start]"
    yield "many", feed("BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 500001), "500000"
    yield "large", feed("X-FILL:" + "x" * 15000000 + "\r\n"), "larger than 14 MB"


def processor_time():
    """Of all that was run: other than the clock's it does not depend on what else the machine does."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def check_limits(world):
    hostile = list(hostile_feeds())
    for name, text, _ in hostile:
        world.write(f"calendars/{name}.ics", text)
    world.write("calendars/ana.ics", leave())
    world.write("people.csv", "person,name,roles\nana,Ana,backend\n" +
                "".join(f"{name},{name},backend\n" for name, _, _ in hostile))
    for name, _, _ in hostile:
        start = processor_time()
        done = world.run("import", name)
        took = processor_time() - start
        world.check(f"{name} is read", done.returncode in (0, 3, 4), done.out + done.err)
        world.check(f"{name} ends soon", took < (5 if name.startswith("bomb") else 20), f"{took:.1f} s of processor time")
    done = world.run("plan", "--weeks", "6")
    for name, _, said in hostile:
        world.check(f"{name} is said to be: {said}", not said or
                    any(f"{name}.ics" in line and said in line for line in done.err.splitlines()), done.err[-3000:])
    lines = [line for line in done.err.splitlines() if "startless.ics" in line]
    world.check("of one remark 20 are listed, the others are counted", len(lines) == LISTED + 1 and
                f"and {5000 - LISTED - 1} more remarks like this" in lines[-1], "\n".join(lines[-3:]))
    people = world.run("report", "people", "-O", "csv").out
    rows = [line.split(",") for line in people.splitlines()]
    head = rows[0]
    for person in ("ana", "bomb", "bombs", "zones", "startless"):
        hours = [row[head.index("absence_hours")] for row in rows[1:]
                 if row[head.index("person")] == person and row[head.index("week")] == "2026-W49"]
        world.check(f"the leave of {person} is counted", hours == ["32.00"], str(hours))


def children(pid):
    try:
        with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
            return [int(word) for word in file.read().split()]
    except OSError:
        return []


def check_killed(world, sign):
    """The process that reads a feed dies: a crash, or the system is out of memory."""
    world.write("feeds.csv", "feed,kind,who,source\na-slow,personal,bomb,slow.ics\nb-good,personal,ana,good.ics\n")
    world.write("slow.ics", costly())
    world.write("good.ics", leave())
    world.write("staffgap.conf", f'feed_seconds = 60\nignore = "{COSTLY_PATTERN}"\n')
    command = [world.exe, "-C", world.root, "import", "a-slow", "b-good", "--today", TODAY]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=world.environment()) as run:
        found, deadline = [], time.monotonic() + 20
        while not found and time.monotonic() < deadline:
            found = children(run.pid)
            time.sleep(0.02)
        time.sleep(1)  # the good feed's process has ended by now; the other one never does
        found = children(run.pid)
        for child in found:
            os.kill(child, sign)
        out = run.communicate(timeout=60)[0].decode()
    world.check(f"a reader that dies of {sign.name} costs its own feed only", len(found) == 1 and run.returncode == 4 and
                "missing" in out and ("new" in out or "unchanged" in out), f"{found} {run.returncode} {out}")
    world.write("feeds.csv", "feed,kind,who,source\n")
    world.run("feed", "forget", "b-good")


def main():
    world = World(os.path.abspath(sys.argv[1]), settings="feed_mb = 14\nfeed_seconds = 300\n")
    check_limits(world)
    for sign in (signal.SIGKILL, signal.SIGSEGV):
        check_killed(world, sign)
    return world.end()


sys.exit(main())
