#!/usr/bin/env python3
"""staffgap and a real CalDAV server: Radicale of Debian, on loopback, ended with the test.

usage: feeds_radicale.py STAFFGAP
PUT, GET, 401, changed, deleted, stopped. Exit status 77 where Radicale is not installed.
"""
import base64
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

from feed_world import World, calendar, leave


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Radicale:
    def __init__(self, folder):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/planner/team.ics/"
        users, config = os.path.join(folder, "users"), os.path.join(folder, "radicale.conf")
        with open(users, "w", encoding="utf-8") as file:
            file.write("planner:s3cr3t\n")
        with open(config, "w", encoding="utf-8") as file:
            file.write(f"[server]\nhosts = 127.0.0.1:{self.port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {users}\n"
                       f"htpasswd_encryption = plain\n[rights]\ntype = owner_only\n"
                       f"[storage]\nfilesystem_folder = {folder}/collections\n")
        self.log = open(os.path.join(folder, "radicale.log"), "wb")
        self.process = subprocess.Popen(["radicale", "--config", config], stdout=self.log, stderr=self.log)
        for _ in range(100):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.1)
        raise RuntimeError("Radicale does not start")

    def ask(self, method, body=None):
        request = urllib.request.Request(self.url, method=method, data=body.encode() if body else None)
        request.add_header("Authorization", "Basic " + base64.b64encode(b"planner:s3cr3t").decode())
        request.add_header("Content-Type", "text/calendar")
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        with opener.open(request, timeout=10) as answer:
            return answer.status

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
        self.log.close()


def gaps(world):
    done = world.run("report", "gaps", "-O", "csv")
    return [line.split(",", 1)[1] for line in done.out.splitlines()[1:]]


def check_all(world, radicale):
    world.check("PUT", radicale.ask("PUT", leave()) == 201)
    world.write("feeds.csv", f"feed;kind;who;source\nteam;personal;ana;{radicale.url}\n")

    done = world.run("import")
    world.check("without a login", done.returncode == 4 and "missing: HTTP 401" in done.out, done.out)
    netrc = os.path.join(world.home, ".netrc")
    with open(netrc, "w", encoding="utf-8") as file:
        file.write("machine 127.0.0.1 login planner password s3cr3t\n")
    os.chmod(netrc, 0o600)

    done = world.run("import")
    world.check("GET by netrc", done.returncode == 0 and "10 events" in done.out and done.out.endswith("  new\n"),
                done.out + done.err)
    done = world.run("import")
    world.check("the second import reads nothing", done.returncode == 0 and done.out.endswith("  unchanged\n"), done.out)
    world.check("a plan", world.run("plan", "--weeks", "4").returncode == 0)
    before = gaps(world)

    radicale.ask("PUT", leave(14))
    done = world.run("import")
    world.check("changed", "14 events" in done.out and done.out.endswith("  changed\n"), done.out)
    world.run("plan", "--weeks", "4")
    changed = gaps(world)
    world.check("the plan follows", changed != before)

    radicale.ask("PUT", calendar([]))
    done = world.run("import", today="2026-11-24")
    world.check("emptied", done.returncode == 4 and "it has no events any more, and had 14" in done.out, done.out)

    radicale.ask("DELETE")
    done = world.run("import", today="2026-11-24")
    world.check("deleted", done.returncode == 4 and "stale: HTTP 404" in done.out, done.out)

    radicale.stop()
    done = world.run("import", today="2026-11-25")
    world.check("stopped", done.returncode == 4 and "stale: no connection" in done.out and
                "the copy of 2026-11-23 is used" in done.out, done.out)
    done = world.run("plan", "--weeks", "4", today="2026-11-25")
    world.check("the plan is marked stale", done.returncode == 4 and "[feed-stale]" in done.err and
                "not up to date: feed:team (copy of 2026-11-23)" in done.out, done.out + done.err)
    world.check("the plan is unchanged", gaps(world) == changed)
    done = world.run("report", "gaps")
    world.check("and so is its report", done.returncode == 4 and "feed:team (copy of 2026-11-23)" in done.out, done.out)
    done = world.run("feed", "list", "-O", "csv", today="2026-11-25")
    world.check("listed", ",stale,2026-11-23,2,14," in done.out and ",4,no connection" in done.out, done.out)


def main():
    if not shutil.which("radicale"):
        print("SKIP: no radicale")
        return 77
    world = World(os.path.abspath(sys.argv[1]))
    if "WITH_HTTP=OFF" in world.run("feed", "test", "http://127.0.0.1:9/x.ics").out:
        print("SKIP: built without HTTP")
        return 77
    radicale = Radicale(world.temporary.name)
    try:
        check_all(world, radicale)
    finally:
        if radicale.process.poll() is None:
            radicale.stop()
    return world.end()


if __name__ == "__main__":
    sys.exit(main())
