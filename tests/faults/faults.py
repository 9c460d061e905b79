#!/usr/bin/env python3
"""Every command while the system fails under it: the n-th read, write, fsync, rename, open, mmap, malloc, fork or
call of SQLite goes wrong, the disk is full from some moment on, descriptors run out, a signal comes.

Whatever fails, the command does all of its work, or says what is wrong with a status that is not 0 and nothing is
changed; a later run without the fault is right and leaves nothing behind.

usage: faults.py STAFFGAP SHIM.so [--cases N] [--mallocs N] [--seed N] [--command NAME] [--kind KIND] [--keep]

--cases N    so many of all faults, drawn evenly; otherwise all of them
--mallocs N  so many of the ten thousands of calls of the allocator of each command
"""
import argparse
import errno
import hashlib
import os
import random
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile

TODAY = "2026-11-23"
SECONDS = 120  # for one run, on a busy machine
DESCRIPTORS = 40  # with so many every command has enough

ERRORS = {
    "read": [errno.EIO],
    "write": [errno.EIO, errno.ENOSPC, errno.EDQUOT, "short"],
    "fsync": [errno.EIO],
    "rename": [errno.EIO, errno.EACCES],
    "open": [errno.EACCES, errno.EMFILE],
    "mmap": [errno.ENOMEM],
    "malloc": [errno.ENOMEM],
    "fork": [errno.EAGAIN],
    "sqlite": [errno.EIO, errno.ENOSPC],
    "folder": [errno.EACCES],
    "clock": [0],
}
STICKY = [("write", errno.ENOSPC), ("write", errno.EDQUOT), ("open", errno.EMFILE), ("malloc", errno.ENOMEM)]
SIGNALS = {"kill": signal.SIGKILL, "term": signal.SIGTERM, "hup": signal.SIGHUP, "int": signal.SIGINT}
SIGNALLED_AT = ["write", "fsync", "rename", "sqlite", "folder", "open"]

FILES = {
    "staffgap.conf": "time_zone = \"Europe/Berlin\"\nlocation = \"DE\"\n",
    "people.csv": "person,name,roles,hours_per_week,rate\nana,Ana,backend;sre,40,60\nben,Ben,backend,32,55\n"
                  "cem,Cem,sre,40,70\n",
    "demand.csv": "demand,project,role,start,end,fte\nd1,Shop,backend,2026-11-23,2026-12-18,2.5\n"
                  "d2,Shop,sre,2026-11-30,2026-12-18,1\nd3,Bank,sre,2026-12-07,2026-12-18,1.5\n",
    "bookings.csv": "person,project,role,start,end,percent\nana,Shop,backend,2026-11-23,2026-12-04,50\n",
    "rates.csv": "option,vendor,model,role,rate,unit,currency,lead_days,min_weeks\n"
                 "near-be,Nord,nearshore,backend,400,day,EUR,5,2\n",
}


def calendar(events):
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n"
    for uid, start, end, title in events:
        text += (f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;TZID=Europe/Berlin:{start}\r\n"
                 f"DTEND;TZID=Europe/Berlin:{end}\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n")
    return text + "END:VCALENDAR\r\n"


LEAVE = [("a1", "20261124T090000", "20261126T170000", "Vacation")]
MORE = LEAVE + [("a2", "20261207T090000", "20261211T170000", "Vacation")]

# name, arguments, whether it writes into {out}
COMMANDS = {
    "plan": ["plan", "--weeks", "4"],
    "import": ["import"],
    "gaps": ["report", "gaps", "-o", "{out}/gaps.csv"],
    "book": ["report", "gaps", "-o", "{out}/gaps.xlsx"],
    "page": ["report", "page", "-o", "{out}/page.html"],
    "stdout": ["report", "engagements", "-O", "csv"],
    "agenda": ["agenda"],
    "publish": ["publish", "{out}/site"],
    "forget": ["feed", "forget", "calendars/ben.ics"],
    "prune": ["plans", "prune", "--keep", "1"],
    "check": ["check"],
    "store": ["check", "--store"],
    "rescue": ["check", "--store"],  # of a database that is damaged
    "diff": ["diff", "-o", "{out}/diff.json", "-O", "json"],
    "trust": ["trust", "{firm}"],
    "demo": ["demo", "{out}/demo"],
}


def digest(data):
    return hashlib.sha256(data).hexdigest()[:16]


def tree(folder):
    """Name and hash of each file below, without the database."""
    found = {}
    for at, folders, files in os.walk(folder):
        folders[:] = sorted(f for f in folders if f != ".staffgap")
        for name in sorted(files):
            path = os.path.join(at, name)
            if name.endswith(".lock"):
                continue  # stays empty beside what it is for
            with open(path, "rb") as file:
                # Which folder is trusted is told by its inode, too: another one in each copy.
                data = file.read() if name != "trust" else b""
            found[os.path.relpath(path, folder)] = digest(data)
    return found


class Faults:
    def __init__(self, options):
        self.exe, self.shim = os.path.abspath(options.exe), os.path.abspath(options.shim)
        self.mallocs, self.chance, self.keep = options.mallocs, random.Random(options.seed), options.keep
        self.temporary = tempfile.mkdtemp(prefix="staffgap-faults-")
        self.failures, self.tried, self.outcomes = 0, 0, {}
        self.asan = b"libasan" in subprocess.run(["ldd", self.exe], stdout=subprocess.PIPE, check=True).stdout
        self.home = os.path.join(self.temporary, "run", "home")

    # --- running -------------------------------------------------------------

    def environment(self, fault, counts):
        world = {"PATH": os.environ["PATH"], "HOME": self.home, "LC_ALL": "C.UTF-8"}
        if fault or counts:
            # The sanitizer must come first; the shim then stands between it and the program.
            asan = subprocess.run(["gcc", "-print-file-name=libasan.so"], stdout=subprocess.PIPE,
                                  check=True, text=True).stdout.strip() if self.asan else ""
            world["LD_PRELOAD"] = f"{self.shim} {asan}".strip()
            world["ASAN_OPTIONS"] = "verify_asan_link_order=0:detect_leaks=0:handle_segv=2:allocator_may_return_null=1"
        if fault:
            world["FAULT"] = fault
        if counts:
            world["FAULT_COUNTS"] = counts
        return world

    def run(self, place, args, fault=None, counts=None, limit=None):
        def limited():
            if limit:
                resource.setrlimit(resource.RLIMIT_NOFILE, (limit, limit))

        args = [a.format(out=place + "/out", firm=place + "/firm") for a in args]
        where = [] if args[0] in ("demo", "trust") else ["-C", place + "/firm"]
        today = ["--today", TODAY] if args[0] in ("plan", "import", "check") else []
        command = [self.exe, *where, *args, *today]
        return subprocess.run(command, env=self.environment(fault, counts), stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=SECONDS, check=False,
                              preexec_fn=limited if limit else None)

    # --- what is there afterwards --------------------------------------------

    def stored(self, place):
        """What the database says, apart from numbers that only count runs."""
        path = place + "/firm/.staffgap/state.db"
        if not os.path.exists(path):
            return None
        db = sqlite3.connect(path)
        try:
            if db.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return "damaged"
            plans = db.execute("SELECT number, hex(outcome_sha256) FROM plan ORDER BY number").fetchall()
            feeds = db.execute("SELECT name, hex(sha256) FROM feed JOIN blob USING(blob_id) ORDER BY name").fetchall()
            return plans, feeds
        finally:
            db.close()

    def state(self, place):
        return self.stored(place), tree(place + "/firm"), dict(tree(place + "/out"), **tree(place + "/home"))

    @staticmethod
    def base(name):
        return "damaged" if name == "rescue" else "base"

    def copy(self, which):
        place = os.path.join(self.temporary, "run")
        shutil.rmtree(place, ignore_errors=True)
        shutil.copytree(os.path.join(self.temporary, which), place)
        return place

    # --- judging ---------------------------------------------------------------

    def wrong(self, name, fault, what, result):
        self.failures += 1
        print(f"{name} {fault}: {what}\n  status {result.returncode}, stderr: "
              f"{result.stderr[-600:].decode(errors='replace')}")
        if self.keep:
            kept = os.path.join(self.temporary, f"failure-{self.failures}")
            shutil.copytree(os.path.join(self.temporary, "run"), kept)
            print(f"  kept in {kept}")

    @staticmethod
    def is_kept(after, before, good):
        """Copies of calendars are kept before the plan is: each of the two is that of before or that of now."""
        return isinstance(after, tuple) and all(part in (old, new) for part, old, new in zip(after, before, good))

    def judge(self, name, fault, result, place, wanted_signal=None):
        before, good, output = self.before[name], self.good[name], self.output[name]
        status, after = result.returncode, self.state(place)
        if wanted_signal:
            allowed = {-wanted_signal, 128 + wanted_signal, 0, 1, 4}  # 4: it came to a process that reads
        else:
            allowed = {0, 1, 3, 4}
        self.outcomes[status] = self.outcomes.get(status, 0) + 1
        if status not in allowed:
            return self.wrong(name, fault, f"ended with {status}", result)
        if b"Sanitizer" in result.stderr or b"runtime error" in result.stderr:
            return self.wrong(name, fault, "a sanitizer found something", result)
        if status > 0 and not result.stderr.strip():
            return self.wrong(name, fault, "failed without a word", result)
        if after[1] != before[1]:
            return self.wrong(name, fault, "the workspace's files changed", result)
        if status == 0 and (after[0], after[2]) != (good[0], good[2]):
            return self.wrong(name, fault, f"0, but not what it does without a fault: {after} instead of {good}",
                              result)
        if status == 0 and result.stdout != output:
            return self.wrong(name, fault, "0, but other output", result)
        if status in (1, 3) and not self.is_kept(after[0], before[0], good[0]):
            return self.wrong(name, fault, f"the database is neither the old nor the new one: {after[0]}", result)
        if status in (1, 3):
            half = {f: h for f, h in after[2].items() if h not in (before[2].get(f), good[2].get(f))}
            leftover = [f for f in half if f in good[2] or ".tmp" not in f]
            if leftover:
                return self.wrong(name, fault, f"files of neither before nor after: {leftover}", result)
        return self.again(name, fault, result, place)

    def again(self, name, fault, result, place):
        """The next run, without the fault."""
        good = self.good[name]
        repeated = self.run(place, COMMANDS[name])
        after = self.state(place)
        if name == "forget" and repeated.returncode in (0, 2, 3):
            return None
        if name == "demo" and repeated.returncode == 2 and after[2] == good[2]:
            return None  # it was there already, whole
        if repeated.returncode != 0:
            return self.wrong(name, fault, "the run after it fails", repeated)
        if after[2] != good[2]:
            return self.wrong(name, fault, f"the run after it gives other files: {sorted(after[2])}", repeated)
        if name == "plan" and after[0][0][-1][1] != good[0][0][-1][1]:
            return self.wrong(name, fault, "the run after it gives another plan", repeated)
        return None

    # --- the campaign ------------------------------------------------------------

    def prepare(self):
        base = os.path.join(self.temporary, "base")
        os.makedirs(base + "/firm/calendars")
        os.makedirs(base + "/firm/holidays")
        os.makedirs(base + "/out")
        # The key of what is kept: one that is made anew would be another each time.
        os.makedirs(base + "/home/.local/state/staffgap", mode=0o700)
        with open(os.open(base + "/home/.local/state/staffgap/key", os.O_WRONLY | os.O_CREAT, 0o600), "wb") as key:
            key.write(bytes(range(32)))
        shutil.copytree(base + "/home", self.home)
        files = dict(FILES, **{"calendars/ana.ics": calendar(LEAVE), "calendars/ben.ics": calendar(LEAVE),
                               "calendars/cem.ics": calendar(LEAVE)})
        for file, text in files.items():
            with open(f"{base}/firm/{file}", "w", encoding="utf-8", newline="") as out:
                out.write(text)
        for _ in range(2):  # twice, so that there are two plans
            done = self.run(base, COMMANDS["plan"])
            if done.returncode != 0:
                sys.exit(f"the plan without faults: {done.returncode} {done.stderr.decode()}")
            with open(base + "/firm/calendars/ben.ics", "w", encoding="utf-8", newline="") as out:
                out.write(calendar(MORE))
        # What is replaced is there already.
        for name in ("gaps", "page", "book", "publish"):
            self.run(base, COMMANDS[name])
        self.run(base, ["plan", "--weeks", "3"])
        with open(base + "/firm/calendars/cem.ics", "w", encoding="utf-8", newline="") as out:
            out.write(calendar(MORE))
        damaged = os.path.join(self.temporary, "damaged")
        shutil.copytree(base, damaged)
        db = sqlite3.connect(damaged + "/firm/.staffgap/state.db")
        db.execute("PRAGMA user_version = -1")
        db.close()
        self.before, self.good, self.output, self.counts = {}, {}, {}, {}

    def measure(self, name):
        place = self.copy(self.base(name))
        self.before[name] = self.state(place)
        counts = os.path.join(self.temporary, "counts")
        done = self.run(place, COMMANDS[name], counts=counts)
        if done.returncode != 0:
            sys.exit(f"{name} without faults: {done.returncode} {done.stderr.decode()}")
        self.good[name], self.output[name] = self.state(place), done.stdout
        with open(counts, encoding="utf-8") as file:
            self.counts[name] = {k: int(n) for k, n in (line.split() for line in file)}

    def numbers(self, kind, count):
        """Which calls of a kind are tried: all of them, of the allocator's a number drawn evenly."""
        if kind != "malloc" or count <= self.mallocs:
            return range(1, count + 1)
        return sorted(self.chance.sample(range(1, count + 1), self.mallocs))

    def cases(self, name, kinds):
        """(fault, signal, limit of descriptors) of everything that can go wrong in a command."""
        for kind in kinds:
            if name in ("store", "rescue") and kind == "sqlite":
                continue  # they read a copy in memory, where SQLite has no such errors
            numbers = self.numbers(kind, self.counts[name][kind])
            ways = [(f"{{}}:{error}", None) for error in ERRORS[kind]]
            ways += [(f"{{}}+:{error}", None) for sticky, error in STICKY if sticky == kind]
            if kind in SIGNALLED_AT:
                ways += [(f"{{}}:{word}", number) for word, number in SIGNALS.items()]
            for way, number in ways:
                for n in numbers:
                    yield name, f"{kind}:" + way.format(n), number, None
        if "open" in kinds:
            for limit in range(4, DESCRIPTORS):
                yield name, None, None, limit

    def one(self, name, fault, wanted_signal, limit):
        place = self.copy(self.base(name))
        self.tried += 1
        try:
            result = self.run(place, COMMANDS[name], fault, limit=limit)
        except subprocess.TimeoutExpired as late:
            self.wrong(name, fault, "does not end", subprocess.CompletedProcess([], -999, b"", late.stderr or b""))
            return
        self.judge(name, fault or f"{limit} descriptors", result, place, wanted_signal)

    def campaign(self, names, kinds, most):
        for name in names:
            self.measure(name)
        cases = [case for name in names for case in self.cases(name, kinds)]
        every = len(cases)
        if most and most < every:
            cases = self.chance.sample(cases, most)
        for case in cases:
            self.one(*case)
        print(f"{len(cases)} of {every} faults tried")

    def end(self):
        statuses = ", ".join(f"{count} with {status}" for status, count in sorted(self.outcomes.items()))
        print(f"ended: {statuses}; {self.failures} wrong")
        if not self.keep:
            shutil.rmtree(self.temporary, ignore_errors=True)
        return 1 if self.failures else 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("exe")
    parser.add_argument("shim")
    parser.add_argument("--cases", type=int, default=0)
    parser.add_argument("--mallocs", type=int, default=400)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--command", action="append", choices=COMMANDS)
    parser.add_argument("--kind", action="append", choices=ERRORS)
    parser.add_argument("--keep", action="store_true")
    options = parser.parse_args()
    faults = Faults(options)
    faults.prepare()
    faults.campaign(options.command or list(COMMANDS), options.kind or list(ERRORS), options.cases)
    return faults.end()


if __name__ == "__main__":
    sys.exit(main())
