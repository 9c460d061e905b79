"""A subscription over loopback: a client that fetches plan.ics sees gaps move, be cancelled and go, never twice.

consumers_subscribe.py STAFFGAP. The client is vdirsyncer, which keeps one file per event, as khal shows
them. Exit 77: vdirsyncer is missing.
"""
import functools
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading

program = sys.argv[1]
if not shutil.which("vdirsyncer"):
    print("SKIP: vdirsyncer is not installed")
    sys.exit(77)

PEOPLE = "person,roles\nana,backend:2\n"
DEMAND = """demand,project,role,start,end,fte,priority
D1,Apollo,backend,2026-11-30,2026-12-20,2.5,1
D2,Borealis,sre,{sre},1.5,2
{rest}"""
QA = "D3,Cosmos,qa,2026-12-14,2027-01-03,1,3\n"
SYNC = """[general]
status_path = "{home}/status"
[pair plan]
a = "site"
b = "local"
collections = null
conflict_resolution = "a wins"
partial_sync = "revert"
[storage site]
type = "http"
url = "http://127.0.0.1:{port}/plan.ics"
[storage local]
type = "filesystem"
path = "{home}/events"
fileext = ".ics"
"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_):
        pass


def run(*arguments, **more):
    done = subprocess.run([*map(str, arguments)], capture_output=True, text=True, timeout=60, **more)
    assert done.returncode == 0, (arguments, done.stdout, done.stderr)
    return done.stdout + done.stderr


def publish(home, today, sre, rest=QA):
    pathlib.Path(home, "company", "demand.csv").write_text(DEMAND.format(sre=sre, rest=rest))
    run(program, "-C", f"{home}/company", "plan", "--today", today, "--from", "2026-11-30", "--weeks", "8", "-q")
    run(program, "-C", f"{home}/company", "publish", f"{home}/site")


def events(home):
    """What the client has now: by role, what matters."""
    files = [path.read_bytes() for path in pathlib.Path(home, "events").glob("*.ics")]
    # vdirsyncer names what it fetches over HTTP by content, not by UID.
    return events_in(files, ("DTSTART", "DTEND", "STATUS", "SEQUENCE"))


def uids(home):
    """What the file at the address says: other clients know an event by its UID."""
    whole = pathlib.Path(home, "site", "plan.ics").read_bytes()
    parts = [b"BEGIN:VEVENT" + part for part in whole.split(b"BEGIN:VEVENT")[1:]]
    return {role: event["UID"] for role, event in events_in(parts, ("UID",)).items()}


def events_in(texts, keys):
    found = {}
    for data in texts:
        text = data.decode().replace("\r\n", "\n").replace("\n ", "")
        assert text.count("BEGIN:VEVENT") == 1
        fields = dict(re.findall(r"^([A-Z-]+)[^:\n]*:(.*)$", text, re.M))
        role = fields["SUMMARY"].split()[1].rstrip("\\,")
        assert role not in found, f"{role} is there twice"
        found[role] = {key: fields[key] for key in keys}
    return found


with tempfile.TemporaryDirectory() as home:
    os.makedirs(f"{home}/company")
    os.makedirs(f"{home}/events")
    pathlib.Path(home, "company", "people.csv").write_text(PEOPLE)
    publish(home, "2026-11-23", "2026-12-07,2026-12-20")
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=f"{home}/site"))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        pathlib.Path(home, "config").write_text(SYNC.format(home=home, port=server.server_address[1]))
        env = dict(os.environ, HOME=home, VDIRSYNCER_CONFIG=f"{home}/config", LC_ALL="C.UTF-8")
        for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"):
            env.pop(name, None)

        def sync():
            return run("vdirsyncer", "sync", env=env)

        run("vdirsyncer", "discover", env=env, input="y\n")
        sync()
        first = events(home)
        assert first.keys() == {"backend", "sre", "qa"}, first
        known = uids(home)
        assert first["sre"]["DTSTART"] == "20261207" and first["sre"]["SEQUENCE"] == "0"

        # Planned again without a change: nothing to fetch.
        publish(home, "2026-11-23", "2026-12-07,2026-12-20")
        before = {p.name: p.stat().st_mtime_ns for p in pathlib.Path(home, "events").iterdir()}
        sync()
        assert {p.name: p.stat().st_mtime_ns for p in pathlib.Path(home, "events").iterdir()} == before

        # A line moves by a week: exactly its event moves, in place.
        publish(home, "2026-11-24", "2026-12-14,2026-12-27")
        sync()
        moved = events(home)
        assert moved["sre"] == dict(first["sre"], DTSTART="20261214", DTEND="20261228", SEQUENCE="1"), moved
        assert {r: e for r, e in moved.items() if r != "sre"} == {r: e for r, e in first.items() if r != "sre"}

        assert uids(home) == known

        # A line is given up: its event is struck through, and stays so for four weeks.
        publish(home, "2026-11-25", "2026-12-14,2026-12-27", "")
        sync()
        cancelled = events(home)
        assert uids(home) == known
        assert cancelled == dict(moved, qa=dict(first["qa"], STATUS="CANCELLED", SEQUENCE="1")), cancelled
        publish(home, "2026-12-23", "2026-12-14,2026-12-27", "")
        sync()
        assert events(home) == cancelled
        publish(home, "2026-12-24", "2026-12-14,2026-12-27", "")
        sync()
        dropped = events(home)
        assert dropped == {role: event for role, event in cancelled.items() if role != "qa"}, dropped
    finally:
        server.shutdown()
        server.server_close()
