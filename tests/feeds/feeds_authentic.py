#!/usr/bin/env python3
"""A workspace that somebody sent, with a database that they made: the plan is that of its files.

usage: feeds_authentic.py STAFFGAP

What may be kept instead of being worked out again is forged so well that only the key is missing. Each forgery is tried
with the key, too: then it is believed, which shows that it would have changed the plan.
"""
import csv
import hashlib
import hmac
import http.server
import os
import shutil
import sqlite3
import stat
import struct
import subprocess
import sys
import threading
import zlib

from feed_world import TODAY, World, leave

FEW, MANY = leave(2), leave(10)
ASKED = []  # the ETags that the server was asked with


def number(value):
    return struct.pack("<q", value)


def sized(value):
    value = value.encode() if isinstance(value, str) else value
    return number(len(value)) + value


def mac(key, kind, *parts):
    return hmac.new(key, sized(kind) + b"".join(parts), hashlib.sha256).digest()


def parsed_mac(key, row, size, deflated):
    return mac(key, "parsed 1", sized(row), number(size), sized(deflated))


def check_mac(key, row, digest, read_on):
    texts = [row[name] for name in ("name", "trouble", "etag", "last_modified")]
    numbers = [row[name] for name in ("checked_s", "good_s", "failures", "event_count", "absence_count", "skipped_count")]
    return mac(key, "feed 1", *map(sized, texts), *map(number, [*numbers, 1, row["size_bytes"]]), sized(row["source_sha256"]),
               sized(row["fast_hash"]), sized(digest), number(read_on))


class Server(http.server.BaseHTTPRequestHandler):
    """Has the calendar of MANY days; who knows its ETag has it, too."""

    def log_message(self, *args):
        pass

    def do_GET(self):
        ASKED.append(self.headers.get("If-None-Match"))
        body = b"" if ASKED[-1] == '"many"' else MANY.encode()
        self.send_response(304 if ASKED[-1] == '"many"' else 200)
        self.send_header("ETag", '"many"')
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


class Firm(World):
    """With a key in its own home."""

    def environment(self):
        keep = super().environment()
        keep.pop("XDG_STATE_HOME", None)
        keep.update(getattr(self, "also", {}))
        return {name: value for name, value in keep.items() if value is not None}

    def key_path(self):
        return os.path.join(self.home, ".local/state/staffgap/key")

    def key(self):
        with open(self.key_path(), "rb") as file:
            return file.read()

    def plan(self, *more):
        done = self.run("plan", "--weeks", "6", *more)
        return done

    def reports(self):
        """Without the number of the plan."""
        tables = [list(csv.DictReader(self.run("report", name, "-O", "csv").out.splitlines())) for name in ("gaps", "people")]
        return [[{name: value for name, value in row.items() if name != "plan"} for row in table] for table in tables]

    def change(self, make):
        """Change the database by make(connection); its rows are read by name."""
        db = sqlite3.connect(self.path(".staffgap/state.db"), isolation_level=None)
        db.row_factory = sqlite3.Row
        make(db)
        db.close()

    def afresh(self):
        shutil.rmtree(self.path(".staffgap"), ignore_errors=True)

    def honest(self):
        """What the files say."""
        self.afresh()
        done = self.plan()
        self.check("an honest plan", done.returncode == 0, done.err)
        honest = (done.out, self.reports())
        return honest


def outcome(firm, *more):
    done = firm.plan(*more)
    return (done.out, firm.reports()), done


def result_of(firm, text):
    """What reading that calendar gives, as it is kept."""
    firm.write("calendars/ana.ics", text)
    firm.afresh()
    firm.plan()
    with firm.database() as db:
        return db.execute("SELECT size_bytes, deflated FROM parsed").fetchone()


def forge_result(firm, size, deflated, key):
    def change(db):
        for row in db.execute("SELECT key, mac FROM parsed").fetchall():
            new = parsed_mac(key, row["key"], size, deflated) if key else row["mac"]
            db.execute("UPDATE parsed SET size_bytes = ?, deflated = ?, mac = ? WHERE key = ?", (size, deflated, new, row["key"]))
    firm.change(change)


def check_results(firm):
    size, deflated = result_of(firm, FEW)
    firm.write("calendars/ana.ics", MANY)
    honest = firm.honest()
    firm.afresh()
    firm.run("import")
    for name, key in (("the mac of what stood there", None), ("another key", b"k" * 32), ("a key of zeros", bytes(32))):
        forge_result(firm, size, deflated, key)
        made, done = outcome(firm)
        firm.check(f"a forged result, {name}", made == honest and done.returncode == 0, done.out + done.err)
        firm.check(f"is no damage, {name}", firm.run("check", "--store").returncode == 0)
        with firm.database() as db:
            row = db.execute("SELECT key, size_bytes, deflated, mac FROM parsed").fetchone()
        firm.check(f"is replaced, {name}", row[3] == parsed_mac(firm.key(), *row[:3]))
        firm.afresh()
        firm.run("import")
    forge_result(firm, size, deflated, firm.key())
    made, done = outcome(firm)
    firm.check("with the key it would have been another plan", made != honest, done.out)


def forge_copy(firm, name, text, key):
    """The row of a feed as it is, its copy another; the row of the file that it is said to be, if there is one."""
    digest, packed = hashlib.sha256(text.encode()).digest(), zlib.compress(text.encode())

    def change(db):
        row = db.execute("SELECT * FROM feed_check WHERE name = ?", (name,)).fetchone()
        db.execute("INSERT OR IGNORE INTO blob(sha256, size_bytes, deflated) VALUES(?, ?, ?)", (digest, len(text), packed))
        db.execute("UPDATE feed SET blob_id = (SELECT blob_id FROM blob WHERE sha256 = ?) WHERE name = ?", (digest, name))
        read_on = db.execute("SELECT read_on FROM feed WHERE name = ?", (name,)).fetchone()[0]
        if key:
            db.execute("UPDATE feed_check SET mac = ? WHERE name = ?", (check_mac(key, row, digest, read_on), name))
        db.execute("DELETE FROM parsed")
    firm.change(change)


def check_copies(firm):
    """XXH3 and size of the file are in the row: who forges it knows them."""
    firm.write("calendars/ana.ics", MANY)
    honest = firm.honest()
    for name, key in (("no key", None), ("another key", b"k" * 32), ("an empty mac", "empty")):
        firm.afresh()
        firm.run("import")
        forge_copy(firm, "calendars/ana.ics", FEW, key if key != "empty" else None)
        if key == "empty":
            firm.change(lambda db: db.execute("UPDATE feed_check SET mac = x''"))
        made, done = outcome(firm)
        firm.check(f"a forged copy of a file, {name}", made == honest and done.returncode == 0, done.out + done.err)
    firm.afresh()
    firm.run("import")
    forge_copy(firm, "calendars/ana.ics", FEW, firm.key())
    made, done = outcome(firm)
    firm.check("with the key it would have been another plan", made != honest, done.out)
    os.remove(firm.path("calendars/ana.ics"))


def check_server(firm, server):
    firm.write("feeds.csv", f"feed,kind,who,source\nnet,personal,ana,http://127.0.0.1:{server.server_address[1]}/x.ics\n")
    honest = firm.honest()
    done = firm.plan()
    firm.check("a server that is known is asked with its ETag", ASKED[-1] == '"many"' and done.returncode == 0, f"{ASKED} {done.err}")
    forge_copy(firm, "feed:net", FEW, None)
    ASKED.clear()
    done = firm.plan("--offline")
    firm.check("a forged copy that nobody compares is said", done.returncode == 4 and "was not taken by this account" in done.err,
               done.err)
    done = firm.plan("--offline", "-q")
    firm.check("also when quiet", done.returncode == 4 and "1 feed is in doubt" in done.err, done.err)
    made, done = outcome(firm)
    firm.check("a forged copy is not what a server may confirm", made[1] == honest[1] and done.returncode == 0 and ASKED == [None],
               f"{ASKED} {done.out} {done.err}")
    forge_copy(firm, "feed:net", FEW, None)
    firm.write("feeds.csv", "feed,kind,who,source\nnet,personal,ana,http://127.0.0.1:1/x.ics\n")
    done = firm.plan()
    firm.check("where it stands in for a server that is gone, it is said whose it is",
               done.returncode == 4 and "was not taken by this account" in done.err, done.err)
    done = firm.plan()
    firm.check("a copy of others stays one of others, however often the feed is tried",
               done.returncode == 4 and "was not taken by this account" in done.err, done.err)
    os.remove(firm.path("feeds.csv"))


def check_history(firm):
    """A stored plan that says to be of these files, and has others: the new one is not taken for it."""
    firm.write("calendars/ana.ics", MANY)
    honest = firm.honest()
    people = firm.path("people.csv")
    with open(people, "rb") as file:
        other = file.read() + b"cyd,Cyd,cyd@example.org,backend,Europe/Berlin\n"
    digest, packed = hashlib.sha256(other).digest(), zlib.compress(other)

    def change(db):
        db.execute("INSERT INTO blob(sha256, size_bytes, deflated) VALUES(?, ?, ?)", (digest, len(other), packed))
        db.execute("UPDATE input_span SET blob_id = last_insert_rowid() WHERE name = 'people.csv'")
    firm.change(change)
    done = firm.plan()
    firm.check("a plan is not the forged one once more", "Plan 2" in done.out and firm.reports() == honest[1], done.out + done.err)
    done = firm.plan()
    firm.check("and then it is itself", "Plan 2" in done.out, done.out)


def mode(path):
    return stat.S_IMODE(os.lstat(path).st_mode)


def check_keys(firm):
    firm.write("calendars/ana.ics", MANY)
    honest = firm.honest()
    first, path = firm.key(), firm.key_path()
    firm.check("the key is for its user only", mode(path) == 0o600 and mode(os.path.dirname(path)) == 0o700 and len(first) == 32,
               oct(mode(path)))
    for name, spoil in (("too open", lambda: os.chmod(path, 0o644)), ("empty", lambda: open(path, "wb").close()),
                        ("too long", lambda: open(path, "ab").write(b"x")), ("a FIFO", lambda: (os.remove(path), os.mkfifo(path, 0o600)))):
        spoil()
        done = firm.run("report", "gaps")
        firm.check(f"a key that is {name} is said by who only looks, and stays",
                   done.returncode == 0 and "[key-not-used]" in done.err and "nothing is kept" in done.err, done.err)
        made, done = outcome(firm)
        firm.check(f"a key that is {name} is replaced", made == honest and done.returncode == 0 and "[key-not-used]" in done.err and
                   "a new one was made" in done.err and mode(path) == 0o600 and len(firm.key()) == 32 and firm.key() != first,
                   done.out + done.err)
        done = firm.plan()
        firm.check(f"and that is all, {name}", "key-not-used" not in done.err, done.err)
    os.remove(path)
    os.mkdir(path)
    made, done = outcome(firm)
    firm.check("a folder in its place is said, and stays", made == honest and done.returncode == 0 and "[key-not-used]" in done.err,
               done.err)
    os.rmdir(path)
    with open(os.path.join(firm.home, "elsewhere"), "wb") as file:
        file.write(bytes(range(32)))
    os.chmod(file.name, 0o600)
    os.symlink(file.name, path)
    made, done = outcome(firm)
    firm.check("a key may be a link", made == honest and firm.key() == bytes(range(32)) and "key-not-used" not in done.err, done.err)
    shutil.rmtree(os.path.join(firm.home, ".local"))


def check_no_key(firm):
    honest = firm.honest()
    shutil.rmtree(os.path.join(firm.home, ".local"))
    closed = os.path.join(firm.home, "file")
    with open(closed, "w", encoding="utf-8"):
        pass
    for name, also in (("no home", {"HOME": None}), ("a home that is a file", {"HOME": closed}),
                       ("a home that cannot be made", {"HOME": "/proc/nowhere"})):
        firm.also = also
        firm.afresh()
        done = firm.plan()
        again = firm.plan()
        firm.check(f"{name}: the same numbers, twice", (done.out, firm.reports()) == honest and again.out == done.out and
                   done.returncode == again.returncode == 0, done.err + again.err)
        with firm.database() as db:
            kept = [db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("parsed", "solved")]
        firm.check(f"{name}: nothing is kept", kept == [0, 0], str(kept))
        firm.check(f"{name}: and nothing written elsewhere", not os.path.exists(os.path.join(firm.home, ".local")) and
                   os.path.getsize(closed) == 0)
    firm.also = {}
    firm.run("report", "gaps")
    firm.run("plan", "--dry-run")
    firm.check("who only looks makes no key", not os.path.exists(os.path.join(firm.home, ".local")))


def check_users(firm):
    """Two users of one workspace, in turn."""
    honest = firm.honest()
    for turn in range(3):
        for name in ("one", "two"):
            firm.also = {"XDG_STATE_HOME": os.path.join(firm.home, name)}
            made, done = outcome(firm)
            firm.check(f"user {name}, turn {turn}", made == honest and done.returncode == 0 and not done.err.count("warning"),
                       done.out + done.err)
            done = firm.run("check", "--store")
            firm.check(f"user {name} finds no damage", done.returncode == 0 and "is whole" in done.err, done.err)
    firm.also = {}


def check_race(firm):
    """Many first runs at the same time make one key."""
    shutil.rmtree(os.path.join(firm.home, ".local"), ignore_errors=True)
    roots = []
    for i in range(6):
        roots.append(os.path.join(firm.temporary.name, f"firm{i}"))
        shutil.copytree(firm.root, roots[-1])
        shutil.rmtree(os.path.join(roots[-1], ".staffgap"), ignore_errors=True)
    running = [subprocess.Popen([firm.exe, "-C", root, "plan", "-q", "--today", TODAY], env=firm.environment(),
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) for root in roots]
    said = [process.communicate()[1] for process in running]
    firm.check("first runs at the same time", all(process.returncode == 0 for process in running), str(said))
    for root in roots:
        db = sqlite3.connect(os.path.join(root, ".staffgap/state.db"))
        rows = db.execute("SELECT key, size_bytes, deflated, mac FROM parsed").fetchall()
        db.close()
        firm.check("have one key", rows and all(row[3] == parsed_mac(firm.key(), *row[:3]) for row in rows), root)
    firm.check("and leave nothing else", sorted(os.listdir(os.path.dirname(firm.key_path()))) == ["key", "key.lock"],
               str(os.listdir(os.path.dirname(firm.key_path()))))


def check_forget(firm):
    """Copies that are changed by 'forget person' stay this user's."""
    firm.write("calendars/ben.ics", MANY.replace("SUMMARY:Vacation", "SUMMARY:with Ana"))
    firm.honest()
    done = firm.run("forget", "person", "ana")
    firm.check("somebody is forgotten", done.returncode == 0, done.err)
    with firm.database() as db:
        db.row_factory = sqlite3.Row
        row = db.execute("SELECT feed_check.*, read_on, sha256 FROM feed_check JOIN feed USING(name) JOIN blob USING(blob_id)"
                         " WHERE name = 'calendars/ben.ics'").fetchone()
    firm.check("the copy that was changed is this user's", row["mac"] == check_mac(firm.key(), row, row["sha256"], row["read_on"]))
    done = firm.plan()
    firm.check("and is compared anew", done.returncode == 0, done.err)


def main():
    firm = Firm(sys.argv[1])
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    check_results(firm)
    check_copies(firm)
    check_server(firm, server)
    check_history(firm)
    check_keys(firm)
    check_no_key(firm)
    check_users(firm)
    check_race(firm)
    check_forget(firm)
    server.shutdown()
    sys.exit(firm.end())


main()
