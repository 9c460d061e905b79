#!/usr/bin/env python3
"""A library that was taken over (hostile.c) inside the processes that read feeds: each attempt costs its own feed.

usage: feeds_confined.py STAFFGAP HOSTILE_LIBRARY
"""
import os
import sys

from feed_world import World, calendar, leave

STOPPED = "reading it tried what a reader may not do, and was stopped"
ATTEMPTS = {"opens": 71, "connects": 72, "runs": 73, "forks": 74, "kills": 75, "traces": 76, "writes": 77}


def feed(count):
    event = (f"BEGIN:VEVENT\r\nUID:r\r\nDTSTART;VALUE=DATE:20261201\r\nSUMMARY:Vacation\r\n"
             f"RRULE:FREQ=DAILY;COUNT={count};INTERVAL=1\r\nEND:VEVENT\r\n")
    return calendar([], head=event)


class Confined(World):
    """The program with the library in it."""
    library, way = None, None

    def environment(self):
        keep = super().environment()
        keep["STAFFGAP_TEST_TRACE"] = os.path.join(self.temporary.name, "trace")
        if self.library:
            keep["LD_PRELOAD"] = self.library
            # Of a build with sanitizers: ours comes first on purpose.
            keep["ASAN_OPTIONS"] = keep.get("ASAN_OPTIONS", "") + ":verify_asan_link_order=0"
        if self.way:
            keep["STAFFGAP_CONFINE"] = self.way
        return keep


def check_version(world):
    """@return which way the kernel has"""
    lines = world.run("version").out.splitlines()
    world.check("the version says how feeds are read", len(lines) == 2 and
                lines[1].startswith("feeds are read by processes confined by "), str(lines))
    world.check("--version is one line", world.run("--version").out.splitlines() == lines[:1])
    world.way = "limits"
    world.check("a weaker way can be asked for", world.run("version").out.split()[-1] == "limits")
    world.way = "seccom"
    world.check("an unknown way is the strongest", world.run("version").out.splitlines() == lines)
    world.way = None
    return lines[1].split()[-1]


def check_attempts(world, library):
    trace = os.path.join(world.temporary.name, "trace")
    with open(trace, "w", encoding="ascii"):
        pass
    for name, count in ATTEMPTS.items():
        world.write(f"calendars/{name}.ics", feed(count))
    world.write("calendars/ana.ics", leave())
    world.write("calendars/ben.ics", feed(5))
    world.write("people.csv", "person,name,roles\nana,Ana,backend\nben,Ben,backend\n" +
                "".join(f"{name},{name},backend\n" for name in ATTEMPTS))
    world.library = library
    done = world.run("import")
    world.check("some feeds are in doubt", done.returncode == 4, done.out + done.err)
    for name in ATTEMPTS:
        line = [line for line in done.out.splitlines() if f"calendars/{name}.ics" in line]
        world.check(f"a reader that {name} is stopped", len(line) == 1 and STOPPED in line[0], done.out + done.err)
    for name in ("ana", "ben"):
        line = [line for line in done.out.splitlines() if f"calendars/{name}.ics" in line]
        world.check(f"the feed of {name} beside them is read", len(line) == 1 and line[0].endswith("new"), done.out)
    plan = world.run("plan")
    world.library = None
    world.check("the plan is made without them", plan.returncode == 4 and STOPPED in plan.err, plan.err)
    with open(trace, encoding="ascii") as file:
        world.check("nothing got out", file.read() == "")


def check_weaker(world, library):
    """Without the filter some of it is refused, and the reader goes on; nothing gets out all the same."""
    trace = os.path.join(world.temporary.name, "trace")
    world.way, world.library = "limits", library
    done = world.run("import", "opens", "connects", "writes")
    world.way, world.library = None, None
    for name in ("opens", "connects", "writes"):
        line = [line for line in done.out.splitlines() if f"calendars/{name}.ics" in line]
        world.check(f"by limits alone: {name}", len(line) == 1 and STOPPED not in line[0], done.out + done.err)
    with open(trace, encoding="ascii") as file:
        world.check("nothing got out without the filter", file.read() == "")


def main():
    world = Confined(sys.argv[1])
    way = check_version(world)
    if way == "seccomp":
        check_attempts(world, sys.argv[2])
        check_weaker(world, sys.argv[2])
    else:
        print(f"the kernel has no filter of system calls: confined by {way}, attempts are left out")
    return world.end()


sys.exit(main())
