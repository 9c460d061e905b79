#!/usr/bin/env python3
"""Sources on this machine, what is kept of feeds, and that plans do not depend on it.

usage: feeds_kept.py STAFFGAP
"""
import os
import sqlite3
import sys
import time

from feed_world import COSTLY_PATTERN, World, calendar, costly, leave

FREEBUSY = ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VFREEBUSY\r\nUID:fb\r\nFREEBUSY;FBTYPE=BUSY:"
            "20261130T080000Z/20261130T120000Z\r\nEND:VFREEBUSY\r\nEND:VCALENDAR\r\n")
ABSENCES = calendar([("a1", "20261207", "20261212", "Ben abwesend")],
                    head="").replace("SUMMARY:Ben", "ATTENDEE:mailto:ben@example.org\r\nSUMMARY:Ben")


def weekly_reports(world):
    return [world.run("report", name, "-O", "csv").out for name in ("gaps", "people")]


def change(world, sql):
    with sqlite3.connect(world.path(".staffgap/state.db")) as db:
        count = db.execute(sql).rowcount
    db.close()
    return count


def check_sources(world):
    world.write("items/a.ics", calendar([("i1", "20261201", "20261202", "Vacation")]))
    world.write("items/b.ics", calendar([("i2", "20261202", "20261203", "Vacation")])[:-2])
    world.write("items/notes.txt", "not one of them")
    world.write("one.ics", calendar([("o1", "20261203", "20261204", "Vacation")]))
    world.write("fb.ics", FREEBUSY)
    world.write("hr.ics", ABSENCES)
    world.write("days.ics", calendar([("h1", "20261208", "20261209", "Holiday")]))
    world.write("calendars/ana.ics", leave(2, 20))
    world.write("feeds.csv", "feed,kind,who,source,stale_days\nfolder,personal,ana,items,\nfile,personal,ana,one.ics,\n"
                             "busy,freebusy,ben,fb.ics,\nhr,absence,team,hr.ics,\ndays,holidays,,days.ics,\n"
                             "pipe,personal,ben,-,3\n")
    done = world.run("import")
    world.check("sources of every kind", done.returncode == 4 and done.out.count("  new") == 6 and
                "missing: it was never read" in done.out, done.out + done.err)
    done = world.run("import", "pipe", stdin=open(world.path("one.ics"), "rb"))
    world.check("standard input", done.returncode == 0 and "1 events" in done.out and "new" in done.out, done.out + done.err)
    done = world.run("plan", "--weeks", "6")
    world.check("a plan of all of them", done.returncode == 0, done.out + done.err)
    people = world.run("report", "people", "-O", "csv").out
    rows = [line.split(",") for line in people.splitlines()]
    head = rows[0]
    hours = {(row[head.index("person")], row[head.index("week")]):
             (row[head.index("holiday_hours")], row[head.index("absence_hours")]) for row in rows[1:]}
    # ana: two items of the folder and the file; ben: the pipe; W50: a holiday, and ben's absence in the HR feed
    world.check("several feeds of a person add up", hours["ana", "2026-W49"] == ("0.00", "24.00") and
                hours["ben", "2026-W49"] == ("0.00", "8.00"), str(hours))
    world.check("holidays and absences of a team", hours["ana", "2026-W50"] == ("8.00", "0.00") and
                hours["ben", "2026-W50"] == ("8.00", "32.00"), str(hours))

    done = world.run("plan", "--weeks", "6", today="2026-11-29")
    world.check("standard input grows old", done.returncode == 4 and "was last read 6 days ago (stale_days is 3)" in done.err,
                done.err)
    os.utime(world.path("one.ics"), (0, time.mktime((2026, 10, 1, 12, 0, 0, 0, 0, 0))))
    world.write("feeds.csv", "feed,kind,who,source,stale_days\nfile,personal,ana,one.ics,30\n")
    done = world.run("import")
    world.check("a file that nobody writes any more", done.returncode == 4 and "was last changed 53 days ago" in done.out,
                done.out)
    os.remove(world.path("calendars/ana.ics"))
    done = world.run("import", "ana")
    world.check("a file that is gone", done.returncode == 4 and "feed forget calendars/ana.ics" in done.out, done.out)
    done = world.run("feed", "forget", "ana")
    world.check("is given up", done.returncode == 0 and "calendars/ana.ics" not in world.run("feed", "list").out, done.err)


def check_cache(world):
    world.write("feeds.csv", "feed,kind,who,source\nfolder,personal,ana,items\nbusy,freebusy,ben,fb.ics\n"
                             "hr,absence,team,hr.ics\ndays,holidays,,days.ics\n")
    world.write("calendars/ana.ics", leave(5, 3).replace("UID:leave-4\r\n", "UID:leave-4\r\nRRULE:FREQ=WEEKLY;COUNT=9\r\n")
                .replace("DTSTART;VALUE=DATE:20261206", "DTSTART;VALUE=DATE:20261299"))
    world.write("calendars/ben.ics", leave(5, 3))
    first = world.run("plan", "--weeks", "8")
    reports = weekly_reports(world)
    second = world.run("plan", "--weeks", "8")
    world.check("the same from what is kept", (first.out, first.err) == (second.out, second.err), first.err + second.err)
    world.check("a note is among it", "[event-start-wrong]" in first.err and first.returncode == 3, first.err)
    dropped = change(world, "DELETE FROM parsed")
    world.check("something was kept", dropped >= 6, str(dropped))
    third = world.run("plan", "--weeks", "8")
    world.check("the same without it", (first.out, first.err) == (third.out, third.err), third.err)
    change(world, "DELETE FROM parsed")
    world.check("and its reports", weekly_reports(world) == reports)
    change(world, "UPDATE parsed SET deflated = x'00'")
    fourth = world.run("plan", "--weeks", "8")
    world.check("the same when it is damaged", (first.out, first.err) == (fourth.out, fourth.err), fourth.err)
    # What decides is part of the key: other settings, other results.
    world.write("staffgap.conf", 'time_zone = "Europe/Berlin"\nignore = "Vacation"\n')
    fifth = world.run("plan", "--weeks", "8")
    world.check("a changed pattern is heard", fifth.out != first.out, fifth.out)
    world.write("staffgap.conf", 'time_zone = "Europe/Berlin"\n')
    # Any later week can be planned although the source is gone.
    os.rename(world.path("items"), world.path("gone"))
    done = world.run("plan", "--weeks", "8", "--from", "2029-W10")
    world.check("a later year from the last good copy", done.returncode in (3, 4) and "[feed-stale]" in done.err, done.err)
    os.rename(world.path("gone"), world.path("items"))


def check_hostile_bytes(world):
    world.write("staffgap.conf", 'feed_seconds = 2\nfeed_mb = 1\n')
    world.write("feeds.csv", "feed,kind,who,source\nlarge,personal,ben,large.ics\nfifo,personal,ben,fifo\n"
                             "none,personal,ben,nothing.ics\nempty,personal,ben,nofiles\n")
    world.write("large.ics", b"x" * 1000001)
    os.mkfifo(world.path("fifo"))
    os.mkdir(world.path("nofiles"))
    done = world.run("import")
    for words in ("it is larger than 1 MB (feed_mb", "it is a pipe, not a file", "there is no such file",
                  "the folder has no .ics files"):
        world.check(words, words in done.out, done.out)


def check_isolation(world):
    """Titles on which a pattern takes minutes, and a feed beside them."""
    world.write("staffgap.conf", f'feed_seconds = 3\nignore = "{COSTLY_PATTERN}"\n')
    world.write("feeds.csv", "feed,kind,who,source\na-costly,personal,ben,costly.ics\nb-good,personal,ben,one.ics\n")
    world.write("costly.ics", costly())
    start = time.monotonic()
    done = world.run("import", "a-costly", "b-good")
    world.check("a feed that takes too long costs only itself", "missing: reading it took longer than 3 seconds" in done.out
                and done.out.rstrip().endswith("    1 events     1 absences  new"), done.out)
    world.check("and not much time", time.monotonic() - start < 120)
    world.write("staffgap.conf", "")


def check_misplaced_address(world):
    world.write("feeds.csv", "feed,kind,who,source\nx,https://x.example/private-0123456789/basic.ics,ana,one.ics\n")
    for command in ("import", "plan", "check"):
        done = world.run(command)
        world.check("a misplaced address is not shown", done.returncode == 3 and "0123456789" not in done.err
                    and "[word-unknown]" in done.err, done.err)
    world.check("nor kept", b"0123456789" not in world.everything_kept())


def check_inspect(world):
    done = world.run("feed", "inspect", world.path("one.ics"), "-O", "csv", "--time-zone", "Europe/Berlin", "--from",
                     "2026-11-30", "--weeks", "2")
    world.check("inspect a file", done.out == "week,absent_minutes,busy_minutes,tentative_minutes,blocked_minutes\r\n"
                "2026-W49,1440,0,0,1440\r\n2026-W50,0,0,0,0\r\n", done.out + done.err)
    done = world.run("feed", "inspect", "hr", "--weeks", "4")
    world.check("inspect a feed", done.returncode == 0 and "UID a1" in done.out and "[ben]" in done.out, done.out + done.err)
    done = world.run("feed", "inspect", "hrr")
    world.check("did you mean", done.returncode == 2, done.err)
    done = world.run("feed", "inspect", world.path("fb.ics"), "--kind", "freebusy", "-O", "json", "--from", "2026-W49")
    world.check("inspect as JSON", '"blocked_minutes":240' in done.out.replace(" ", ""), done.out + done.err)


def check_names_of_a_database(world):
    """Who made the database chose the names of its copies; that of a calendar need not be one."""
    for name in ("x", "/", "", "calendars/", "calendars/a", "calendars/.ics", "holidays/x", "feed:", "../x.ics", "x.ics"):
        with sqlite3.connect(world.path(".staffgap/state.db")) as db:
            db.execute("INSERT OR IGNORE INTO feed(name, blob_id, read_on) SELECT ?, blob_id, read_on FROM feed LIMIT 1", (name,))
    for command in ("import", "plan", "check", "feed list", "report gaps"):
        done = world.run(*command.split())
        world.check(f"{command} beside copies of odd names", done.returncode in (0, 3, 4) and "memory" not in done.err, done.err)


def main():
    world = World(os.path.abspath(sys.argv[1]))
    check_sources(world)
    check_cache(world)
    check_inspect(world)
    check_hostile_bytes(world)
    check_isolation(world)
    check_misplaced_address(world)
    world.write("feeds.csv", "feed,kind,who,source\n")
    check_names_of_a_database(world)
    return world.end()


if __name__ == "__main__":
    sys.exit(main())
