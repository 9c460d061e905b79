#!/usr/bin/env python3
"""forget.py STAFFGAP FOLDER: of who is forgotten no byte is left in what is stored, and all numbers are.

The workspace is that of privacy.py, with a mark in every field. Also: copies and plans that are older than the settings keep.
"""
import contextlib
import csv
import io
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import zlib

import privacy

REPORTS = ("people", "gaps", "demand", "assignments", "engagements", "costs", "findings", "certificates")


def stored(root):
    """All bytes of all files of .staffgap, and all that is packed in the database."""
    folder = root / ".staffgap"
    for path in sorted(folder.iterdir()):
        yield path.name, path.read_bytes()
    with contextlib.closing(sqlite3.connect(f"file:{folder / 'state.db'}?mode=ro", uri=True)) as db:
        for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
            for row in db.execute(f"SELECT * FROM {table}").fetchall():
                for value in row:
                    if isinstance(value, str):
                        yield table, value.encode()
                    elif isinstance(value, bytes):
                        yield table, value
                        try:
                            yield table, zlib.decompress(value)
                        except zlib.error:
                            pass


def left(root, marks):
    """Which of the marks are there, and where; also across folds of lines, whatever the case."""
    found = set()
    for name, data in stored(root):
        text = data.decode("utf-8", "replace")
        there = marks_of(text) | marks_of(re.sub(r"\r?\n[ \t]", "", text))
        found |= {(mark, name) for mark in marks & there}
    return found


def marks_of(text):
    return {mark.lower() for mark in re.findall(r"zq[a-z]{3}\d+(?!\d)", text, re.IGNORECASE)}


def reports(program, plans):
    """{(plan, report): rows}, and what changed from plan to plan by role, week and view."""
    texts = {(plan, name): program.run("report", name, "--plan", plan, "-O", "csv").stdout.decode() for plan in plans for name in REPORTS}
    for before, after in zip(plans, plans[1:]):
        rows = csv.DictReader(io.StringIO(program.run("diff", before, after, "-O", "csv").stdout.decode()))
        sums = {}
        for row in rows:
            if row.get("change_minutes"):
                key = (row["role"], row["week"], row["view"])
                sums[key] = sums.get(key, 0) + int(row["change_minutes"])
        texts[(before, after)] = sums
        assert any(sums.values()) or before == after
    return texts


def whole(word):
    return re.compile(rf"(?<![a-z0-9~!-]){re.escape(word)}(?![a-z0-9])", re.IGNORECASE)


def same_but_for(before, after, words):
    """The reports are the same where the token stands for the id and the name."""
    assert before.keys() == after.keys()
    for key, text in before.items():
        now = after[key]
        if isinstance(text, str):
            for word in words["gone"]:
                text = whole(word).sub("TOKEN", text)
            now = whole(words["token"]).sub("TOKEN", now)
        assert text == now, (key, [line for line in zip(str(text).splitlines(), str(now).splitlines()) if line[0] != line[1]][:3])


def forget(program, world, person, more):
    root, plans = world.root, re.findall(r"^ *(\d+) ", program.run("plans").stdout.decode(), re.M)
    own = {mark.lower() for field in ("person", "name", "email") for mark in marks_of(str(person.get(field, "")))}
    marks = own | {mark.lower() for mark in more}
    assert {mark for mark, _ in left(root, marks)} >= own, "the marks are there before"
    before = reports(program, plans)
    near = program.run("forget", "person", person["person"][:-1] + "y", accept=(2,)).stderr.decode()
    assert "did you mean" in near, near
    assert reports(program, plans[:1])[(plans[0], "people")] == before[(plans[0], "people")]
    done = program.run("forget", "person", person["person"].upper(), accept=(0,))
    token = re.search(r"is now '([^']+)' in (\d+) plans and no longer in any copy", done.stderr.decode())
    assert token and int(token[2]) == len(plans), done
    assert not left(root, marks), sorted(left(root, marks))[:10]
    assert not marks_of(token[1]) & own
    for word in own:
        for line in program.run("plans").stdout.decode().splitlines():
            assert word not in line.lower()
    same_but_for(before, reports(program, plans), {"gone": own, "token": token[1]})
    named = done.stdout.decode().split()
    for name in named:
        path, _, line = name.partition(":")
        text = (root / path).read_text(encoding="utf-8").splitlines()[int(line) - 1] if line else path
        assert own & marks_of(text), name
    for path in [*root.glob("*.csv"), *root.glob("scenarios/*/*.csv")]:
        for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if own & marks_of(text):
                assert f"{path.relative_to(root)}:{number}" in named, (path, number, named)
    return own


def take_out(world, person):
    """What the user does by hand: no file names them any more."""
    world.people = [one for one in world.people if one is not person]
    world.bookings = [one for one in world.bookings if one["person"] != person["person"]]
    world.feeds = [one for one in world.feeds if one["who"] != person["person"]]
    (world.root / "calendars" / f"{person['person']}.ics").unlink(missing_ok=True)
    world.tables()
    shutil.rmtree(world.root / "scenarios", ignore_errors=True)


def retention(program, world):
    """Older plans and copies go with the next plan or import."""
    def plans():
        return len(program.run("plans").stdout.decode().splitlines()) - 1

    world.conf("keep_plans = 2\nkeep_copies_days = 30\n")
    kept = plans()
    assert kept > 2
    program.run("import", "--today", privacy.NEXT, "--offline")
    assert plans() == 2
    gone = world.root / "calendars" / f"{world.people[0]['person']}.ics"
    program.run("plan", "--today", "2026-12-07", "--offline")
    assert plans() == 2
    data = gone.read_bytes()
    gone.unlink()
    marks = marks_of(data.decode())
    program.run("plan", "--today", "2026-12-14", "--offline")
    program.run("plan", "--today", "2026-12-21", "--offline")
    assert "stale" in program.run("feed", "list", "--today", "2026-12-21").stdout.decode()
    program.run("plan", "--today", "2027-01-18", "--offline")
    program.run("plan", "--today", "2027-01-25", "--offline")
    program.run("plan", "--today", "2027-02-01", "--offline")
    assert plans() == 2
    assert gone.name not in program.run("feed", "list", "--today", "2027-02-01").stdout.decode()
    there = {mark for mark, _ in left(world.root, {mark for mark in marks if mark.startswith("zqttl")})}
    assert not there, there
    bad = program.run("check", accept=(0, 3, 4))
    assert b"keep" not in bad.stderr
    world.conf("keep_plans = none\n")
    assert b"keep_plans" in program.run("check", accept=(3,)).stderr


def main():
    exe, root = sys.argv[1], pathlib.Path(sys.argv[2])
    shutil.rmtree(root, ignore_errors=True)
    world = privacy.World(root / "company")
    world.root.mkdir(parents=True)
    program = privacy.Program(exe, world)
    world.first_week()
    # Others name them, too: in titles, folded lines, comments, notes.
    ann, bob, known = world.people[0], world.people[1], world.people[2]
    world.engagements[0]["note"] = f"asked by {ann['name'].upper()}"
    world.tables()
    with (world.root / "demand.csv").open("a", encoding="utf-8") as file:
        file.write(f"# ask {ann['person']} or {ann['email']}\n")
    path = world.root / "calendars" / f"{bob['person']}.ics"
    folded = f"DESCRIPTION:{'x' * 60} with {ann['name'][:4]}\r\n {ann['name'][4:]} and others\r\n"
    path.write_bytes(path.read_bytes().replace(b"END:VCALENDAR", (
        f"BEGIN:VEVENT\r\nUID:{ann['person']}-{bob['person']}\r\nDTSTART:20261203T090000\r\nDTEND:20261203T110000\r\n"
        f"SUMMARY:1:1 with {ann['name']}\r\n{folded}ATTENDEE;CN={ann['name']}:mailto:{ann['email']}\r\n"
        "END:VEVENT\r\nEND:VCALENDAR").encode()))
    # A zone that nobody else has.
    path = world.root / "calendars" / f"{ann['person']}.ics"
    path.write_bytes(path.read_bytes().replace(b"END:VCALENDAR", (
        b"BEGIN:VEVENT\r\nUID:far\r\nDTSTART;TZID=America/Sao_Paulo:20261204T060000\r\n"
        b"DTEND;TZID=America/Sao_Paulo:20261204T080000\r\nSUMMARY:far\r\nEND:VEVENT\r\nEND:VCALENDAR")))
    own_titles = marks_of((world.root / "calendars" / f"{ann['person']}.ics").read_text())
    program.run("plan", "--today", privacy.MONDAY, "--offline")
    world.calendars(2)
    own_titles |= marks_of((world.root / "calendars" / f"{ann['person']}.ics").read_text())
    program.run("plan", "--today", privacy.NEXT, "--offline")
    world.second_week()
    own_titles |= marks_of((world.root / "calendars" / f"{ann['person']}.ics").read_text())
    program.run("plan", "--today", privacy.NEXT, "--offline")
    forget(program, world, ann, own_titles)
    assert b"zones-changed" not in program.run("report", "page", "--plan", "1").stdout, "zones of the forgotten are not missed"
    forget(program, world, known, set())
    own = {mark for person in (ann, known) for field in ("person", "name", "email") for mark in marks_of(person[field])}
    world.engagements[0]["note"] = ""
    take_out(world, ann)
    take_out(world, known)
    for path in [*world.root.glob("*.csv"), *world.root.glob("*/*.ics")]:
        clean = re.sub("|".join(rf"{mark}(?!\d)" for mark in own), "nobody", path.read_text(encoding="utf-8"), flags=re.IGNORECASE)
        path.write_text(clean.replace(ann["name"][:4] + "\n " + ann["name"][4:], "nobody"), encoding="utf-8")
    program.run("plan", "--today", privacy.NEXT, "--offline")
    assert not left(world.root, own), "the next plan brings nothing back once the files name nobody"
    assert program.run("forget", "feed", "x", accept=(2,)).stderr.startswith(b"staffgap: 'forget' takes 'person'")
    retention(program, world)


if __name__ == "__main__":
    main()
