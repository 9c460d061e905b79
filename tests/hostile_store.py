#!/usr/bin/env python3
"""hostile_store.py STAFFGAP FOLDER [--full] [--commands N] [--minutes N] [--seed N]: the program is handed databases that nobody honest made.

Every column of every table of a real workspace's database gets values that it cannot hold (columns and tables are read from the
schema, so that new ones are tried, too), in all rows and in one, alone and in pairs, and rows exchange and copy what they have
(hostile_rows.py); then the schema, the file's bytes, its log and what lies in its place are changed. Each command must end by itself
with a documented status, without a signal or a sanitizer's report, and what fails must
say why; a plan that is reported without a word although a value was changed is one as it was.

Half of the changed contents get the mac that the user's own would have, so that more than the mac is tried; then numbers may change.

The suite runs a slice; --full tries everything, each with all commands (or N of them; single rows with two), or what N minutes
allow, in an order by chance (docs/security.md has the figures).
"""
import argparse
import hashlib
import hmac
import os
import pathlib
import random
import re
import shutil
import sqlite3
import struct
import subprocess
import sys
import time
import zlib

from hostile_rows import changed, references

TODAY = ["--today", "2026-11-23"]
COMMANDS = [["report", "gaps"], ["plan", "-q", *TODAY, "--weeks", "4", "--offline"], ["publish", "-q", "OUT"], ["plans"],
            ["plans", "-O", "json"], ["diff"], ["feed", "list"], ["check", *TODAY], ["check", "--store"],
            ["plans", "prune", "--keep", "1"]]
STATUSES = {0, 1, 3, 4, 5}
BOMB = zlib.compress(bytes(50_000_000))
VALUES = [None, -1, 0, 1, -2**63, 2**63 - 1, 2**31, 2**31 - 1, 2**32, 2**32 + 1, 1000000007, "", "x", "a\0b", "\x1b[2J\n\r\u202e", "y" * 3000000,
          b"", b"\0" * 31, b"\0" * 32, b"\0" * 33, b"\xff" * 48, BOMB, 1.5, float("inf")]
SECONDS = 60


def figures(done):
    """What a plan says, apart from its number."""
    return re.sub(rb"^Plan [0-9]+", b"Plan", done.stdout)


class Trial:
    def __init__(self, exe, folder):
        self.exe, self.folder = exe, folder.resolve()
        self.whole, self.work, self.out = self.folder / "whole", self.folder / "work", self.folder / "out"
        self.environment = {**os.environ, "XDG_STATE_HOME": str(self.folder / "state")}
        self.runs = self.refused = 0
        self.minutes, self.until = 0, float("inf")
        self.trouble, self.honest = [], set()

    def begin(self, share):
        if self.minutes:
            self.until = time.monotonic() + 60 * self.minutes * share

    def is_over(self):
        return time.monotonic() > self.until

    def run(self, root, words):
        words = [str(self.out) if word == "OUT" else word for word in words]
        try:
            return subprocess.run([self.exe, "-C", str(root), *words], capture_output=True, timeout=SECONDS, check=False,
                                  stdin=subprocess.DEVNULL, env=self.environment)
        except subprocess.TimeoutExpired as late:
            return subprocess.CompletedProcess(late.cmd, -99, b"", b"took longer than %d s" % SECONDS)

    def make(self):
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.mkdir(parents=True)
        subprocess.run([self.exe, "demo", str(self.whole)], check=True, capture_output=True, env=self.environment)
        for words in (["plan", *TODAY, "--weeks", "4"], ["plan", *TODAY, "--weeks", "2"], ["plan", *TODAY, "--weeks", "3"], ["publish", "OUT"]):
            done = self.run(self.whole, words)
            if done.returncode not in (0, 4):
                sys.exit(f"the workspace cannot be made: {done.stderr.decode()}")
        shutil.rmtree(self.out)
        self.fresh()
        honest = [["report", "gaps", "--plan", number] for number in "123"] + [COMMANDS[1]]
        self.honest = {(words[0], figures(self.run(self.whole, words))) for words in honest}
        shutil.rmtree(self.whole)
        shutil.copytree(self.work, self.whole)

    def fresh(self):
        shutil.rmtree(self.work / ".staffgap", ignore_errors=True)
        if not self.work.exists():
            shutil.copytree(self.whole, self.work)
        else:
            shutil.copytree(self.whole / ".staffgap", self.work / ".staffgap")
        return self.work / ".staffgap" / "state.db"

    def judge(self, what, commands, forged=False):
        for words in commands:
            shutil.rmtree(self.out, ignore_errors=True)
            done = self.run(self.work, words)
            self.runs += 1
            said = done.stderr.decode(errors="replace")
            self.refused += done.returncode == 1
            silent = done.returncode and not said.strip()
            other = (not forged and words[0] in ("report", "plan") and done.returncode == 0 and not said and
                     (words[0], figures(done)) not in self.honest)
            if (done.returncode not in STATUSES or silent or other or "Sanitizer" in said or
                    "runtime error" in said or "out of memory" in said or "broken" in said or b"\x1b" in done.stderr):
                self.trouble.append(f"{what}: {' '.join(words)}: status {done.returncode}: {said[:600]}{'other numbers' * other}")
                print(self.trouble[-1], flush=True)


def columns(path):
    base = sqlite3.connect(path)
    tables = [row[0] for row in base.execute("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")]
    found = [(table, row[1]) for table in tables for row in base.execute(f"PRAGMA table_info({table})")]
    base.close()
    return found


def shown(value):
    return repr(value) if len(repr(value)) < 40 else f"{type(value).__name__} of {len(value)}"


def row_changes(trial, draw, full):
    """(table, column, how, value): all rows or one, two that exchange, one that is as another, one that points to nothing."""
    path = trial.whole / ".staffgap" / "state.db"
    cells = columns(path)
    places = ["first", "middle", "last"]
    if full:
        found = [(*cell, "all", value) for cell in cells for value in VALUES]
        found += [(*cell, draw.choice(["", "stale "]) + place, value) for cell in cells for place in places for value in VALUES]
    else:
        found = [(*cell, draw.choice(["all", *places, "stale first", "stale last"]), draw.choice(VALUES)) for cell in cells]
    others = [(*cell, stale + how, None) for cell in cells for how in ("swapped", "duplicate") for stale in ("", "stale ")]
    others += [(*cell, "nothing", None) for cell in references(path)]
    return found + (others if full else draw.sample(others, 15))


def try_rows(trial, draw, full, commands):
    changes = row_changes(trial, draw, full)
    draw.shuffle(changes)
    trial.begin(0.5)
    tried = 0
    for table, column, how, value in changes:
        if trial.is_over():
            break
        if changed(trial.fresh(), table, column, how, value):
            tried += 1
            alone = how.split()[-1] in ("first", "middle", "last")
            trial.judge(f"{table}.{column} {how}" + (f" = {shown(value)}" if alone or how == "all" else ""),
                        draw.sample(COMMANDS, min(commands, 2) if alone else commands))
    return tried


def try_pairs(trial, draw, count):
    cells = columns(trial.whole / ".staffgap" / "state.db")
    trial.begin(0.15)
    for number in range(count):
        if trial.is_over():
            return number
        changes = [(*draw.choice(cells), draw.choice(["all", "first", "last"]), draw.choice(VALUES)) for _ in range(draw.randint(2, 4))]
        path = trial.fresh()
        for change in changes:
            changed(path, *change)
        trial.judge("; ".join(f"{t}.{c} {h} = {shown(v)}" for t, c, h, v in changes), draw.sample(COMMANDS, 3 if count > 100 else 1))
    return count


def repacked(data, draw):
    """What a blob holds, changed and packed again, with its size."""
    plain = bytearray(zlib.decompress(data))
    for _ in range(draw.randint(1, 4)):
        if not plain:
            break
        at = draw.randrange(len(plain))
        how = draw.randrange(4)
        if how == 0:
            plain[at] = draw.randrange(256)
        elif how == 1:
            plain[at:at + 4] = draw.choice([b"\xff\xff\xff\xff", b"\xff\xff\xff\x7f", b"\0\0\0\x80", b"\0\0\0\0", b"\1\0\0\0"])
        elif how == 2:
            del plain[at:]
        else:
            plain[at:at] = bytes(draw.randrange(256) for _ in range(draw.randint(1, 16)))
    return zlib.compress(bytes(plain)), len(plain)


def sized(value):
    value = value.encode() if isinstance(value, str) else value
    return struct.pack("<q", len(value)) + value


def mac(trial, table, name, version, size, deflated):
    """That of store/store_parsed.c and store/store_solved.c."""
    key = (trial.folder / "state" / "staffgap" / "key").read_bytes()
    head = sized(name) if table == "parsed" else struct.pack("<q", name) + sized(version)
    return hmac.new(key, sized(table + " 1") + head + struct.pack("<q", size) + sized(deflated), hashlib.sha256).digest()


def try_contents(trial, draw, count):
    trial.begin(0.15)
    for number in range(count):
        if trial.is_over():
            return number
        path = trial.fresh()
        base = sqlite3.connect(path, isolation_level=None)
        table, key = draw.choice([("parsed", "key"), ("solved", "number"), ("solved", "number")])
        ours = draw.randrange(2)
        version = "version" if table == "solved" else "''"
        for name, data, word, old in base.execute(f"SELECT {key}, deflated, {version}, mac FROM {table}").fetchall():
            deflated, size = repacked(data, draw)
            new = mac(trial, table, name, word, size, deflated) if ours else old
            base.execute(f"UPDATE {table} SET deflated = ?, size_bytes = ?, mac = ? WHERE {key} = ?", (deflated, size, new, name))
        base.close()
        trial.judge(f"what {table} holds", draw.sample(COMMANDS[:3] + [["plan", "-q", *TODAY, "--weeks", "4"]], 2), forged=ours)
    return count


SCHEMAS = [
    "CREATE TRIGGER t AFTER INSERT ON plan BEGIN DELETE FROM input_span; END",
    "CREATE TRIGGER t AFTER UPDATE ON parsed BEGIN DELETE FROM plan; END",
    "CREATE VIEW v AS SELECT * FROM plan",
    "CREATE TABLE extra(x)",
    "CREATE INDEX extra ON plan(today)",
    "CREATE INDEX extra ON plan(abs(today))",
    "DROP INDEX feed_blob",
    "DROP TABLE solved",
    "CREATE VIRTUAL TABLE f USING fts5(x)",
    "CREATE VIRTUAL TABLE r USING rtree(a, b, c)",
    "ALTER TABLE plan ADD COLUMN more INTEGER",
    "ALTER TABLE plan ADD COLUMN more TEXT AS (hex(zeroblob(100000000)))",
    "ALTER TABLE plan RENAME COLUMN today TO tomorrow",
    "ALTER TABLE feed RENAME TO food; CREATE VIEW feed AS WITH RECURSIVE r(name) AS (SELECT 'a' UNION ALL SELECT name FROM r)"
    " SELECT name, 1 AS blob_id, 1 AS read_on FROM r",
    "ANALYZE",
    "PRAGMA user_version = 3", "PRAGMA user_version = 0", "PRAGMA user_version = -1", "PRAGMA user_version = 2147483647",
    "PRAGMA user_version = -2147483648", "PRAGMA application_id = 7", "PRAGMA default_cache_size = 2147483647",
]
EDITS = [("CHECK (week_count > 0)", "CHECK (week_count > 0 OR randomblob(1000000000) > 1)"), ("UNIQUE", "UNIQUE ON CONFLICT REPLACE"),
         ("TEXT PRIMARY KEY", "TEXT PRIMARY KEY COLLATE NOCASE"), ("STRICT", ""), ("number", "\"number\""), ("TEXT NOT NULL", "TEXT"),
         ("INTEGER NOT NULL", "INTEGER NOT NULL DEFAULT (1)"), ("ON DELETE CASCADE", "ON DELETE SET NULL"), ("--", "---")]


def try_schemas(trial, commands):
    for sql in SCHEMAS:
        base = sqlite3.connect(trial.fresh(), isolation_level=None)
        try:
            base.executescript(sql)
        except sqlite3.Error as refused:
            trial.trouble.append(f"{sql}: {refused}")
        base.close()
        trial.judge(sql, commands)
    for old, new in EDITS:
        base = sqlite3.connect(trial.fresh(), isolation_level=None)
        base.execute("PRAGMA writable_schema = ON")
        base.execute("UPDATE sqlite_schema SET sql = replace(sql, ?, ?)", (old, new))
        base.close()
        trial.judge(f"{old} is {new}", commands)
    return len(SCHEMAS) + len(EDITS)


def try_bytes(trial, draw, count):
    trial.begin(0.2)
    for number in range(count):
        if trial.is_over():
            return number
        path = trial.fresh()
        data = bytearray(path.read_bytes())
        page = int.from_bytes(data[16:18], "big") or 65536
        for _ in range(draw.randint(1, 20)):
            how = draw.randrange(4)
            at = draw.randrange(len(data)) if how < 2 else draw.randrange(100) if how == 2 else \
                draw.randrange(len(data) // page) * page + draw.randrange(40)
            data[at] = draw.randrange(256) if how != 1 else data[at] ^ 1 << draw.randrange(8)
        if draw.randrange(10) == 0:
            del data[draw.randrange(len(data)):]
        path.write_bytes(data)
        if draw.randrange(5) == 0:
            path.with_name("state.db-wal").write_bytes(draw.randbytes(draw.randrange(1, 20000)))
        trial.judge(f"bytes {number}", draw.sample(COMMANDS, 2))
    return count


def try_places(trial, commands):
    """What lies where the database should lie is not followed, and is not changed."""
    outside = trial.folder / "outside.db"
    shutil.copyfile(trial.whole / ".staffgap" / "state.db", outside)
    before = outside.read_bytes()
    tried = 0
    for name in ("state.db", "state.db-wal", "state.db-shm", "state.db-journal"):
        for make in (lambda path: path.symlink_to(outside), lambda path: path.mkdir(), os.mkfifo,
                     lambda path: path.symlink_to(trial.folder / "nothing")):
            path = trial.fresh().with_name(name)
            path.unlink(missing_ok=True)
            make(path)
            trial.judge(f"{name} is something else", commands)
            tried += 1
    if outside.read_bytes() != before or (trial.folder / "nothing").exists():
        trial.trouble.append("a link in the place of the database was followed")
        print(trial.trouble[-1])
    return tried


def main():
    options = argparse.ArgumentParser()
    options.add_argument("exe")
    options.add_argument("folder", type=pathlib.Path)
    options.add_argument("--full", action="store_true")
    options.add_argument("--commands", type=int, default=0)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--minutes", type=float, default=0)
    given = options.parse_args()
    draw = random.Random(given.seed)
    trial = Trial(given.exe, given.folder)
    trial.make()
    trial.minutes = given.minutes
    commands = COMMANDS if given.full else [["check", "--store"]]
    tried = (try_rows(trial, draw, given.full, given.commands or (len(COMMANDS) if given.full else 1)), try_pairs(trial, draw, 500 if given.full else 8),
             try_contents(trial, draw, 500 if given.full else 8), try_schemas(trial, commands),
             try_bytes(trial, draw, 500 if given.full else 8), try_places(trial, commands))
    shutil.rmtree(given.folder, ignore_errors=True)
    print("%d values, %d combinations, %d contents, %d schemas, %d files, %d places:" % tried,
          f"{trial.runs} runs, {trial.refused} refused, {len(trial.trouble)} wrong")
    sys.exit(1 if trial.trouble or trial.runs < 100 else 0)


main()
