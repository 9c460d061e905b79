#!/usr/bin/env python3
"""statuses.py STAFFGAP: whatever ends with another status than 0 leaves a line on standard error, also with -q.

Every command that the program lists is run in workspaces in which something is wrong, with -q and, where rows are
skipped, without. What needs no workspace is run in one.
"""
import os
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent / "feeds"))
from feed_world import TODAY, World, leave  # noqa: E402

# What each command is given; one that is not here fails the test.
ARGS = {
    "agenda": [[]], "check": [[], ["--fail-on-gap"], ["--store"], ["--store", "--dry-run"]], "compare": [["grow"]],
    "completion": [["bash"], ["nothing"]], "demo": [["made"], []], "diff": [[], ["--exit-code"], ["--exit-code", "-o", "diff.csv"], ["1", "9"]],
    "explain": [["d1"], ["nothing"]],
    "feed": [["list"], ["list", "--format", "csv"], ["list", "--format", "json"], ["test", "calendars/ana.ics"], ["test", "nothing.ics"],
             ["inspect", "ana"], ["inspect", "nothing.ics"], ["forget", "nothing"], ["nothing"]],
    "forget": [["person", "nobody"], ["feed", "x"]], "help": [[], ["plan"], ["nothing"]], "import": [[], ["nothing"]],
    "init": [["inited"], []], "man": [[]],
    "plan": [[], ["--fail-on-gap"], ["--dry-run"], ["--offline"], ["--scenario", "grow"], ["--scenario", "none"], ["--weeks", "0"],
             ["--nothing"]],
    "plans": [[], ["prune", "--keep", "1"], ["prune", "--keep", "x"]], "publish": [["out"]],
    "report": [["gaps"], ["gaps", "--redact"], ["gaps", "--redact", "-o", "gaps.csv"], ["nothing"], ["gaps", "-o", "nowhere/gaps.csv"],
               ["gaps", "--plan", "9"]],
    "risk": [[], ["--draws", "200"]], "trust": [["--list"], ["nowhere"], ["--remove", "nowhere"]], "version": [[]],
    "what-if": [["demand", "d1", "--probability", "50"], ["nothing"]],
}
ALONE = {"--nothing", "nothing", "completion", "help", "man", "version", "demo"}
DATED = {"plan", "import", "check", "feed"}


def run(world, words, quiet):
    day = ["--today", TODAY] if words and words[0] in DATED else []
    return subprocess.run([world.exe, "-C", world.root, *words, *day, *(["-q"] if quiet else [])], cwd=world.temporary.name,
                          env=world.environment(), stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)


def commands(world):
    said = run(world, ["help"], False).stdout.decode()
    return re.findall(r"^  ([a-z-]+)", said[said.index("Commands:"):said.index("Reports:")], re.M)


def good(world):
    world.write("calendars/ana.ics", leave(10))
    world.write("calendars/ben.ics", leave(3, 2))
    world.write("scenarios/grow/demand.csv", "demand,project,role,start,end,fte\nd1,Shop,backend,2026-11-23,2026-12-18,3\n")
    world.run("plan", "--weeks", "4")
    world.write("demand.csv", "demand,project,role,start,end,fte\nd1,Shop,backend,2026-11-23,2026-12-18,4\n")
    world.run("plan", "--weeks", "4")


def stale(world):
    good(world)
    os.remove(world.path("calendars/ben.ics"))
    world.write("calendars/ana.ics", "nothing of a calendar")
    world.run("plan", "--weeks", "4")


def rows(world):
    with open(world.path("people.csv"), "a", encoding="utf-8") as file:
        file.write("cyd,Cyd,cyd@example.org,backend,Nowhere/Zone\n,,,,\n")
    with open(world.path("demand.csv"), "a", encoding="utf-8") as file:
        file.write("d2,Shop,backend,2026-13-23,2026-12-18,2\n")
    good(world)
    with open(world.path("demand.csv"), "a", encoding="utf-8") as file:
        file.write("d2,Shop,backend,2026-13-23,2026-12-18,2\n")
    world.run("plan", "--weeks", "4")


def damaged(world):
    good(world)
    with open(world.path(".staffgap/state.db"), "r+b") as file:
        file.seek(4096 + 8)
        file.write(b"\xff" * 3000)


def no_database(world):
    world.write(".staffgap", "a file in its place")


def nothing(world):
    os.remove(world.path("people.csv"))
    os.remove(world.path("staffgap.conf"))


def settings(world):
    good(world)
    world.write("staffgap.conf", "weeks = ${HOME}\n")


STATES = [good, stale, rows, damaged, no_database, nothing, settings]
# Which statuses must come up in each, so that none of the states is one of peace.
EXPECTED = {good: {0, 1, 2, 3, 5}, stale: {2, 4, 5}, rows: {2, 3}, damaged: {1, 2, 4}, no_database: {1, 2}, nothing: {2, 3},
            settings: {2, 3}}
# What stands on a stored plan has its doubts, also what is only computed over it; wrong rows come before a difference.
STORED = {stale: 4, rows: 3}
ON_STORED = [["plan", "--scenario", "grow"], ["compare", "grow", "grow"], ["report", "gaps"]]
ALSO = {stale: [], rows: [["diff", "--exit-code"], ["plan", "--scenario", "grow", "--fail-on-gap"]]}


def check_stored(world, state, quiet):
    for words in [*ON_STORED, *ALSO[state]]:
        done = subprocess.run([world.exe, "-C", world.root, *words, *(["-q"] if quiet else [])], env=world.environment(),
                              stdin=subprocess.DEVNULL, capture_output=True, timeout=300, check=False)
        said = done.stderr.decode(errors="replace")
        world.check(f"{state.__name__}: {' '.join(words)} ends as the plan that it stands on", done.returncode == STORED[state], said)
        world.check(f"{state.__name__}: {' '.join(words)} says what of", state is stale or "errors in the files" in said, said)


def check_state(exe, state, seen):
    failures = 0
    for quiet in (False, True) if state is rows else (True,):
        world = World(exe)
        state(world)
        statuses = set()
        names = commands(world)
        world.check(f"all commands are known: {set(names) ^ set(ARGS)}", set(names) == set(ARGS))
        for words in [[], ["--nothing"], ["nothing"], *([name, *args] for name in names for args in ARGS[name])]:
            if state is not good and words and words[0] in ALONE:
                continue
            done = run(world, words, quiet)
            statuses.add(done.returncode)
            seen.add(done.returncode)
            said = done.stderr.decode(errors="replace").strip()
            world.check(f"{state.__name__}: {' '.join(words)}{' -q' if quiet else ''} ends with {done.returncode} and says why",
                        done.returncode == 0 or (said and "ended with status" not in said), done.stdout.decode()[-300:])
            world.check(f"{' '.join(words)} ends by itself", 0 <= done.returncode <= 5, said)
        if state in STORED:
            stored = World(exe)
            state(stored)
            check_stored(stored, state, quiet)
            failures += stored.failures
            stored.temporary.cleanup()
        world.check(f"{state.__name__}: what comes up", EXPECTED[state] <= statuses, str(statuses))
        failures += world.failures
        world.temporary.cleanup()
    return failures


def main():
    seen = set()
    failures = sum(check_state(sys.argv[1], state, seen) for state in STATES)
    if seen != {0, 1, 2, 3, 4, 5}:
        failures += 1
        print(f"FAILED: every status comes up: {seen}", file=sys.stderr)
    print("failed" if failures else "all as it should be")
    sys.exit(1 if failures else 0)


main()
