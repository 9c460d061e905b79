#!/usr/bin/env python3
"""Commands that store nothing change nothing and wait for nobody; commands that store wait for each other.

usage: readers.py STAFFGAP [SECONDS]
SECONDS: how long twenty readers run beside a writer (default 4; docs/security.md has the figures of a minute)
"""
import hashlib
import os
import pathlib
import resource
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "feeds"))
from feed_world import TODAY, World, leave  # noqa: E402

DEMAND = ("demand,project,role,start,end,fte,status,probability\n"
          "d1,Shop,backend,2026-11-23,2026-12-18,2,committed,\nd2,Shop,sre,2026-11-23,2026-12-18,1,tentative,50\n")
READERS = [["report", "gaps"], ["report", "people", "-O", "csv"], ["agenda"], ["diff"], ["explain", "backend", "2026-W49"],
           ["what-if", "--people", "+1:backend:3"], ["risk"], ["plans"], ["plans", "-O", "json"], ["compare", "base", "more"],
           ["feed", "list"], ["feed", "inspect", "ana"], ["feed", "test", "ana"], ["check"], ["plan", "--dry-run"],
           ["plan", "--scenario", "more"], ["report", "gaps", "-O", "csv", "-o", "OUT"], ["publish", "OUT"]]
NOBODY = 65534
EVERYBODY = 0o077


def fill(world):
    world.write("demand.csv", DEMAND)
    world.write("people.csv", "person,roles\nana,backend\nben,backend;sre\n")
    world.write("calendars/ana.ics", leave())
    world.write("calendars/ben.ics", leave(5))
    world.write("scenarios/more/demand.csv", "demand,project,role,start,end,fte\nd9,Cart,sre,2026-12-07,2026-12-18,1\n")
    for change in ("", "d3,Cart,backend,2026-11-30,2026-12-11,1,committed,\n"):
        world.write("demand.csv", DEMAND + change)
        done = world.run("plan")
        world.check("a plan to begin with", done.returncode == 0, done.err)


def command(world, args, number=0):
    out = os.path.join(world.temporary.name, f"out{number}-{args[0]}")
    args = [out if a == "OUT" else a for a in args]
    day = ["--today", TODAY] if args[0] in ("import", "plan", "feed", "check") and "--scenario" not in args else []
    return [world.exe, "-C", world.root, *args, *day]


def state(world):
    """Name, mode and content of all that lies in the workspace."""
    found = {}
    for path in sorted(pathlib.Path(world.root).rglob("*")):
        info = path.lstat()
        data = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() and not path.is_symlink() else ""
        found[str(path.relative_to(world.root))] = (info.st_mode, info.st_mtime_ns, data)
    return found


def all_readers(world, what, prefix=(), **how):
    """All of them, one after the other: each ends well, and nothing is another afterwards."""
    before = state(world)
    how.setdefault("cwd", world.temporary.name)
    for args in READERS:
        if prefix and "OUT" in args:
            continue
        done = subprocess.run([*prefix, *command(world, args)], env=world.environment(), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60, check=False, **how)
        world.check(f"{what}: {' '.join(args)} ends with 0", done.returncode == 0,
                    f"{done.returncode} {done.stderr.decode()}")
        world.check(f"{what}: {' '.join(args)} changes nothing", state(world) == before)
    for name in os.listdir(world.temporary.name):
        if name.startswith("out"):
            path = os.path.join(world.temporary.name, name)
            shutil.rmtree(path) if os.path.isdir(path) else os.unlink(path)


def open_database(world, **how):
    return sqlite3.connect(world.path(".staffgap/state.db"), isolation_level=None, **how)


# --- who may look ---------------------------------------------------------------------------------


def modes(world):
    folder = pathlib.Path(world.path(".staffgap"))
    return [p for p in [folder, *folder.iterdir()] if p.lstat().st_mode & EVERYBODY]


def watch_modes(world, process):
    """While a process runs."""
    seen = []
    while process.poll() is None:
        try:
            seen += [str(p) for p in modes(world)]
        except FileNotFoundError:
            pass
        time.sleep(0.001)
    return seen


def private(world):
    before = os.umask(0)
    shutil.rmtree(world.path(".staffgap"), ignore_errors=True)
    process = subprocess.Popen(command(world, ["plan"]), env=world.environment(), stdout=subprocess.DEVNULL)
    seen = watch_modes(world, process)
    world.check("nothing is open to others for a moment", not seen, seen[:3])
    fill(world)
    for args in [*READERS, ["import"], ["plans", "prune", "--keep", "50"], ["feed", "forget", "ben"], ["plan"]]:
        subprocess.run(command(world, args), env=world.environment(), capture_output=True, check=False)
        world.check(f"after {' '.join(args)} nothing is open to others", not modes(world), modes(world))
    with open_database(world) as db:  # keeps a log there
        db.execute("UPDATE feed_check SET checked_s = checked_s")
        for path in (".staffgap", ".staffgap/state.db", ".staffgap/state.db-wal", ".staffgap/state.db-shm"):
            os.chmod(world.path(path), 0o755 if path == ".staffgap" else 0o644)
        done = world.run("plans")
        world.check("a reader says so", done.returncode == 0 and "warning:" in done.err and
                    "[store-open-to-others]" in done.err and len(modes(world)) == 4, done.err)
        done = world.run("plan")
        world.check("a writer repairs it", done.returncode == 0 and "note:" in done.err and
                    "[store-open-to-others]" in done.err and not modes(world), done.err)
    db.close()
    world.check("and says it once", "store-open-to-others" not in world.run("plan").err)
    os.umask(before)


def another_account(world):
    if os.geteuid() != 0:
        print("skipped: another account's folder (needs root)")
        return
    os.chown(world.path(".staffgap"), NOBODY, -1)
    done = world.run("plans")
    world.check("it is said whose the folder is", done.returncode == 0 and "[store-of-another]" in done.err, done.err)
    os.chown(world.path(".staffgap"), 0, -1)


def refused(world, what):
    before = state(world)
    for args in (["plans"], ["report", "gaps"], ["plan"], ["check"], ["feed", "list"]):
        done = subprocess.run(command(world, args), env=world.environment(), stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60, check=False)
        world.check(f"{what}: {args[0]} refuses", done.returncode == 1 and b"move it away" in done.stderr, done.stderr)
    world.check(f"{what}: nothing changed", state(world) == before)


def impostors(world):
    folder, aside = world.path(".staffgap"), world.path("aside")
    os.rename(folder, aside)
    os.symlink(aside, folder)
    refused(world, "a link to a folder")
    os.unlink(folder)
    os.mkfifo(folder)
    refused(world, "a FIFO as the folder")
    os.unlink(folder)
    os.rename(aside, folder)
    for name in ("state.db", "state.db-wal", "state.db-journal"):
        path = os.path.join(folder, name)
        kept = os.path.exists(path)
        if kept:
            os.rename(path, aside)
        world.write("target", "precious")
        os.symlink(world.path("target"), path)
        refused(world, f"{name} is a link")
        os.unlink(path)
        os.mkfifo(path)
        refused(world, f"{name} is a FIFO")
        os.unlink(path)
        if kept:
            os.rename(aside, path)
    os.unlink(world.path("target"))


# --- without rights, without room -----------------------------------------------------------------


def no_rights(world, what):
    """As an account that may read all and write nothing."""
    paths = [pathlib.Path(world.root), *pathlib.Path(world.root).rglob("*")]
    before = {p: p.stat() for p in paths}
    prefix = []
    if os.geteuid() == 0:
        prefix = ["setpriv", "--reuid", str(NOBODY), "--regid", str(NOBODY), "--clear-groups", "--"]
        if not shutil.which("setpriv") or subprocess.run([*prefix, world.exe, "--version"], capture_output=True,
                                                         check=False).returncode != 0:
            print("skipped: an account without rights (setpriv cannot run the program as another account)")
            return
    os.chmod(world.temporary.name, 0o755)
    for path in paths:
        if prefix:
            os.chown(path, NOBODY, NOBODY)
        os.chmod(path, path.stat().st_mode & 0o500)
    all_readers(world, what, prefix, cwd="/")
    for path, info in before.items():
        os.chown(path, info.st_uid, info.st_gid)
        os.chmod(path, info.st_mode & 0o777)


def readers_on_full_disk(world, place):
    script = ('mount -t tmpfs -o size=8m none "$1" && cp -rp "$2/." "$1" && cd "$1" || exit 78; shift 2\n'
              'dd if=/dev/zero of=filler bs=4096 2>/dev/null; ls -lR . > "$1"; shift\n'
              'while [ $# -gt 0 ]; do eval "$1" > /dev/null || exit 1; shift; done; ls -lR .')
    listed = os.path.join(world.temporary.name, "listed")
    lines = [" ".join(f"'{word}'" for word in command(world, args)).replace(world.root, ".") for args in READERS]
    done = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", place, world.root, listed, *lines],
                          capture_output=True, check=False, env=world.environment())
    world.check("on a full disk all readers end with 0", done.returncode == 0, done.stderr.decode())
    with open(listed, encoding="utf-8") as file:
        world.check("and leave it as it is", file.read() == done.stdout.decode() and done.stdout)


def full_disk(world):
    """A disk of its own that is full; and a process that may write no byte to any file."""
    def forbid():
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    global READERS
    everything, READERS = READERS, [args for args in READERS if "OUT" not in args]
    all_readers(world, "no byte may be written", preexec_fn=forbid)
    place = os.path.join(world.temporary.name, "disk")
    os.makedirs(place, exist_ok=True)
    mounted = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", place], capture_output=True,
                             check=False) if shutil.which("unshare") else None
    if mounted and mounted.returncode == 0:
        readers_on_full_disk(world, place)
    else:  # a container forbids it, in a chroot there is nothing to take apart
        print(f"skipped: a full disk of its own ({mounted.stderr.decode().strip() if mounted else 'no unshare'})")
    READERS = everything


# --- what writers leave -----------------------------------------------------------------------------


def killed_writer(world, commits, then=""):
    """A process that commits into the log and is killed. Its marks: what sourced plan 2."""
    program = f"""
import os, sqlite3
db = sqlite3.connect({world.path('.staffgap/state.db')!r}, isolation_level=None)
db.execute("PRAGMA wal_autocheckpoint = 0")
for i in range({commits}):
    db.execute("UPDATE plan SET sourced_by = 'mark ' || ? WHERE number = 2", (i,))
{then}
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", program], check=False)


def sees(world, what, mark):
    done = world.run("plans", "-O", "csv")
    world.check(f"{what}: {mark}", done.returncode == 0 and mark in done.out, done.out + done.err)


def left_logs(world):
    log, shared = world.path(".staffgap/state.db-wal"), world.path(".staffgap/state.db-shm")
    killed_writer(world, 3)
    world.check("the killed writer left a log", os.path.getsize(log) > 0)
    sees(world, "what is only in the log is read", "mark 2")
    no_rights(world, "a log without rights")
    sees(world, "and stays there", "mark 2")
    os.unlink(shared)
    all_readers(world, "a log alone")
    sees(world, "without the shared memory", "mark 2")
    whole = pathlib.Path(log).read_bytes()
    pathlib.Path(log).write_bytes(whole[:-100])
    sees(world, "a commit that is cut short does not count", "mark 1")
    pathlib.Path(log).write_bytes(whole + os.urandom(5000))
    sees(world, "rubbish behind the last commit does not count", "mark 2")
    torn = bytearray(whole)
    torn[-50] ^= 1
    pathlib.Path(log).write_bytes(torn)
    sees(world, "nor does a commit with another sum", "mark 1")
    pathlib.Path(log).write_bytes(whole[:20])
    world.check("a log cut in its header is none", world.run("plans").returncode == 0)
    pathlib.Path(log).write_bytes(whole)
    killed_writer(world, 0, "db.execute('PRAGMA cache_size = 5')\ndb.execute('BEGIN')\n"
                            "db.execute('CREATE TABLE junk (x)')\n"
                            "for i in range(2000): db.execute('INSERT INTO junk VALUES (randomblob(1000))')")
    world.check("uncommitted pages stand in the log", os.path.getsize(log) > len(whole) + 100000)
    sees(world, "and do not count", "mark 2")
    done = world.run("plan", "--weeks", "3")
    world.check("a writer takes the log in", done.returncode == 0 and not os.path.exists(log), done.err)
    sees(world, "with what is in it", "mark 2")


def without_log(world):
    """A database that somebody turned back to a rollback journal, and one whose writer died in it."""
    with open_database(world) as db:
        db.execute("PRAGMA journal_mode = DELETE")
        db.execute("UPDATE plan SET sourced_by = 'rolled' WHERE number = 2")
    db.close()
    all_readers(world, "a database without a log")
    sees(world, "what it holds", "rolled")
    journal = world.path(".staffgap/state.db-journal")
    program = f"""
import os, sqlite3
db = sqlite3.connect({world.path('.staffgap/state.db')!r}, isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN")
db.execute("CREATE TABLE junk (x)")
for i in range(300): db.execute("INSERT INTO junk VALUES (randomblob(3000))")
os.kill(os.getpid(), 9)
"""
    subprocess.run([sys.executable, "-c", program], check=False)
    world.check("the killed writer left a journal", os.path.getsize(journal) > 0)
    done = world.run("plans")
    world.check("half written: a reader says so", done.returncode == 1 and "half written" in done.err, done.err)
    world.check("a writer repairs it", world.run("plan", "--weeks", "5").returncode == 0)
    sees(world, "what it held", "rolled")


# --- side by side ------------------------------------------------------------------------------------


def long_lock(world):
    """Somebody holds the lock: readers do not notice, writers wait."""
    # In a process of its own: one that reads a file by other means loses its locks on it.
    program = f"""
import sqlite3, sys
db = sqlite3.connect({world.path('.staffgap/state.db')!r}, isolation_level=None)
db.execute("BEGIN EXCLUSIVE")
db.execute("UPDATE plan SET sourced_by = 'never' WHERE number = 2")
print("locked", flush=True)
sys.stdin.readline()
db.execute("ROLLBACK")
"""
    with subprocess.Popen([sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        holder.stdout.readline()
        all_readers(world, "beside a writer")
        sees(world, "beside a writer", "rolled")
        writers = [subprocess.Popen(command(world, args), env=world.environment(), stdin=subprocess.DEVNULL,
                                    stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
                   for args in (["plan", "--weeks", "7"], ["plan", "--weeks", "8"], ["import"],
                                ["plans", "prune", "--keep", "90"])]
        said = writers[0].stderr.readline().decode()
        world.check("a writer that waits says for whom",
                    said == f"waiting for another staffgap (process {holder.pid}) in this folder\n", said)
        interrupted = writers.pop()
        interrupted.stderr.readline()
        interrupted.send_signal(signal.SIGINT)
        world.check("Ctrl-C ends the waiting", interrupted.wait(timeout=30) == 130, interrupted.returncode)
        interrupted.stderr.close()
        world.check("the others still wait", all(w.poll() is None for w in writers))
        holder.stdin.write(b"\n")
        holder.stdin.close()
    for writer in writers:
        said = writer.stderr.read().decode()
        world.check("then it ends well", writer.wait(timeout=120) == 0, said)
        writer.stderr.close()
    listed = world.run("plans", "-O", "csv").out
    world.check("both plans are stored", ",7," in listed and ",8," in listed, listed)


def slow_sources(world):
    """While feeds are read others write."""
    server = socket.create_server(("127.0.0.1", 0))
    world.write("feeds.csv", f"feed,kind,who,source\nslow,personal,ana,http://127.0.0.1:{server.getsockname()[1]}/a.ics\n")
    importer = subprocess.Popen(command(world, ["import"]), env=world.environment(), stdin=subprocess.DEVNULL,
                                stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    connection, _ = server.accept()
    done = world.run("plan", "--offline", "--weeks", "9")
    world.check("a plan while a server is waited for", importer.poll() is None and done.returncode in (0, 4) and
                "waiting" not in done.err, done.err)
    body = leave(3).encode()
    connection.recv(65536)
    connection.sendall(b"HTTP/1.0 200 OK\r\nContent-Type: text/calendar\r\n\r\n" + body)
    connection.close()
    server.close()
    said = importer.stderr.read().decode()
    importer.stderr.close()
    world.check("and the import ends well", importer.wait(timeout=60) == 0, said)
    os.unlink(world.path("feeds.csv"))
    for weeks in ("3", "4"):
        world.check("a plan without that feed", world.run("plan", "--weeks", weeks).returncode == 0)


def first_writers(world):
    """Many at once where there is nothing yet."""
    shutil.rmtree(world.path(".staffgap"))
    plans = [subprocess.Popen(command(world, ["plan", "--weeks", str(3 + i)]), env=world.environment(),
                              stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
             for i in range(6)]
    for plan in plans:
        said = plan.stderr.read().decode()
        plan.stderr.close()
        world.check("one of many first writers ends well", plan.wait(timeout=120) == 0, said)
    stored = world.run("plans", "-O", "csv").out.splitlines()[1:]
    world.check("all their plans are stored", sorted(line.split(",")[4] for line in stored) ==
                [str(3 + i) for i in range(6)], stored)


def twenty(world, seconds):
    until = time.monotonic() + seconds
    lock, ended, bad = threading.Lock(), {}, []

    def work(number):
        turn = number
        while time.monotonic() < until:
            args = READERS[turn % len(READERS)] if number else ["plan", "--weeks", str(3 + turn % 50)]
            turn += 1
            done = subprocess.run(command(world, args, number), env=world.environment(), stdin=subprocess.DEVNULL,
                                  capture_output=True, timeout=300, check=False)
            with lock:
                ended[bool(number)] = ended.get(bool(number), 0) + 1
                if done.returncode != 0:
                    bad.append((args, done.returncode, done.stderr.decode()))

    threads = [threading.Thread(target=work, args=(i,)) for i in range(21)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    print(f"twenty readers beside a writer, {seconds:g} s: {ended.get(True, 0)} commands read and "
          f"{ended.get(False, 0)} wrote, {len(bad)} failed")
    world.check("all end with 0", not bad, bad[:3])
    world.check("both kinds ran", ended.get(True, 0) >= 20 and ended.get(False, 0) >= 1)


def main():
    seconds = float(sys.argv[2]) if len(sys.argv) > 2 else 4
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # in the background it is ignored, and stays so in programs
    world = World(os.path.abspath(sys.argv[1]))
    fill(world)
    all_readers(world, "alone")
    no_rights(world, "without rights")
    for test in (another_account, impostors, full_disk, left_logs, without_log, long_lock, slow_sources):
        test(world)
    twenty(world, seconds)
    with open_database(world) as db:
        world.check("the database is whole", db.execute("PRAGMA integrity_check").fetchone() == ("ok",))
    db.close()
    first_writers(world)
    private(world)
    return world.end()


if __name__ == "__main__":
    sys.exit(main())
