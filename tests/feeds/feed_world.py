"""A small company in a folder of its own, and how the tests of feeds run staffgap in it."""
import os
import sqlite3
import subprocess
import sys
import tempfile
import zlib

PEOPLE = "person,name,email,roles,time_zone\nana,Ana,ana@example.org,backend,Europe/Berlin\nben,Ben,ben@example.org,backend,Europe/Berlin\n"
DEMAND = "demand,project,role,start,end,fte\nd1,Shop,backend,2026-11-23,2026-12-18,2\n"
TODAY = "2026-11-23"


def calendar(events, head="", tail="END:VCALENDAR\r\n"):
    """events: (uid, first day, day after, summary)"""
    text = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//test//EN\r\n" + head
    for uid, start, end, summary in events:
        text += (f"BEGIN:VEVENT\r\nUID:{uid}\r\nDTSTAMP:20261101T000000Z\r\nDTSTART;VALUE=DATE:{start}\r\n"
                 f"DTEND;VALUE=DATE:{end}\r\nSUMMARY:{summary}\r\nEND:VEVENT\r\n")
    return text + tail


def leave(count=10, first=0):
    return calendar([(f"leave-{i}", f"202612{1 + i:02d}", f"202612{2 + i:02d}", "Vacation")
                     for i in range(first, first + count)])


# The worst that a pattern may be, over titles that are as long as they are looked at: minutes of work.
COSTLY_PATTERN = "(.{0,60}){1,40}x"


def costly(count=6000):
    return calendar([(f"c{i}", "20261201", "20261202", "a" * 990) for i in range(count)])


class World:
    def __init__(self, exe, settings="", trusted=True):
        self.exe = exe
        self.temporary = tempfile.TemporaryDirectory(prefix="staffgap-feeds-")
        self.root = os.path.join(self.temporary.name, "firm")
        self.home = os.path.join(self.temporary.name, "home")
        os.makedirs(self.root)
        os.makedirs(os.path.join(self.home, ".config/staffgap"), mode=0o700)
        self.write("people.csv", PEOPLE)
        self.write("demand.csv", DEMAND)
        self.write("staffgap.conf", "time_zone = \"Europe/Berlin\"\n" + settings)
        self.failures = 0
        if trusted:
            self.run("trust")

    def path(self, name):
        return os.path.join(self.root, name)

    def write(self, name, text):
        os.makedirs(os.path.dirname(self.path(name)), exist_ok=True)
        with open(self.path(name), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())

    def secrets(self, text, mode=0o600):
        path = os.path.join(self.home, ".config/staffgap/secrets")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        os.chmod(path, mode)

    def environment(self):
        keep = {k: v for k, v in os.environ.items() if not k.lower().endswith("_proxy")}
        keep.update(HOME=self.home, TZ="UTC", LC_ALL="C")
        keep.pop("XDG_CONFIG_HOME", None)
        return keep

    def run(self, *args, today=TODAY, stdin=subprocess.DEVNULL, **more):
        day = ["--today", today] if args[0] in ("import", "plan", "feed", "check") else []
        done = subprocess.run([self.exe, "-C", self.root, *args, *day], cwd=self.temporary.name, env=self.environment(),
                              stdin=stdin, capture_output=True, timeout=600, check=False, **more)
        done.out, done.err = done.stdout.decode(), done.stderr.decode()
        return done

    def database(self):
        return sqlite3.connect(f"file:{self.path('.staffgap/state.db')}?mode=ro", uri=True)

    def everything_kept(self):
        """All bytes of the database, the compressed ones unpacked."""
        parts = []
        with self.database() as db:
            for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
                for row in db.execute(f"SELECT * FROM {table}"):
                    for value in row:
                        if isinstance(value, bytes):
                            parts.append(value)
                            try:
                                parts.append(zlib.decompress(value))
                            except zlib.error:
                                pass
                        else:
                            parts.append(str(value).encode())
        return b"\0".join(parts)

    def check(self, name, good, shown=""):
        if not good:
            self.failures += 1
            print(f"FAILED: {name}\n{shown}", file=sys.stderr)

    def end(self):
        self.temporary.cleanup()
        print("failed" if self.failures else "all as it should be")
        return 1 if self.failures else 0
