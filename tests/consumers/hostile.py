"""A workspace full of names that break things, published in every profile: what the consumers.* tests read.

hostile.py STAFFGAP FOLDER leaves FOLDER/PROFILE for each profile, and FOLDER/bare without the guard.
"""
import csv
import pathlib
import shutil
import subprocess
import sys

ROLES = {
    "=HYPERLINK(\"http://x.example\")": "formula",
    "@sum(1+1)*cmd|' /C calc'!A0": "formula in disguise",
    "+1-1": "plus",
    "-dash": "minus",
    "<script>alert(\"x\")</script>": "script",
    "say \"hi\", \\o/ & co": "quotes, comma, backslash, ampersand",
    "\U0001f680 équipe 漢字": "emoji, accents, wide",
    "‮שלום\u202c עולם": "right to left",
    "x\U0001f600" * 150: "300 characters",
    "'quoted": "an apostrophe in front",
    "''=two": "read as '=two: one mark is the guard's, one the name's",
    "1e5": "looks like a number",
    "2026-11-30": "looks like a day",
}


def table(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done
    return done.stdout


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    shutil.rmtree(folder, ignore_errors=True)
    company = folder / "company"
    company.mkdir(parents=True)
    roles = list(ROLES)
    table(company / "people.csv", ["person", "name", "email", "roles", "location"],
          [[f"p{i}", role, f"p{i}@x.example", role, "-"] for i, role in enumerate(roles) if i % 2])
    table(company / "demand.csv",
          ["demand", "project", "role", "skills", "location", "start", "end", "fte", "priority", "status", "probability"],
          [[f"d{i}", f"{role} {i}" if i % 3 else role, role, role if i == 6 else "", "-" if i % 5 else "",
            "2026-11-30", "2026-12-13", f"{1 + i % 3}.{25 + i}", 1 + i % 5,
            "tentative" if i % 4 == 0 else "committed", 50 if i % 4 == 0 else ""]
           for i, role in enumerate(roles)])
    table(company / "rates.csv",
          ["option", "vendor", "model", "role", "location", "rate", "unit", "lead_days", "min_weeks", "note"],
          [[f"={i}+{role[:40]}", role, "onshore" if i % 2 else "offshore", role, "-", 90 + i, "hour", 7 if i % 3 else 3, 1, role]
           for i, role in enumerate(roles) if i != 6 and ":" not in role])
    table(company / "engagements.csv", ["engagement", "option", "heads", "start", "end", "notice_days"],
          [[f"@{i} {role[:30]}", f"={i}+{role[:40]}", 1, "2026-10-05", "2026-12-06", 3]
           for i, role in enumerate(roles) if i in (1, 4, 5, 7)])
    table(company / "bookings.csv", ["person", "project", "role", "start", "end", "percent"],
          [[f"p{i}", roles[i], roles[i], "2026-11-30", "2026-12-13", 60] for i in (1, 3)])
    (company / "staffgap.conf").write_text('company = "=Evil, \\"Inc\\"; <b>"\n', encoding="utf-8")
    run(program, "-C", company, "plan", "--today", "2026-11-23", "--weeks", "3", "-q")
    for profile in ("rfc4180", "excel", "excel-eu", "unix"):
        run(program, "-C", company, "publish", folder / profile, "--profile", profile)
    run(program, "-C", company, "publish", folder / "bare", "--no-guard")


if __name__ == "__main__":
    main()
