"""demo_company.py STAFFGAP DOCUMENT: is the worked company what it is said to be?

- the program's own words ("16 people, 8 projects, 40 demand lines") are true;
- the cells computed by hand in the document are what the reports say;
- in some week a sum per role finds backend and sre covered although people are missing there.
"""
import collections
import csv
import re
import subprocess
import sys
import tempfile

problems = []


def expect(ok, text):
    if not ok:
        problems.append(text)


def rows(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def run(*command):
    done = subprocess.run(command, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE)
    expect(done.returncode == 0, f"{command[1:]}: status {done.returncode}: {done.stderr.decode()}")
    return done.stderr.decode("utf-8")


def check_size(folder, words):
    people, demand = rows(folder + "/people.csv"), rows(folder + "/demand.csv")
    projects = {row["project"] for row in demand}
    said = f"{len(people)} people, {len(projects)} projects, {len(demand)} demand lines"
    expect(said in words, f"the company has {said}, but demo says: {words}")
    expect(len(people) >= 14 and len(projects) == 8 and len(demand) == 40, said)
    expect(len({row["location"] for row in people}) >= 3, "fewer than three locations")


def cell(reports, report, week, row, view, column):
    key = {"people": "person", "demand": "demand", "gaps": "role"}[report]
    found = [line for line in reports[report]
             if line["week"] == week and row in ("*", line[key]) and line.get("view", "") == view]
    # Each value is rounded for itself: a sum is as exact as its terms allow.
    slack = 0.0051 * max(1, len(found) if report == "gaps" else 1)
    return sum(float(line[column]) for line in found) if found else None, slack


def check_cells(reports, document):
    with open(document, encoding="utf-8") as file:
        cells = re.findall(r"^\| (people|demand|gaps) \| (\S+) \| (\S+) \| (\S*) ?\| (\S+) \| (\S+) \|$",
                           file.read(), re.M)
    expect(len(cells) >= 20, f"only {len(cells)} cells found in {document}")
    for report, week, row, view, column, value in cells:
        actual, slack = cell(reports, report, week, row, view, column)
        expect(actual is not None and abs(actual - float(value)) <= slack,
               f"{report} {week} {row} {view} {column}: by hand {value}, report says {actual}")
    return len(cells)


def check_subtraction(reports, folder):
    """Weeks in which both roles look covered one by one, and are short in truth."""
    holders = collections.defaultdict(set)
    for person in rows(folder + "/people.csv"):
        for role in person["roles"].split(";"):
            holders[role.split(":")[0].strip()].add(person["person"])
    expect(len(holders["backend"] & holders["sre"]) >= 2, "no pair that has both roles")
    fooled = {}
    for week in sorted({line["week"] for line in reports["gaps"]}):
        naive, exact = 0.0, 0.0
        for role in ("backend", "sre"):
            lines = [line for line in reports["gaps"] if line["view"] == "committed"
                     and line["week"] == week and line["role"] == role]
            supply = sum(float(line["deployable_hours"]) for line in reports["people"]
                         if line["week"] == week and line["person"] in holders[role])
            naive += max(0.0, sum(float(line["demand_hours"]) for line in lines) - supply)
            exact += sum(float(line["gap_hours"]) for line in lines)
        expect(exact >= naive - 0.1, f"{week}: fewer hours missing than a sum per role finds")
        if naive == 0.0 and exact > 0.1:
            fooled[week] = exact
    expect("2027-W01" in fooled, f"a sum per role is not fooled in 2027-W01, only in {fooled}")
    return fooled


def main(staffgap, document):
    with tempfile.TemporaryDirectory() as work:
        folder = work + "/demo"
        words = run(staffgap, "demo", folder)
        check_size(folder, words)
        run(staffgap, "-C", folder, "plan", "--today", "2026-11-23")
        reports = {}
        for report in ("people", "demand", "gaps"):
            run(staffgap, "-C", folder, "report", report, "-o", f"{work}/{report}.csv")
            reports[report] = rows(f"{work}/{report}.csv")
        count = check_cells(reports, document)
        fooled = check_subtraction(reports, folder)
    for problem in problems:
        print(problem)
    print(f"{count} cells by hand, {len(fooled)} weeks that fool a sum per role")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
