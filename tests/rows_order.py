"""rows_order.py STAFFGAP: the order of rows in the tables is nobody's business.

The worked company is planned as it comes and again with the rows of its tables shuffled, in folders of their own.
Every report must be the same byte for byte.
"""
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

TABLES = ("people", "demand", "bookings", "rates")
REPORTS = ("gaps", "people", "demand", "certificates", "assignments", "engagements", "bench", "costs")
SHUFFLES = 5


def run(program, folder, *arguments):
    done = subprocess.run([program, "-C", str(folder), *arguments], check=False, stdin=subprocess.DEVNULL,
                          capture_output=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(arguments)}: status {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def reports(program, folder):
    run(program, folder, "plan", "--today", "2026-11-23", "--offline", "--quiet")
    return {name: run(program, folder, "report", name, "--format", "csv", "--output", "-").decode("utf-8")
            for name in REPORTS}


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


def main(program):
    problems = 0
    with tempfile.TemporaryDirectory() as work:
        untouched, planned = pathlib.Path(work, "untouched"), pathlib.Path(work, "planned")
        subprocess.run([program, "demo", str(untouched)], check=True, capture_output=True)
        shutil.copytree(untouched, planned)
        expected = reports(program, planned)
        for name, text in expected.items():
            assert len(text.splitlines()) > 2, f"{name}: nothing to compare"
        for seed in range(1, SHUFFLES + 1):
            folder, order = pathlib.Path(work, f"shuffled-{seed}"), random.Random(seed)
            shutil.copytree(untouched, folder)
            for table in TABLES:
                shuffle(folder / f"{table}.csv", order)
            for name, text in reports(program, folder).items():
                if text != expected[name]:
                    problems += 1
                    print(f"shuffle {seed}: {name} differs:{first_difference(expected[name], text)}")
    print(f"{SHUFFLES} shuffles of {', '.join(TABLES)}: {len(REPORTS)} reports each, {problems} differ")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
