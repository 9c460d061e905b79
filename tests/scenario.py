#!/usr/bin/env python3
"""scenario.py STAFFGAP FOLDER: a scenario gives what a plan of the merged files gives, made from scratch;
a one-line change gives what the scenario with the same change gives, orders and all, whether or not answers of sourcing
are known."""
import csv
import io
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys

TODAY, WEEKS = "2026-11-23", "8"


def run(exe, root, *words):
    done = subprocess.run([exe, "-C", str(root), *words], capture_output=True, text=True, check=False)
    if done.returncode not in (0, 5):
        sys.exit(f"{' '.join(words)}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def read(path):
    text = "".join(line for line in path.read_text().splitlines(True) if not line.startswith("#"))
    rows = list(csv.DictReader(io.StringIO(text)))
    return list(rows[0]), rows


def write(path, header, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", newline="") as out:
        writer = csv.DictWriter(out, header)
        writer.writeheader()
        writer.writerows(rows)


def mutate(rng, table, key, rows):
    """Random rows of a scenario, and the rows of the workspace with these merged in by hand."""
    merged, over = {row[key]: dict(row) for row in rows}, []
    for row in rng.sample(rows, 4):
        made, what = dict(row), rng.randrange(3)
        if what == 0:
            del merged[row[key]]
            over.append({key: "-" + row[key].upper()})
            continue
        if what == 1:
            made[key] = f"NEW-{rng.randrange(1000)}-{row[key]}"
        if table == "demand.csv":
            made["priority"] = str(rng.randrange(1, 6))
            if made["fte"]:
                made["fte"] = f"{rng.randrange(1, 20) / 10}"
        else:
            made["hours_per_week"], made["pattern"] = str(rng.randrange(10, 40)), ""
        merged[made[key]] = made
        over.append(made)
    return over, list(merged.values())


def table_of(text):
    return text.split("\n", 1)[1]  # without the title, which has the number


def gaps(text, name):
    plans = {plan["name"]: plan for plan in json.loads(text)["plans"]}
    return {role["role"]: role["gap_minutes"] for role in plans[name]["roles"]}


def all_of(text, name):
    """All of a plan's JSON but its name: gaps, heads, cost, bound, first order."""
    plan = next(plan for plan in json.loads(text)["plans"] if plan["name"] == name)
    return {key: value for key, value in plan.items() if key != "name"}


def answers_are_forgotten(exe, root, change):
    """The same bytes with answers of sourcing that are known, damaged, of another program, gone."""
    first = run(exe, root, *change)
    database = root / ".staffgap" / "state.db"
    for sql in ("UPDATE solved SET deflated = x'00'", "UPDATE solved SET version = 'x'", "DELETE FROM solved"):
        with sqlite3.connect(database) as db:
            if db.execute(sql).rowcount < 1:
                sys.exit("no answers are kept: this test shows nothing")
        db.close()
        if run(exe, root, *change) != first:
            sys.exit(f"after {sql} another result")


def main():
    exe, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    root = folder / "firm"
    subprocess.run([exe, "demo", str(root), "-q"], check=True)
    run(exe, root, "plan", "--today", TODAY, "--weeks", WEEKS, "-q")
    base, seen = run(exe, root, "plan", "--today", TODAY, "--weeks", WEEKS, "-q", "--dry-run"), set()
    for seed in range(8):
        rng = random.Random(seed)
        merged = folder / f"merged{seed}"
        shutil.copytree(root, merged, ignore=shutil.ignore_patterns(".staffgap", "scenarios"))
        for table, key in (("demand.csv", "demand"), ("people.csv", "person")):
            header, rows = read(root / table)
            over, after = mutate(rng, table, key, rows)
            rng.shuffle(over)
            write(root / "scenarios" / f"s{seed}" / table, header, over)
            write(merged / table, header, after)
        booked = {row["person"] for row in read(merged / "people.csv")[1]}
        header, rows = read(root / "bookings.csv")
        gone = sorted({row["person"] for row in rows if row["person"] not in booked})
        write(root / "scenarios" / f"s{seed}" / "bookings.csv", header,
              [{"person": "-" + person} for person in gone])
        write(merged / "bookings.csv", header, [row for row in rows if row["person"] in booked])
        scenario = run(exe, root, "plan", "--scenario", f"s{seed}", "-q")
        fresh = run(exe, merged, "plan", "--today", TODAY, "--weeks", WEEKS, "-q")
        if table_of(scenario) != table_of(fresh):
            sys.exit(f"seed {seed}: the scenario gives\n{scenario}\nthe merged files give\n{fresh}")
        seen.add(table_of(scenario))
    if len(seen) < 8 or table_of(base) in seen:
        sys.exit("the scenarios do not differ: this test shows nothing")

    header, rows = read(root / "demand.csv")
    line = dict(next(row for row in rows if row["demand"] == "CIR-1"), start="2026-12-07", fte="0.7")
    write(root / "scenarios" / "line" / "demand.csv", header, [line, {"demand": "-ECH-4"}])
    write(root / "scenarios" / "line" / "people.csv", ["person", "roles", "location"],
          [{"person": "new-sre-1", "roles": "sre:3", "location": "DE-BE"}, {"person": "-jonas"}])
    one = run(exe, root, "what-if", "--demand", "cir-1.start=+2w", "--demand", "CIR-1.fte=0.7",
              "--demand", "-ECH-4", "--people", "+1:sre:3@DE-BE", "--people", "-jonas", "-O", "json")
    two = run(exe, root, "compare", "base", "line", "-O", "json")
    if gaps(one, "what if") != gaps(two, "line") or gaps(one, "as planned") != gaps(two, "base"):
        sys.exit(f"what-if: {gaps(one, 'what if')}\nscenario: {gaps(two, 'line')}")
    if all_of(one, "what if") != all_of(two, "line"):
        sys.exit(f"what-if: {one}\nscenario: {two}")
    if gaps(one, "what if") == gaps(one, "as planned") or not json.loads(one)["engagements"]:
        sys.exit("the change changes nothing: this test shows nothing")
    answers_are_forgotten(exe, root, ["what-if", "--demand", "CIR-1.fte=0.7", "-O", "json"])


main()
