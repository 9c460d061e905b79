#!/usr/bin/env python3
"""kill -9 in the middle of an import, again and again: the database opens, and of each feed it holds
the old copy or the new one, whole.

usage: feeds_kill.py STAFFGAP [TIMES] [SECONDS]
"""
import os
import random
import signal
import subprocess
import sys
import time
import zlib

from feed_world import TODAY, World, calendar

FEEDS = 6
ENOUGH = 25


def version(feed, generation):
    """Calendars of different sizes, so that a mixture of two could not pass for one."""
    return calendar([(f"{feed}-{generation}-{i}", f"2026{1 + i % 12:02d}{1 + i % 28:02d}",
                      f"2026{1 + i % 12:02d}{2 + i % 27:02d}", f"Vacation {generation} " + "x" * (i % 50))
                     for i in range(100 + generation % 7 * 10)]).encode()


def kept(world):
    with world.database() as db:
        if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            return None
        if db.execute("PRAGMA foreign_key_check").fetchall():
            return None
        rows = db.execute("SELECT name, deflated, size_bytes FROM feed JOIN blob USING(blob_id)").fetchall()
        checks = dict(db.execute("SELECT name, event_count FROM feed_check").fetchall())
    feeds = {name: zlib.decompress(deflated) for name, deflated, size in rows}
    if any(len(zlib.decompress(deflated)) != size for _, deflated, size in rows):
        return None
    # The copy and what is said about it belong together.
    if any(checks.get(name) != feeds[name].count(b"BEGIN:VEVENT") for name in feeds):
        return None
    return feeds


def main():
    world = World(os.path.abspath(sys.argv[1]))
    times = int(sys.argv[2]) if len(sys.argv) > 2 else 200
    seconds = float(sys.argv[3]) if len(sys.argv) > 3 else 40
    chance = random.Random(20261123)
    names = [f"calendars/person{i}.ics" for i in range(FEEDS)]
    world.write("people.csv", "person,roles\n" + "".join(f"person{i},backend\n" for i in range(FEEDS)))
    for name in names:
        world.write(name, version(name, 0))
    start = time.monotonic()
    world.check("a first import", world.run("import").returncode == 0)
    whole = time.monotonic() - start
    before = kept(world)
    world.check("all are kept", before is not None and sorted(before) == sorted(names))
    killed = finished = mixed = round_ = 0
    late = []  # what was new in the rounds since the last change was seen
    begin = time.monotonic()
    enough = min(ENOUGH, times)  # also on a slow machine
    while (killed < enough or (killed < times and time.monotonic() - begin < seconds)) and not world.failures:
        round_ += 1
        new = {name: version(name, round_) for name in names}
        for name in names:
            world.write(name, new[name])
        process = subprocess.Popen([world.exe, "-C", world.root, "import", "--today", TODAY], env=world.environment(),
                                   stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(chance.uniform(0, whole * 0.9))
        process.send_signal(signal.SIGKILL)
        if process.wait() == -signal.SIGKILL:
            killed += 1
        else:
            finished += 1
        after = kept(world)
        world.check(f"the database is whole after {round_} rounds", after is not None)
        if after is None:
            break
        for name in names:
            # A commit that was killed right after its last byte is seen only by the next writer: SQLite takes
            # it over from the write-ahead log. Then what was new in a round before comes late.
            world.check(f"{name}: old or new, round {round_}",
                        after.get(name) in [before[name], new[name]] + [copies[name] for copies in late])
        mixed += 0 < sum(after[name] == new[name] for name in names) < FEEDS
        late = [new] if after != before else late + [new]
        before = after
        if round_ % 20 == 0:
            world.check("staffgap opens it", world.run("feed", "list").returncode == 0)
    world.check("an import after all that", world.run("import").returncode == 0)
    world.check("and it is the last", kept(world) == {name: version(name, round_) for name in names})
    print(f"killed {killed} times in {time.monotonic() - begin:.0f} s, came too late {finished} times, "
          f"some feeds new and some old {mixed} times")
    world.check(f"killed at least {enough} times", killed >= enough)
    return world.end()


if __name__ == "__main__":
    sys.exit(main())
