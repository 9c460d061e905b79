#!/usr/bin/env python3
"""What stays: a hostile folder is published to without following anything in it; signals at random moments leave the
files of before or those of now and nothing else, kill -9 what the next run removes; secrets are in no core dump.

usage: written_kept.py STAFFGAP [SIGNALS]
"""
import fcntl
import hashlib
import os
import random
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time

from firm import DRAFT, Firm, contents, normal_signals

PUBLISHED = ["SHA256SUMS", "datapackage.json", "engagements.csv", "actions.ics", "gaps-wide.csv", "gaps.csv", "index.html", "plan.ics",
             "plan.json"]
GONE = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def is_whole(folder):
    """All files that the checksums name are there, as they say."""
    files = contents(folder)
    sums = [line.split("  ") for line in files.get("SHA256SUMS", b"").decode().splitlines()]
    return len(sums) > 5 and all(hashlib.sha256(files.get(name, b"")).hexdigest() == digest for digest, name in sums)


def hostile_folder(firm):
    firm.write("victim", "kept")
    firm.status("publish", firm.run("publish", "good"), 0)
    want = contents(firm.path("good"))
    for with_foreign in (False, True):
        site = f"site-{with_foreign}"
        os.mkdir(firm.path(site))
        os.symlink("../victim", firm.path(site, "index.html"))
        os.symlink("../not-there", firm.path(site, "plan.json"))
        os.symlink(firm.path("firm/people.csv"), firm.path(site, "SHA256SUMS"))
        os.mkfifo(firm.path(site, "gaps.csv"))
        os.link(firm.path("victim"), firm.path(site, "plan.ics"))
        if with_foreign:
            firm.write(f"{site}/mine.txt", "mine")
            os.symlink("../victim", firm.path(site, "mine.link"))
        before = contents(firm.root)
        firm.status(f"publish into {site}", firm.run("publish", site), 0)
        got = contents(firm.path(site))
        if with_foreign:
            firm.check("foreign files stay", got.pop("mine.txt", b"") == b"mine" and got.pop("mine.link", "") == "../victim")
        firm.check(f"{site} is whole", got == want and all(
            stat.S_ISREG(os.lstat(firm.path(site, name)).st_mode) for name in got), got.keys())
        firm.check("no link was followed", firm.read("victim") == b"kept" and not os.path.lexists(firm.path("not-there")) and
                   contents(firm.root) == before)
    os.mkdir(firm.path("folders"))
    os.mkdir(firm.path("folders/plan.ics"))
    firm.status("a folder of that name", firm.run("publish", "folders"), 2, "is a folder")
    firm.check("nothing was written beside it", os.listdir(firm.path("folders")) == ["plan.ics"])
    firm.write("file", "kept")
    firm.status("a file in place of the folder", firm.run("publish", "file"), 2, "is not a folder")
    os.symlink("good", firm.path("mine"))
    firm.status("a link of one's own", firm.run("publish", "mine"), 0)
    if os.geteuid() == 0:
        os.symlink("good", firm.path("theirs"))
        os.lchown(firm.path("theirs"), 1234, 1234)
        firm.status("a link of somebody else", firm.run("publish", "theirs"), 2, "of somebody else")
    os.chmod(firm.path("good/plan.json"), 0o600)
    os.chmod(firm.path("good"), 0o750)
    firm.status("published otherwise", firm.run("publish", "good", "--redact"), 0)
    firm.check("modes stay", stat.S_IMODE(os.stat(firm.path("good/plan.json")).st_mode) == 0o600 and
               stat.S_IMODE(os.stat(firm.path("good")).st_mode) == 0o750)
    firm.status("into the folder where one is", firm.run("publish", ".", folder="firm", cwd=firm.path("good")), 0)


def dead_process():
    process = subprocess.Popen(["true"])
    process.wait()
    return process.pid


def left_overs(firm):
    """What a dead process of this user left is removed, and nothing else."""
    dead, digits = dead_process(), "0123456789abcdef"
    live = os.getpid()
    os.mkdir(firm.path("left"))
    gone = [f"left/.staffgap-{dead}-{digits}.tmp", f"left/site/.staffgap-{dead}-{digits}.tmp"]
    stays = [f"left/.staffgap-{live}-{digits}.tmp", f"left/.staffgap-{dead}-{digits}.tm", f"left/.staffgap-{dead}-{digits}.tmp.csv",
             f"left/x.staffgap-{dead}-{digits}.tmp", f"left/.staffgap-0-{digits}.tmp", f"left/site/.gaps.csv.{dead}.tmp"]
    for name in gone + stays:
        firm.write(name, "left")
    ours, foreign = f"left/.staffgap-{dead}-aaaaaaaaaaaaaaaa.tmp", f"left/.staffgap-{dead}-bbbbbbbbbbbbbbbb.tmp"
    for name in PUBLISHED:
        firm.write(f"{ours}/{name}", "left")
        firm.write(f"{foreign}/{name}", "left")
    firm.write(f"{foreign}/mine", "mine")
    held, link = f"left/.staffgap-{dead}-cccccccccccccccc.tmp", f"left/.staffgap-{dead}-dddddddddddddddd.tmp"
    firm.write(held, "held")
    firm.write("left/target", "kept")
    os.symlink("target", firm.path(link))
    stays += [f"{foreign}/mine", held, link, "left/target"]
    if os.geteuid() == 0:
        theirs = f"left/.staffgap-{dead}-eeeeeeeeeeeeeeee.tmp"
        firm.write(theirs, "theirs")
        os.chown(firm.path(theirs), 1234, 1234)
        stays.append(theirs)
    with open(firm.path(held), "rb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # as a process of another machine or container does
        firm.status("-o", firm.run("report", "gaps", "-O", "csv", "-o", "left/gaps.csv"), 0)
        firm.check("-o removes files", not os.path.exists(firm.path(gone[0])) and os.path.exists(firm.path(ours)))
        firm.status("publish", firm.run("publish", "left/site"), 0)
    firm.check("what was left is gone", not [name for name in gone + [ours] if os.path.lexists(firm.path(name))])
    firm.check("all else stays", all(os.path.lexists(firm.path(name)) for name in stays),
               [name for name in stays if not os.path.lexists(firm.path(name))])
    shutil.rmtree(firm.path("left"))
    os.mkdir(firm.path("fresh"))
    firm.write(f"fresh/.staffgap-{dead}-{digits}.tmp", "left")
    firm.status("init", firm.run("init", "fresh", folder=None), 0)


def wait_for(what, seconds=60):
    until = time.monotonic() + seconds
    while not what() and time.monotonic() < until:
        time.sleep(0.005)
    return what()


def signals_while_writing(firm):
    """The draft of `risk` is there while the pipeline is drawn."""
    draw = ["risk", "--draws", "10000", "-O", "json", "-o", "out/risk.json"]
    os.mkdir(firm.path("out"))
    firm.write("out/risk.json", "old")
    for number in (*GONE, signal.SIGKILL):
        process = firm.start(*draw, stdout=subprocess.PIPE)
        there = wait_for(lambda: firm.drafts() or process.poll() is not None) and firm.drafts()
        process.send_signal(number)
        err = process.communicate(timeout=300)[1].decode()
        firm.check(f"{number.name} while a draft is there", there, err)
        firm.check(f"{number.name} keeps what was there", firm.read("out/risk.json") == b"old")
        if number != signal.SIGKILL:
            firm.check(f"{number.name} ends with its status and a word",
                       (process.returncode, err) == (128 + number, "staffgap: interrupted\n"), process.returncode, err)
            firm.check(f"{number.name} leaves no draft", not firm.drafts(), firm.drafts())
    firm.check("kill -9 leaves a draft", len(firm.drafts()) == 1, firm.drafts())
    firm.status("the next run", firm.run("report", "gaps", "-O", "csv", "-o", "out/gaps.csv"), 0)
    firm.check("the next run removes it", not firm.drafts(), firm.drafts())

    def ignored():
        normal_signals()
        for number in GONE:
            signal.signal(number, signal.SIG_IGN)

    draw[2] = "500"
    process = firm.start(*draw, stdout=subprocess.PIPE, preexec_fn=ignored)
    wait_for(lambda: firm.drafts() or process.poll() is not None)
    for number in GONE:
        process.send_signal(number)
    process.communicate(timeout=300)
    firm.check("what nohup ignores stays ignored", process.returncode == 0 and firm.read("out/risk.json")[:1] == b"{", process.returncode)


def timed(firm):
    begin = time.monotonic()
    firm.run("publish", "timed")
    return time.monotonic() - begin


def signals_while_publishing(firm, times):
    """At random moments, into a folder of ours and one with foreign files: old or new, never half."""
    chance = random.Random(15)
    versions = {}
    for extra in ([], ["--redact"]):
        firm.status("publish", firm.run("publish", "version", *extra), 0)
        versions[bool(extra)] = contents(firm.path("version"))
    shutil.rmtree(firm.path("version"))
    whole = min(timed(firm) for _ in range(3))
    firm.write("mixed/mine", "mine")
    ended, seen, most_left = {}, [], 0
    for turn in range(times):
        site, number = ("site", "mixed")[turn // 8 % 2], (*GONE, signal.SIGKILL)[turn % 4]
        left = set(firm.drafts())  # by kill -9
        process = firm.start("publish", site, *(["--redact"] if turn % 3 == 0 else []), stdout=subprocess.PIPE)
        if turn % 8 < 4:
            time.sleep(chance.uniform(0.5, 1.1) * whole)
        else:  # in the middle of writing, as far as it can be hit
            folder = firm.path("mixed" if site == "mixed" else "")
            while process.poll() is None and not any(map(DRAFT.match, os.listdir(folder))):
                pass
            time.sleep(chance.choice((0, 0, 0.002, 0.005)))
        process.send_signal(number)
        process.communicate(timeout=300)
        ended[process.returncode] = ended.get(process.returncode, 0) + 1
        firm.check("it ends by the signal or is done", process.returncode in (0, -number, 128 + number), process.returncode)
        if number != signal.SIGKILL:
            firm.check(f"{number.name} leaves no draft", set(firm.drafts()) <= left, firm.drafts())
        most_left = max(most_left, len(firm.drafts()))
        got = contents(firm.path(site)) if os.path.exists(firm.path(site)) else {}
        got = {name: data for name, data in got.items() if not DRAFT.match(name) and name != "mine"}
        if site == "site":
            firm.check("old or new as a whole", not got or got in versions.values(), got.keys())
        seen.append(got.get("plan.json"))
        firm.check("each file old or new", all(data in (versions[False].get(name), versions[True].get(name))
                                               for name, data in got.items()))
    for site in ("site", "mixed"):
        firm.status("the next one", firm.run("publish", site), 0)
        firm.check("is whole", is_whole(firm.path(site)))
    firm.check("nothing is left behind", not firm.drafts() and firm.read("mixed/mine") == b"mine", firm.drafts())
    print(f"publish in {whole:.2f} s, signals at random moments: status and times {ended}, changed "
          f"{sum(a != b for a, b in zip(seen, seen[1:]))} times, drafts left at most {most_left}")


def no_core(firm):
    """A process that has read secrets leaves no memory behind, its children do not either."""
    firm.write("home/.config/staffgap/secrets", "cal = !touch reached; exec sleep 60\n", 0o600)
    firm.write("firm/feeds.csv", "feed,kind,who,source\nana,personal,ana,secret:cal\n")
    home = {**os.environ, "HOME": firm.path("home"), "XDG_CONFIG_HOME": firm.path("home/.config"), "LC_ALL": "C"}
    # A user's own list of workspaces that may use secrets, where there is one.
    subprocess.run([firm.exe, "trust", firm.root], env=home, capture_output=True, check=False)

    def with_cores():
        normal_signals()
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))

    process = firm.start("import", env=home, preexec_fn=with_cores, stdout=subprocess.PIPE)
    reached = wait_for(lambda: os.path.exists(firm.path("reached")) or process.poll() is not None) and process.poll() is None
    firm.check("the command of the secret runs", reached)
    if reached:
        with open(f"/proc/{process.pid}/limits", encoding="ascii") as file:
            limit = [line.split()[4:6] for line in file if line.startswith("Max core file size")]
        firm.check("no core is as large as that", limit == [["0", "0"]], limit)
        process.send_signal(signal.SIGABRT)
        _, status = os.waitpid(process.pid, 0)
        process.returncode = status
        firm.check("no core dump", not os.WCOREDUMP(status), status)
        firm.check("no file of it", not [name for name in os.listdir(firm.top) if name.startswith("core")])


def main():
    firm = Firm(sys.argv[1])
    hostile_folder(firm)
    left_overs(firm)
    signals_while_writing(firm)
    signals_while_publishing(firm, int(sys.argv[2]) if len(sys.argv) > 2 else 24)
    if os.path.exists("/proc/self/limits"):
        no_core(firm)
    return firm.end()


if __name__ == "__main__":
    sys.exit(main())
