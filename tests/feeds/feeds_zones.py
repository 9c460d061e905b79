#!/usr/bin/env python3
"""The system's time zones: what cannot be read as a whole ends the command, what has changed is said.

usage: feeds_zones.py STAFFGAP SHIM
"""
import os
import shutil
import sys

from feed_world import World

ZONES = ["Europe/Berlin", "America/New_York", "Asia/Kolkata"]
HOSTILE = ["../../etc/passwd", "/etc/passwd", "/../../etc/passwd", "America", "localtime",
           "right/New_York", "leapseconds", "America/New_York\0", "A" * 5000, "/" * 5000, "x/" * 400]


def event(zone, hour):
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\nBEGIN:VEVENT\r\nUID:e\r\nDTSTAMP:20261101T000000Z\r\n"
            f"DTSTART;TZID={zone}:20261124T{hour:02d}0000\r\nDURATION:PT4H\r\n"
            "RRULE:FREQ=DAILY;UNTIL=20261218T235959Z\r\nSUMMARY:Workshop\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")


class Zones(World):
    folder, more = "/usr/share/zoneinfo", {}

    def __init__(self, exe, shim):
        super().__init__(exe)
        self.shim = shim
        self.folder = os.path.join(self.temporary.name, "zones")
        for zone in ZONES:
            os.makedirs(os.path.dirname(self.zone(zone)), exist_ok=True)
            shutil.copyfile(os.path.join("/usr/share/zoneinfo", zone), self.zone(zone))
        self.write("calendars/ana.ics", event("America/New_York", 3))

    def zone(self, name):
        return os.path.join(self.folder, name)

    def environment(self):
        return {**super().environment(), "TZDIR": self.folder, **self.more}

    def preload(self, **more):
        self.more = {"LD_PRELOAD": self.shim, "ASAN_OPTIONS": "verify_asan_link_order=0", **more}

    def plans(self):
        with self.database() as db:
            if not db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'plan'").fetchone():
                return []
            return db.execute("SELECT number, inputs_sha256, outcome_sha256 FROM plan ORDER BY number").fetchall()

    def forget(self):
        shutil.rmtree(self.path(".staffgap"), ignore_errors=True)


def refused(world, name, done, path):
    world.check(name, done.returncode == 1 and path in done.err and "zone-unknown" not in done.err,
                f"{done.returncode} {done.err}")


def check_damage(world, good):
    """Every few lengths, of a feed that is read and of one whose result is kept."""
    with open(world.zone("America/New_York"), "rb") as file:
        whole = file.read()
    before = world.plans()
    for kept in (True, False):
        if not kept:
            world.forget()
        for length in [*range(0, len(whole), len(whole) // 9), len(whole) - 1]:
            with open(world.zone("America/New_York"), "wb") as file:
                file.write(whole[:length])
            done = world.run("plan")
            refused(world, f"{length} bytes of a zone, kept: {kept}", done, "America/New_York")
            if kept:
                world.check("nothing is stored", world.plans() == before)
            else:
                world.check("no plan is stored", not os.path.exists(world.path(".staffgap/state.db")) or not world.plans())
        inspected = world.run("feed", "inspect", world.path("calendars/ana.ics"), "--time-zone", "America/New_York")
        refused(world, "inspecting", inspected, "America/New_York")
        with open(world.zone("America/New_York"), "wb") as file:
            file.write(whole)
    world.check("whole again", world.run("plan").returncode == 0)
    world.check("the same gaps", world.run("report", "gaps", "-O", "csv").out == good)


def check_reads(world, good):
    """The n-th read of a zone fails or ends early: the same plan, or none and status 1."""
    for how in ({}, {"ZONE_SHORT": "1"}):
        failed = 0
        for n in range(1, 40):
            world.forget()
            world.preload(ZONE_FAIL=str(n), **how)
            done = world.run("plan")
            world.more = {}
            if done.returncode == 0:
                world.check(f"read {n}: the same gaps", world.run("report", "gaps", "-O", "csv").out == good)
            else:
                failed += 1
                refused(world, f"read {n} {how}", done, world.folder)
        world.check("some reads did fail", 0 < failed < 39, f"{failed}")


def check_openers(world):
    """Only our reader opens zones: libical's list of zones is never looked at, ICU's nor."""
    log = os.path.join(world.temporary.name, "log")
    world.write("calendars/ben.ics", event("Romance Standard Time", 3))
    world.forget()
    world.preload(ZONE_LOG=log)
    done = world.run("plan")
    world.more = {}
    with open(log, encoding="utf-8") as file:
        lines = file.read().split("\n")
    others = [line for line in lines if line and not line.startswith("open " + world.folder)]
    world.check("who opens zones", done.returncode == 0 and not others and len(lines) > 3, f"{done.err}{others}")
    os.remove(world.path("calendars/ben.ics"))


def check_change(world):
    """Other data are another plan, also when nothing else differs; a stored plan says so."""
    world.forget()
    world.run("plan")
    first = world.plans()
    with open(world.zone("Asia/Kolkata"), "ab") as file:
        file.write(b"x")
    world.run("plan")
    world.check("a zone that nobody asks for is none of the plan's", world.plans() == first)
    with open(world.zone("America/New_York"), "rb") as file:
        whole = file.read()
    with open(world.zone("America/New_York"), "wb") as file:
        file.write(whole.replace(b"EDT\0", b"EXT\0"))
    done = world.run("plan")
    again = world.plans()
    world.check("other bytes are another plan with the same outcome",
                done.returncode == 0 and len(again) == 2 and again[0][1] != again[1][1] and again[0][2] == again[1][2],
                f"{done.err}{again}")
    said = world.run("report", "gaps", "-O", "csv", "--plan", "1")
    world.check("a stored plan says so", "[zones-changed]" in said.err and "plan-differs" not in said.err, said.err)
    world.check("the newest has nothing to say", "zones-changed" not in world.run("report", "gaps", "-O", "csv").err)
    shutil.copyfile("/usr/share/zoneinfo/Asia/Kolkata", world.zone("America/New_York"))
    said = world.run("report", "gaps", "-O", "csv", "--plan", "1")
    world.check("and computes with those of today", "[zones-changed]" in said.err and "[plan-differs]" in said.err,
                said.err)
    with open(world.zone("America/New_York"), "wb") as file:
        file.write(whole)
    said = world.run("report", "gaps", "-O", "csv", "--plan", "1")
    world.check("as before", "zones-changed" not in said.err and said.returncode == 0, said.err)


def check_names(world):
    for name in HOSTILE:
        world.forget()
        world.write("calendars/ben.ics", event(name, 9))
        done = world.run("plan")
        world.check(f"the zone '{name[:30]}' is not known", done.returncode in (0, 3) and "[zone-unknown]" in done.err,
                    f"{done.returncode} {done.err}")
    os.remove(world.path("calendars/ben.ics"))


def check_no_folder(world):
    world.forget()
    world.more = {"TZDIR": "/nonexistent/zoneinfo"}
    done = world.run("plan")
    world.check("no zones at all", done.returncode == 1 and "no time zones in '/nonexistent/zoneinfo'" in done.err, done.err)
    world.write("staffgap.conf", "time_zone = UTC\n")
    world.write("people.csv", "person,roles\nana,backend\n")
    world.write("calendars/ana.ics", event("UTC", 9))
    done = world.run("plan")
    world.check("UTC needs none", done.returncode == 0, done.err)


def main():
    if not os.path.exists("/usr/share/zoneinfo/America/New_York"):
        print("skipped: no zones in /usr/share/zoneinfo")
        return 77
    world = Zones(*sys.argv[1:3])
    done = world.run("plan")
    world.check("a plan", done.returncode == 0, done.err)
    good = world.run("report", "gaps", "-O", "csv").out
    check_damage(world, good)
    check_reads(world, good)
    check_openers(world)
    check_change(world)
    check_names(world)
    check_no_folder(world)
    return world.end()


if __name__ == "__main__":
    sys.exit(main())
