#!/usr/bin/env python3
"""history.py STAFFGAP FOLDER: thirty weekly plans of a company that changes; then everything
around the database is disturbed, and each plan must still compute to the same bytes: what `plan`
printed when it was made, or for every third the tables."""
import contextlib
import datetime
import os
import pathlib
import shutil
import sqlite3
import subprocess
import sys

PLANS, WEEKS, UNCHANGED = 30, "6", 5


def run(exe, root, *words, zone="UTC", status=(0, 4)):  # 4: an old copy stands in
    done = subprocess.run([exe, "-C", str(root), *words], capture_output=True,
                          env={**os.environ, "TZ": zone, "LC_ALL": "C"}, check=False)
    if done.returncode not in status:
        sys.exit(f"{' '.join(words)}: status {done.returncode}\n{done.stderr.decode()}")
    return done.stdout


def change(root, number, day):
    """What happens in a company from week to week: demand, people, leave."""
    demand = root / "demand.csv"
    header = demand.read_text().splitlines()[0].split(",")
    cells = {"demand": f"NEW-{number}", "project": f"Project {number % 5}",
             "role": ["sre", "backend", "data"][number % 3], "start": str(day),
             "end": str(day + datetime.timedelta(days=40)), "fte": f"0.{1 + number % 9}",
             "status": "tentative", "probability": str(10 + number)}
    demand.write_text(demand.read_text() + ",".join(cells.get(c, "") for c in header) + "\n")
    if number % 4 == 0:
        people = root / "people.csv"
        header = people.read_text().splitlines()[0].split(",")
        cells = {"person": f"new{number}", "roles": "sre:2;qa:1", "start": str(day)}
        people.write_text(people.read_text() + ",".join(cells.get(c, "") for c in header) + "\n")
    if number % 3 == 0:
        leave = (f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{number}@x\r\n"
                 f"DTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\n"
                 "DURATION:P5D\r\nSUMMARY:Urlaub\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n")
        (root / "calendars" / "jonas.ics").write_bytes(leave.encode())


def leave_out(root, number):
    """For some weeks a calendar is not there: its old copy stands in."""
    calendar, away = root / "calendars" / "ben.ics", root / "ben.away"
    if number == 8:
        calendar.rename(away)
    elif number == 13:
        away.rename(calendar)


def open_database(path):
    return contextlib.closing(sqlite3.connect(path))


def used_bytes(path):
    """Without free pages, with what is still in the log."""
    with open_database(path) as db:
        pages, free, size = (db.execute("PRAGMA " + name).fetchone()[0]
                             for name in ("page_count", "freelist_count", "page_size"))
    return (pages - free) * size


INPUTS = """SELECT number, name, blob_id, coalesce(read_on, today), trouble FROM plan JOIN input_span
    ON first_plan <= number AND number <= coalesce(last_plan, number) ORDER BY number, name"""


def rows_of_old(exe, database, folder):
    """A copy as it was before plans shared the rows of their files, and with a hole in the
    numbers, moves on to the same rows."""
    old = folder / "old" / ".staffgap"
    shutil.copytree(database.parent, old)
    for name in ("people.csv", "demand.csv"):
        (old.parent / name).write_text("")
    for name in old.iterdir():
        name.unlink()
    with open_database(old / "state.db") as db, open_database(database) as new, db:
        wide = new.execute(INPUTS).fetchall()
        for file in sorted((pathlib.Path(__file__).parent.parent / "store" / "sql").glob("00[1-6]_*.sql")):
            db.executescript(file.read_text())
        for name in ("blob", "feed", "feed_check", "parsed", "plan", "event", "plan_calendar", "plan_event", "solved"):
            columns = ", ".join(row[1] for row in db.execute(f"PRAGMA table_info({name})"))
            rows = new.execute(f"SELECT {columns} FROM {name}").fetchall()
            db.executemany(f"INSERT INTO {name}({columns}) VALUES({', '.join('?' * (columns.count(',') + 1))})", rows)
        db.executemany("INSERT INTO plan_input VALUES (?, ?, ?, ?, ?)", wide)
        for name in ("plan_event", "plan_calendar", "solved", "plan_input", "plan"):
            db.execute(f"DELETE FROM {name} WHERE number = 20")
        db.execute("PRAGMA user_version = 6")
        db.execute("PRAGMA application_id = 1397178704")
    before = {name.name: name.read_bytes() for name in old.iterdir()}
    listed = run(exe, old.parent, "plans")  # only a command that stores moves the file on
    run(exe, old.parent, "report", "gaps", "-O", "csv")
    if {name.name: name.read_bytes() for name in old.iterdir()} != before:
        sys.exit("reading an old database changes it")
    run(exe, old.parent, "plans", "prune", "--keep", "1000")
    if run(exe, old.parent, "plans") != listed:
        sys.exit("an old database lists other plans when it is read than when it is written")
    with open_database(old / "state.db") as db, open_database(database) as new:
        found = db.execute(INPUTS).fetchall()
        if not wide or found != [row for row in wide if row[0] != 20]:
            sys.exit("an old database does not have the same inputs any more")
        spans = [d.execute("SELECT count(*) FROM input_span").fetchone()[0] for d in (db, new)]
        if not spans[0] <= spans[1] < len(wide) // 4:
            sys.exit(f"{spans} rows for {len(wide)} files of plans")
        stale = new.execute("SELECT * FROM input_span WHERE trouble <> ''").fetchall()
        if len(stale) != 1 or stale[0][1:3] != (9, 13) or stale[0][4] is None:
            sys.exit(f"the weeks without ben.ics are {stale}")


def tables(exe, root, number, **how):
    return [run(exe, root, "report", name, "--plan", str(number), "-O", "csv", **how)
            for name in ("gaps", "people")]


def main():
    exe, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    root = folder / "firm"
    subprocess.run([exe, "demo", str(root), "-q"], check=True)
    day, kept = datetime.date(2026, 11, 23), []
    for number in range(1, PLANS + 1):
        printed = run(exe, root, "plan", "--today", str(day), "--weeks", WEEKS, "-q")
        kept.append((printed, tables(exe, root, number) if number % 3 == 0 else None))
        change(root, number, day)
        leave_out(root, number)
        day += datetime.timedelta(days=7)
    # Without the title, which has the number.
    if len({printed.split(b"\n", 1)[1] for printed, _ in kept}) != PLANS:
        sys.exit("plans of different weeks are equal: this test shows nothing")

    database = root / ".staffgap" / "state.db"
    before = used_bytes(database)
    run(exe, root, "plan", "--today", str(day), "--weeks", WEEKS, "-q")
    base = used_bytes(database)
    for _ in range(UNCHANGED):  # nothing changes but the week
        day += datetime.timedelta(days=7)
        run(exe, root, "plan", "--today", str(day), "--weeks", WEEKS, "-q")
    grown = (used_bytes(database) - base) / UNCHANGED
    files = sum(1 for p in root.rglob("*") if p.is_file() and ".staffgap" not in p.parts)
    print(f"{PLANS} plans take {before} bytes; a plan of {files} unchanged files {grown:.0f} more")
    if grown > 4096:
        sys.exit("a plan that shares its inputs takes too much")
    rows_of_old(exe, database, folder)

    # A feed vanishes, files are touched and rewritten, the machine moves around the world.
    (root / "calendars" / "ana.ics").unlink()
    for path in root.rglob("*"):
        if path.is_file() and ".staffgap" not in path.parts:
            os.utime(path, (0, 0))
    (root / "demand.csv").write_text("demand,project,role,start,end,fte\n")
    (root / "staffgap.conf").write_text("hours_per_week = 35\n")
    for number in range(1, PLANS + 1):
        zone = ["America/Los_Angeles", "Asia/Kolkata", "Pacific/Kiritimati"][number % 3]
        printed, written = kept[number - 1]
        if written:
            if tables(exe, root, number, zone=zone) != written:
                sys.exit(f"plan {number} no longer gives the same bytes")
            continue
        again = run(exe, root, "report", "gaps", "--plan", str(number), "-O", "table", zone=zone)
        if not again or not printed.startswith(again):
            sys.exit(f"plan {number} printed\n{printed.decode()}\nand is now\n{again.decode()}")
    full = database.stat().st_size
    run(exe, root, "plans", "prune", "--keep", "5")
    if database.stat().st_size > full * 2 // 3:
        sys.exit(f"pruning leaves {database.stat().st_size} of {full} bytes")
    listed = run(exe, root, "plans", "-O", "csv").decode().splitlines()[1:]
    if len(listed) != 5 or not listed[-1].startswith(f"{PLANS + 1 + UNCHANGED},"):
        sys.exit(f"pruning left {listed}")
    if tables(exe, root, PLANS + 1 + UNCHANGED) == kept[-1][1]:
        sys.exit("the last plan is another one")


main()
