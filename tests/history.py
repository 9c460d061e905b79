#!/usr/bin/env python3
"""history.py STAFFGAP FOLDER: thirty weekly plans of a company that changes; then everything
around the database is disturbed, and each plan must still compute to the same bytes: what `plan`
printed when it was made, or for every third the tables."""
import datetime
import os
import pathlib
import shutil
import subprocess
import sys

PLANS, WEEKS, UNCHANGED = 30, "6", 5


def run(exe, root, *words, zone="UTC", status=(0,)):
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
        day += datetime.timedelta(days=7)
    # Without the title, which has the number.
    if len({printed.split(b"\n", 1)[1] for printed, _ in kept}) != PLANS:
        sys.exit("plans of different weeks are equal: this test shows nothing")

    database = root / ".staffgap" / "state.db"
    before = database.stat().st_size
    run(exe, root, "plan", "--today", str(day), "--weeks", WEEKS, "-q")
    base = database.stat().st_size
    for _ in range(UNCHANGED):  # nothing changes but the week
        day += datetime.timedelta(days=7)
        run(exe, root, "plan", "--today", str(day), "--weeks", WEEKS, "-q")
    grown = (database.stat().st_size - base) / UNCHANGED
    files = sum(1 for p in root.rglob("*") if p.is_file() and ".staffgap" not in p.parts)
    print(f"{PLANS} plans take {before} bytes; a plan of {files} unchanged files {grown:.0f} more")
    if grown > 4096 + 100 * files:
        sys.exit("a plan that shares its inputs takes too much")

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
    listed = run(exe, root, "plans", "-O", "csv").decode().split()[1:]
    if len(listed) != 5 or not listed[-1].startswith(f"{PLANS + 1 + UNCHANGED},"):
        sys.exit(f"pruning left {listed}")
    if tables(exe, root, PLANS + 1 + UNCHANGED) == kept[-1][1]:
        sys.exit("the last plan is another one")


main()
