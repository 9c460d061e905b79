#!/usr/bin/env python3
"""What only a trusted workspace may do, and files of a workspace that are none.

usage: feeds_trust.py STAFFGAP
"""
import http.server
import os
import shutil
import socket
import stat
import sys
import threading
import time

from feed_world import DEMAND, PEOPLE, World, calendar, leave

MARK = "PRIVATE-7f3a9c0d55e1"
TABLES = ["staffgap.conf", "people.csv", "demand.csv", "bookings.csv", "rates.csv", "engagements.csv", "feeds.csv"]
REMEDY = "staffgap trust DIR"
SEEN = []


class Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *args):
        pass

    def do_GET(self):
        SEEN.append((self.path, self.headers.get("Authorization")))
        if self.path == "/moved.ics":
            self.send_response(302)
            self.send_header("Location", "/n.ics")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        body = leave().encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def serve():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


def trust_path(world):
    return os.path.join(world.home, ".config/staffgap/trust")


def feeds(world, rows):
    world.write("feeds.csv", "feed,kind,who,source\n" + "".join(f"{name},personal,ana,{source}\n" for name, source in rows))


def line_of(done, feed):
    return next((line for line in done.out.splitlines() if f"feed:{feed} " in line), "")


# --- the list ------------------------------------------------------------------------------

def check_list(world):
    done = world.run("trust", "--list")
    world.check("nothing is trusted at first", done.returncode == 0 and done.out == "", done.out + done.err)
    world.check("looking makes nothing", not os.path.exists(trust_path(world)))
    done = world.run("trust")
    real = os.path.realpath(world.root)
    world.check("it is trusted", done.returncode == 0 and f"{real} is trusted" in done.err, done.err)
    world.check("the list is private", stat.S_IMODE(os.stat(trust_path(world)).st_mode) == 0o600)
    world.check("the list names it", world.run("trust", "--list").out == real + "\n")
    link = os.path.join(world.temporary.name, "link")
    os.symlink(world.root, link)
    world.run("trust", link)
    world.check("a link is the folder it leads to, once", world.run("trust", "--list").out == real + "\n")
    other = os.path.join(world.temporary.name, "other")
    shutil.copytree(world.root, other)
    os.chmod(other, 0o777)
    done = world.run("trust", other)
    world.check("a folder that others may write is doubted", "[trust-of-others]" in done.err, done.err)
    world.check("two are trusted", len(world.run("trust", "--list").out.splitlines()) == 2)
    shutil.rmtree(other)
    world.check("one is gone", "it has changed" in world.run("trust", "--list").out)
    done = world.run("trust", "--remove", os.path.realpath(other))
    world.check("what is gone can be taken off", done.returncode == 0 and world.run("trust", "--list").out == real + "\n", done.err)
    done = world.run("trust", "--remove", other)
    world.check("what is not there cannot", done.returncode == 2, done.err)
    done = world.run("trust", "--remove")
    world.check("taken back", done.returncode == 0 and world.run("trust", "--list").out == "", done.err)
    world.check("no workspace", world.run("trust", world.home).returncode == 3)
    world.check("no temporary file is left", sorted(os.listdir(os.path.dirname(trust_path(world)))) == ["trust", "trust.lock"])


# --- feeds ---------------------------------------------------------------------------------

def check_feeds(world, port):
    outside = os.path.join(world.temporary.name, "outside")
    os.makedirs(outside)
    with open(os.path.join(outside, "boss.ics"), "w", encoding="utf-8") as file:
        file.write(calendar([("b1", "20261201", "20261202", MARK)]))
    world.write("inside.ics", leave())
    world.write("items/one.ics", leave())
    os.symlink("inside.ics", world.path("linked.ics"))
    os.symlink(os.path.join(outside, "boss.ics"), world.path("away.ics"))
    os.symlink(os.path.join(outside, "boss.ics"), world.path("items/two.ics"))
    os.symlink(outside, world.path("folder"))
    rows = [("inside", "inside.ics"), ("linked", "linked.ics"), ("absolute", world.path("inside.ics"))]
    refused = [("secret", "secret:mine"), ("command", "secret:run"), ("dots", "../outside/boss.ics"), ("abs", outside + "/boss.ics"),
               ("away", "away.ics"), ("items", "items"), ("folder", "folder"), ("local", f"http://127.0.0.1:{port}/x.ics"),
               ("name", f"http://localhost:{port}/x.ics"), ("six", f"http://[::1]:{port}/x.ics")]
    feeds(world, rows + refused)
    ran = os.path.join(world.temporary.name, "ran")
    world.secrets(f"mine = http://me:word@127.0.0.1:{port}/mine.ics\nrun = !touch '{ran}'; echo http://127.0.0.1:{port}/run.ics\n")
    del SEEN[:]
    done = world.run("import")
    world.check("what is not read is status 4", done.returncode == 4, done.out + done.err)
    for name, _ in rows:
        world.check(f"{name} is read", line_of(done, name).endswith("  new"), done.out)
    for name, _ in refused:
        world.check(f"{name} is not read, and what to do is said", REMEDY in line_of(done, name), line_of(done, name))
    world.check("nobody was asked, no command was run", not SEEN and not os.path.exists(ran), str(SEEN))
    world.check("nothing of it is kept", MARK.encode() not in world.everything_kept())
    done = world.run("plan", "--weeks", "4")
    world.check("the plan goes on", done.returncode == 4 and REMEDY in done.err and MARK not in done.out + done.err, done.err)
    done = world.run("feed", "inspect", "dots")
    world.check("inspect neither", MARK not in done.out + done.err, done.out + done.err)
    for typed in (f"http://127.0.0.1:{port}/x.ics", outside + "/boss.ics", "secret:mine"):
        done = world.run("feed", "test", typed)
        world.check(f"what the user types is the user's: {typed}", done.returncode == 0, done.out + done.err)

    world.run("trust")
    del SEEN[:]
    done = world.run("import")
    for name, _ in rows + refused:
        world.check(f"trusted, {name} is read", "  new" in line_of(done, name) or "  unchanged" in line_of(done, name) or
                    (name == "six" and "no connection" in line_of(done, name)), line_of(done, name))
    world.check("the command was run", os.path.exists(ran))
    world.run("trust", "--remove")
    done = world.run("import", today="2026-11-24")
    world.check("not trusted any more: the last copy is used", done.returncode == 4 and "the copy of 2026-11-23 is used" in
                line_of(done, "secret") and REMEDY in line_of(done, "secret"), done.out)


def check_netrc(world, port):
    """A stranger's feeds.csv must not make us log in somewhere with the user's passwords."""
    netrc = os.path.join(world.home, ".netrc")
    with open(netrc, "w", encoding="utf-8") as file:
        file.write("machine 127.0.0.1 login planner password s3cr3t\n")
    os.chmod(netrc, 0o600)
    feeds(world, [("local", f"http://127.0.0.1:{port}/n.ics")])
    del SEEN[:]
    world.run("import")
    world.check("no login is sent", not SEEN, str(SEEN))
    world.run("trust")
    world.run("import")
    world.check("trusted: it is", SEEN and SEEN[0][1] is not None, str(SEEN))
    feeds(world, [("local", f"http://127.0.0.1:{port}/moved.ics")])
    del SEEN[:]
    done = world.run("import")
    world.check("also where the server redirects within itself", [path for path, _ in SEEN] == ["/moved.ics", "/n.ics"]
                and SEEN[1][1] is not None and "s3cr3t" not in done.out + done.err, str(SEEN) + done.err)
    world.run("trust", "--remove")
    os.unlink(netrc)


def check_replaced(world):
    world.run("trust")
    feeds(world, [("dots", "../outside/boss.ics")])
    world.check("trusted", world.run("import").returncode == 0)
    old = world.root + ".old"
    os.rename(world.root, old)
    shutil.copytree(old, world.root, symlinks=True, ignore=shutil.ignore_patterns(".staffgap"))
    done = world.run("import")
    world.check("another folder in its place is not trusted", done.returncode == 4 and "another than the one that was" in done.out,
                done.out)
    shutil.rmtree(world.root)
    os.rename(old, world.root)
    world.check("the folder itself is", world.run("import", "--accept-shrink").returncode == 0)
    for mode, words in ((0o666, "others may write"), (0o600, "")):
        os.chmod(trust_path(world), mode)
        done = world.run("import")
        world.check(f"a list of mode {mode:o}", words in done.out and (done.returncode == 4) == bool(words), done.out)
    with open(trust_path(world), "a", encoding="utf-8") as file:
        file.write("what is this\n")
    done = world.run("import")
    world.check("a list that is none", "is not 'NUMBER /FOLDER'" in done.out and done.returncode == 4, done.out)
    os.unlink(trust_path(world))
    os.mkfifo(trust_path(world))
    done = world.run("import")
    world.check("a list that is a pipe", "it is a pipe, not a file" in done.out and done.returncode == 4, done.out)
    os.unlink(trust_path(world))
    os.unlink(world.path("feeds.csv"))


# --- tables --------------------------------------------------------------------------------

def put_pipe(path):
    os.mkfifo(path)


def put_socket(path):
    here = os.getcwd()
    os.chdir(os.path.dirname(path))
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(os.path.basename(path))
    os.chdir(here)


def put_large(path):
    with open(path, "wb") as file:
        file.truncate(256 * 1024 * 1024 + 1)


KINDS = {"it is a pipe, not a file": put_pipe, "it is a socket, not a file": put_socket, "it is a folder, not a file": os.mkdir,
         "it is larger than 256 MB": put_large, "it is a device, not a file": lambda path: os.symlink("/dev/zero", path),
         "it lies outside of the workspace": None}


def remove(path):
    if os.path.isdir(path) and not os.path.islink(path):
        os.rmdir(path)
    elif os.path.lexists(path):
        os.unlink(path)


def refuse(world, path, command):
    for words, put in KINDS.items():
        remove(world.path(path))
        if put:
            put(world.path(path))
        else:
            os.symlink(os.path.join(world.temporary.name, "shadow"), world.path(path))
        start = time.monotonic()
        done = world.run(*command)
        world.check(f"{path}: {words}", done.returncode == 3 and f"{path}: {words}" in done.err and MARK not in done.out + done.err,
                    f"{done.returncode} {done.out[-300:]}{done.err}")
        world.check(f"{path}: at once", time.monotonic() - start < 60)
    remove(world.path(path))


def check_tables(world):
    with open(os.path.join(world.temporary.name, "shadow"), "w", encoding="utf-8") as file:
        file.write(f"root:{MARK}:19000:0:99999:7:::\n{MARK}\n")
    kept = {"people.csv": PEOPLE, "demand.csv": DEMAND, "staffgap.conf": ""}
    for table in TABLES:
        refuse(world, table, ("plan", "--dry-run"))
        if table in kept:
            world.write(table, kept[table])
    done = world.run("plan")
    world.check("a plan to try scenarios on", done.returncode == 0, done.err)
    os.makedirs(world.path("scenarios/x"))
    refuse(world, "scenarios/x/people.csv", ("plan", "--scenario", "x", "--dry-run"))
    os.rename(world.path("people.csv"), world.path("others.csv"))
    os.symlink("others.csv", world.path("people.csv"))
    world.check("a link that stays inside is followed", world.run("plan", "--dry-run").returncode == 0)
    shared = os.path.join(world.temporary.name, "shared.csv")
    os.rename(world.path("others.csv"), shared)
    remove(world.path("people.csv"))
    os.symlink(shared, world.path("people.csv"))
    done = world.run("plan", "--dry-run")
    world.check("one that leads outside is not", done.returncode == 3 and REMEDY in done.err, done.err)
    world.run("trust")
    world.check("in a trusted workspace it is", world.run("plan", "--dry-run").returncode == 0)
    world.run("trust", "--remove")
    remove(world.path("people.csv"))
    world.write("people.csv", PEOPLE)


def check_calendars(world):
    outside = os.path.join(world.temporary.name, "outside")
    with open(os.path.join(outside, "boss.ics"), "w", encoding="utf-8") as file:
        file.write(calendar([("b1", "20261201", "20261202", "never " + MARK)]))
    for folder in ("calendars", "holidays"):
        shutil.rmtree(world.path(folder), ignore_errors=True)
        os.symlink(outside, world.path(folder))
        done = world.run("import")
        world.check(f"{folder} outside", done.returncode == 3 and f"{folder}: it lies outside" in done.err and "boss" not in done.out +
                    done.err, done.out + done.err)
        os.unlink(world.path(folder))
        os.mkdir(world.path(folder))
        for name, put in (("ana", put_pipe), ("ben", put_socket), ("boss", None)):
            if put:
                put(world.path(f"{folder}/{name}.ics"))
            else:
                os.symlink(os.path.join(outside, "boss.ics"), world.path(f"{folder}/{name}.ics"))
        done = world.run("import")
        world.check(f"{folder}: each costs itself", done.returncode == 4 and "it is a pipe" in done.out and "it is a socket" in done.out and
                    "it lies outside" in done.out, done.out + done.err)
        world.check("nothing of it is kept", ("never " + MARK).encode() not in world.everything_kept())
        shutil.rmtree(world.path(folder))


def check_database(world):
    """By no name is the database a calendar: reading it would give up the locks that SQLite holds on it."""
    world.write("calendars/ana.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    world.run("import")
    state = world.path(".staffgap/state.db")
    os.link(state, world.path("calendars/ben.ics"))
    os.unlink(world.path("calendars/ana.ics"))
    os.symlink("../.staffgap/state.db", world.path("calendars/ana.ics"))
    feeds(world, [("straight", ".staffgap/state.db")])
    done = world.run("plan", "--weeks", "2")
    for name in ("calendars/ben.ics", "calendars/ana.ics", "straight"):
        world.check(f"{name} is the database", any(name in line and "it is the database of staffgap" in line
                                                   for line in done.err.splitlines()), done.err)
    for name in ("feeds.csv", "calendars/ana.ics", "calendars/ben.ics"):
        os.unlink(world.path(name))
    shutil.rmtree(world.path(".staffgap"))
    os.rmdir(world.path("calendars"))


def main():
    world = World(os.path.abspath(sys.argv[1]), trusted=False)
    server = serve()
    port = server.server_address[1]
    try:
        check_database(world)
        check_list(world)
        check_tables(world)
        if "WITH_HTTP=OFF" in world.run("feed", "test", f"http://127.0.0.1:{port}/x.ics").out:
            print("SKIP: built without HTTP")
            return 77
        check_feeds(world, port)
        check_netrc(world, port)
        check_calendars(world)
        check_replaced(world)
    finally:
        server.shutdown()
    return world.end()


if __name__ == "__main__":
    sys.exit(main())
