#!/usr/bin/env python3
"""Clocks of the system's zones against Python's zoneinfo, which reads the same files with other code.

oracle_zones.py DUMP_ZONES: each zone of tzdata.zi, at each change of either from 1900 to 2100 and the second
before, and every ten days in between. 77 is a skip.
"""
import bisect
import datetime
import os
import subprocess
import sys
import zoneinfo

FIRST, LAST = -2208988800, 4102444800
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)
FOLDER = os.environ.get("TZDIR") or "/usr/share/zoneinfo"


def names():
    found = set()
    with open(os.path.join(FOLDER, "tzdata.zi"), encoding="ascii") as lines:
        for line in lines:
            words = line.split()
            if words and words[0] == "Z":
                found.add(words[1])
            elif words and words[0] == "L":
                found.add(words[2])
    return sorted(found)


def offset(zone, utc):
    at = EPOCH + datetime.timedelta(seconds=utc)
    return int(at.astimezone(zone).utcoffset().total_seconds())


def main():
    if not os.path.exists(os.path.join(FOLDER, "tzdata.zi")):
        print("skipped: the system has no tzdata.zi")
        return 77
    zoneinfo.reset_tzpath([FOLDER])
    wanted = names()
    dump = subprocess.run([sys.argv[1]], input="\n".join(wanted) + "\n", capture_output=True, text=True)
    if dump.returncode != 0:
        print(dump.stderr)
        return 1
    compared = wrong = 0
    lines = dump.stdout.splitlines()
    for line in lines:
        words = line.split()
        zone = zoneinfo.ZoneInfo(words[0])
        times, offsets = [int(t) for t in words[2::2]], [int(o) for o in words[1::2]]
        asked = set(range(FIRST, LAST, 10 * 86400))
        for t in times:
            asked.update((t - 1, t))
        for utc in asked:
            if not FIRST <= utc < LAST:
                continue
            ours = offsets[bisect.bisect_right(times, utc)]
            theirs = offset(zone, utc)
            compared += 1
            if ours != theirs and wrong < 20:
                wrong += 1
                print(f"{words[0]} at {EPOCH + datetime.timedelta(seconds=utc)}: {ours}, zoneinfo {theirs}")
    print(f"{len(lines)} zones, {compared} offsets compared, {wrong} differ")
    return 1 if wrong or len(lines) != len(wanted) or len(lines) < 300 else 0


if __name__ == "__main__":
    sys.exit(main())
