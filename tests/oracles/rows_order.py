"""rows_order.py STAFFGAP [COMPANIES]: the order of rows and the number of threads are nobody's business.

The worked company is planned as it comes and again with the rows of its tables shuffled, in folders of their own.
Then companies made by chance: people, demand, bookings, rates and engagements, with everything that the tables know, and
the order of equal things in doubt wherever it can be. All that a plan says must be the same byte for byte: gaps,
certificates, names, bench, findings, engagements, their costs and what they cover. Only the line of a finding is where its row is.
"""
import csv
import datetime
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

TABLES = ("people", "demand", "bookings", "rates")
REPORTS = ("gaps", "people", "demand", "certificates", "assignments", "engagements", "bench", "costs")
SHUFFLES = 5
MONDAY = datetime.date(2026, 11, 23)

# --- companies made by chance --------------------------------------------------

ROLES = ("backend", "data", "qa", "sre")
SKILLS = ("german", "kafka", "rust")
PLACES = ("DE-BE", "DE-BY", "IN-KA", "")
SCOPES = ("", "", "DE", "DE-BE", "IN")
PROJECTS = ("Apollo", "Borealis", "Cirrus")


def day(chance, weeks, from_week=0):
    return (MONDAY + datetime.timedelta(days=7 * from_week + chance.randrange(7 * weeks))).isoformat()


def period(chance, weeks):
    return sorted([day(chance, weeks), day(chance, weeks)])


def some(chance, of, share):
    return "; ".join(x for x in of if chance.random() < share)


def amount(chance, columns, of):
    """One of the columns gets a value, the others stay empty."""
    column = chance.choice(columns)
    return {column: chance.choice(of[column])}


def people(chance, weeks):
    for i in range(chance.randint(3, 12)):
        roles = chance.sample(ROLES, chance.randint(1, 3))
        first, last = period(chance, weeks)
        yield {"person": f"p{i:02}", "name": chance.choice(("Ada", "Bo", "Cem, Dr.", "Ada")),
               "roles": "; ".join(f"{r}:{chance.randint(1, 4)}" for r in roles),
               "skills": some(chance, SKILLS, 0.4), "location": chance.choice(PLACES),
               "hours_per_week": chance.choice(("", "40", "32", "20")),
               "start": first if chance.random() < 0.15 else "",
               "end": last if chance.random() < 0.15 else "",
               "overhead_percent": chance.choice(("", "0", "10")), "cost_rate": chance.choice(("", "60", "75"))}


def demand(chance, weeks):
    for i in range(chance.randint(4, 18)):
        first, last = period(chance, weeks)
        tentative = chance.random() < 0.3
        yield {"demand": f"d{i:02}", "project": chance.choice(PROJECTS), "role": chance.choice(ROLES),
               "level": chance.choice(("", "1", "2", "3")), "skills": some(chance, SKILLS, 0.15),
               "location": chance.choice(SCOPES), "start": first, "end": last,
               **amount(chance, ("fte", "hours_per_week", "hours"),
                        {"fte": ("0.5", "1", "1", "1.7"), "hours_per_week": ("8", "20", "40"), "hours": ("60", "200")}),
               "priority": chance.choice(("", "1", "2", "5")), "status": "tentative" if tentative else "",
               "probability": chance.choice(("20", "50", "90")) if tentative else ""}


def bookings(chance, weeks, of_people):
    """Few people and dates: many bookings that differ in one cell only."""
    dates = [period(chance, weeks) for _ in range(2)]
    for _ in range(chance.randint(2, 8)):
        first, last = chance.choice(dates)
        yield {"person": chance.choice(of_people[:3])["person"], "project": chance.choice(PROJECTS),
               "role": chance.choice(("", "", "backend", "sre")), "start": first, "end": last,
               **amount(chance, ("percent", "hours_per_week", "hours"),
                        {"percent": ("20", "50", "80"), "hours_per_week": ("10",), "hours": ("30", "70")}),
               "status": chance.choice(("hard", "hard", "soft"))}


def rates(chance, _weeks):
    for i in range(chance.randint(3, 8)):
        model = chance.choice(("onshore", "nearshore", "offshore", "hire"))
        yield {"option": f"o{i}", "vendor": chance.choice(("Kranich", "Vltava")), "model": model,
               "role": chance.choice(ROLES), "level": chance.choice(("2", "3")), "skills": some(chance, SKILLS, 0.3),
               "location": chance.choice(("DE-BE", "CZ-PR", "IN-KA")),
               "rate": "14000" if model == "hire" else chance.choice(("50", "50", "80")),
               "unit": "month" if model == "hire" else "hour", "fixed_fee": chance.choice(("", "500")),
               "lead_days": chance.choice(("0", "7", "14")), "min_weeks": chance.choice(("1", "2", "4")),
               "max_weeks": "52", "max_heads": chance.choice(("1", "2", "3")), "ramp": chance.choice(("", "50"))}


def engagements(chance, weeks, of_rates):
    for i in range(chance.randint(2, 3)):
        yield {"engagement": f"E{i}", "option": chance.choice(of_rates)["option"], "heads": "1", "start": "2026-11-02",
               "end": day(chance, weeks), "notice_days": "7"}


def company(seed):
    """{table: rows}"""
    chance, weeks = random.Random(seed), 5
    made = {"people": list(people(chance, weeks)), "demand": list(demand(chance, weeks)),
            "rates": list(rates(chance, weeks))}
    made["bookings"] = list(bookings(chance, weeks, made["people"]))
    made["engagements"] = list(engagements(chance, weeks, made["rates"]))
    return made


def write_company(folder, made, order=None):
    folder.mkdir()
    (folder / "staffgap.conf").write_text('weeks = 5\nmin_overlap_hours = 0\n', encoding="utf-8")
    for table, rows in made.items():
        columns = list(dict.fromkeys(column for row in rows for column in row))
        rows = rows[:]
        if order:
            order.shuffle(rows)
            order.shuffle(columns)
        with open(folder / f"{table}.csv", "w", encoding="utf-8", newline="") as out:
            writer = csv.DictWriter(out, columns)
            writer.writeheader()
            writer.writerows(rows)


# --- what is compared ------------------------------------------------------------


def run(program, folder, *arguments):
    done = subprocess.run([program, "-C", str(folder), *arguments], check=False, stdin=subprocess.DEVNULL,
                          capture_output=True)
    if done.returncode != 0:
        sys.exit(f"{folder.name}: {' '.join(arguments)}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout.decode("utf-8")


def plan(program, folder, threads="1"):
    run(program, folder, "plan", "--today", "2026-11-23", "--offline", "--quiet", "--threads", threads)


def reports(program, folder):
    plan(program, folder)
    return {name: run(program, folder, "report", name, "--format", "csv", "--output", "-") for name in REPORTS}


def document(program, folder, threads):
    """All of a plan, its findings without their lines, sorted: {section: text}."""
    plan(program, folder, threads)
    text = run(program, folder, "report", "plan", "--format", "json", "--output", "-", "--threads", threads)
    made = json.loads(text)
    for finding in made["findings"]:
        finding["place"] = finding["place"].split(":")[0]
    return {name: json.dumps(section, indent=0) for name, section in made.items() if name != "feeds"}


# --- the worked company ------------------------------------------------------------


def shuffle(path, order):
    """Comments and header stay on top. No cell of the worked company holds a line break."""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    head = next(i for i, line in enumerate(lines) if not line.startswith("#")) + 1
    rows = [line for line in lines[head:] if line.strip() and not line.startswith("#")]
    assert len(rows) >= 2 and all(line.count('"') % 2 == 0 for line in rows), path
    shuffled = rows[:]
    while shuffled == rows:
        order.shuffle(shuffled)
    path.write_text("".join(lines[:head] + shuffled), encoding="utf-8")


def first_difference(expected, actual):
    pairs = zip(expected.splitlines() + [""], actual.splitlines() + [""])
    return next((f"\n  - {a}\n  + {b}" for a, b in pairs if a != b), " in length")


def compare(what, expected, actual):
    """The number of reports that differ, each of them said."""
    differ = [name for name, text in actual.items() if text != expected[name]]
    for name in differ:
        print(f"{what}: {name} differs:{first_difference(expected[name], actual[name])}")
    return len(differ)


def worked_company(program, work):
    problems = 0
    untouched, planned = work / "untouched", work / "planned"
    subprocess.run([program, "demo", str(untouched)], check=True, capture_output=True)
    shutil.copytree(untouched, planned)
    expected = reports(program, planned)
    for name, text in expected.items():
        assert len(text.splitlines()) > 2, f"{name}: nothing to compare"
    for seed in range(1, SHUFFLES + 1):
        folder, order = work / f"shuffled-{seed}", random.Random(seed)
        shutil.copytree(untouched, folder)
        for table in TABLES:
            shuffle(folder / f"{table}.csv", order)
        problems += compare(f"shuffle {seed}", expected, reports(program, folder))
    print(f"{SHUFFLES} shuffles of {', '.join(TABLES)}: {len(REPORTS)} reports each, {problems} differ")
    return problems


def companies(program, work, count):
    """Each as it was made on one thread, and shuffled on two."""
    problems, seen = 0, {}
    for seed in range(1, count + 1):
        made = company(seed)
        write_company(work / f"made-{seed}", made)
        write_company(work / f"other-{seed}", made, random.Random(-seed))
        expected = document(program, work / f"made-{seed}", "1")
        problems += compare(f"company {seed}", expected, document(program, work / f"other-{seed}", "2"))
        for name, text in expected.items():
            seen[name] = seen.get(name, 0) + (text not in ("[]", "{}"))
    for name in ("gaps", "certificates", "assignments", "bench", "findings", "engagements", "costs", "coverage"):
        assert seen[name] > count / 2, f"{name}: nothing to compare in {count - seen[name]} of {count} companies"
    print(f"{count} companies made by chance, rows and columns shuffled, one and two threads: {problems} sections differ")
    return problems


def main(program, count="60"):
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # each plan is written to disk otherwise
    with tempfile.TemporaryDirectory(dir=memory) as work:
        problems = worked_company(program, pathlib.Path(work)) + companies(program, pathlib.Path(work), int(count))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
