"""What we write can be read by us again: texts come back the same, the guard taken off.

consumers_roundtrip.py STAFFGAP FOLDER: FOLDER is as tests/consumers/hostile.py leaves it. The rows of the demand report
become a demand.csv, cell by cell as they stand, in each profile; planned again, the names are the same.
"""
import csv
import io
import json
import pathlib
import subprocess
import sys
import tempfile

program, company = sys.argv[1], pathlib.Path(sys.argv[2]) / "company"
TEXTS = ["demand", "project", "role", "level", "skills", "location", "priority", "status", "probability"]


def report(folder, name, *arguments):
    done = subprocess.run([program, "-C", folder, "report", name, *arguments], capture_output=True)
    assert done.returncode == 0, done
    return done.stdout.decode("utf-8-sig")


def lines_of(folder):
    rows = json.loads(report(folder, "demand", "-O", "json", "--view", "weighted"))["rows"]
    return sorted({tuple(json.dumps(row[key]) for key in TEXTS) for row in rows})


wanted = lines_of(company)
assert len(wanted) >= 12
guarded = 0
for profile, separator in (("rfc4180", ","), ("excel", ","), ("excel-eu", ";"), ("unix", ",")):
    text = report(company, "demand", "-O", "csv", "--profile", profile, "--view", "weighted")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    guarded += sum(row["role"].startswith("'") for row in rows)
    with tempfile.TemporaryDirectory() as again:
        with open(f"{again}/demand.csv", "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.writer(file, delimiter=separator)
            writer.writerow([*TEXTS, "start", "end", "hours"])
            for row in {row["demand"]: row for row in rows}.values():
                writer.writerow([row[key] for key in TEXTS] + ["2026-11-30", "2026-12-13", row["demand_hours"]])
        pathlib.Path(again, "people.csv").write_bytes((company / "people.csv").read_bytes())
        subprocess.run([program, "-C", again, "plan", "--today", "2026-11-23", "--weeks", "3", "-q"],
                       check=True, stdout=subprocess.DEVNULL)
        found = lines_of(again)
    assert found == wanted, (profile, [pair for pair in zip(found, wanted) if pair[0] != pair[1]][:1])
assert guarded >= 4 * 5
