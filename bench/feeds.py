#!/usr/bin/env python3
"""How fast are feeds read again that have not changed?

usage: feeds.py STAFFGAP [PEOPLE] [EVENTS]

Generates calendars of PEOPLE (1000) with EVENTS (400) each in a folder of its own, imports them once, then five
times unchanged, and plans twice. Prints wall and processor time, and MB/s of the unchanged ones with their spread.
"""
import os
import random
import resource
import subprocess
import sys
import tempfile
import time


def calendar(person, events, chance):
    text = "Lorem ipsum dolor sit amet consetetur " * 17
    description = "DESCRIPTION:" + "\r\n ".join(text[i:i + 70] for i in range(0, len(text), 70))
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//bench//EN"]
    for i in range(events):
        day = f"{2025 + chance.randrange(2)}{1 + chance.randrange(12):02d}{1 + chance.randrange(28):02d}"
        hour = 8 + chance.randrange(9)
        lines += ["BEGIN:VEVENT", f"UID:{person}-{i}@example.org", "DTSTAMP:20261101T000000Z",
                  f"DTSTART;TZID=Europe/Berlin:{day}T{hour:02d}0000", f"DTEND;TZID=Europe/Berlin:{day}T{hour:02d}3000",
                  f"SUMMARY:Meeting {i}", description]
        lines += ["RRULE:FREQ=WEEKLY;UNTIL=20281231T000000Z"] * (i < 4) + ["END:VEVENT"]
    return "\r\n".join(lines + ["END:VCALENDAR", ""]).encode()


def timed(*command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    exe = os.path.abspath(sys.argv[1])
    people, events = (int(sys.argv[i]) if len(sys.argv) > i else default for i, default in ((2, 1000), (3, 400)))
    chance, size = random.Random(1), 0
    with tempfile.TemporaryDirectory(prefix="staffgap-bench-") as root:
        os.mkdir(root + "/calendars")
        with open(root + "/people.csv", "w", encoding="utf-8") as file:
            file.write("person,roles,time_zone\n" + "".join(f"p{i},backend,Europe/Berlin\n" for i in range(people)))
        with open(root + "/demand.csv", "w", encoding="utf-8") as file:
            file.write(f"demand,project,role,start,end,fte\nd1,Shop,backend,2026-11-23,2026-12-18,{people}\n")
        for i in range(people):
            with open(f"{root}/calendars/p{i}.ics", "wb") as file:
                size += file.write(calendar(i, events, chance))
        run = [exe, "-C", root]
        print(f"{people} calendars, {size / 1e6:.0f} MB")
        wall, cpu = timed(*run, "import", "--today", "2026-11-23")
        print(f"first import      {wall:6.2f} s wall  {cpu:6.2f} s CPU")
        again = [timed(*run, "import", "--today", "2026-11-23") for _ in range(5)]
        print(f"unchanged import  {min(again)[0]:6.2f} s wall  {min(again)[1]:6.2f} s CPU")
        for name, part in (("wall", 0), ("CPU", 1)):
            rates = sorted(size / 1e6 / one[part] for one in again)
            print(f"  {name}: {rates[0]:.0f} to {rates[-1]:.0f} MB/s, middle {rates[2]:.0f}")
        for name in ("first plan", "same plan"):
            wall, cpu = timed(*run, "plan", "--today", "2026-11-23")
            print(f"{name:16}  {wall:6.2f} s wall  {cpu:6.2f} s CPU")


if __name__ == "__main__":
    main()
