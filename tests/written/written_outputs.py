#!/usr/bin/env python3
"""What -o writes: whole files with the rights of before, through FIFOs and descriptors, over no link and nothing
of the workspace; every failure is told and changes nothing.

usage: written_outputs.py STAFFGAP
"""
import os
import resource
import shutil
import signal
import socket
import stat
import subprocess
import sys
import threading

from firm import COMMANDS, Firm, contents, normal_signals


def mode_of(path):
    return stat.S_IMODE(os.stat(path).st_mode)


def every_command(firm):
    """Whatever takes -o goes through the same door."""
    listed = firm.run("help", folder=None)[1].decode()
    takes = set()
    for line in listed.splitlines():
        words = line.split()
        if len(words) > 1 and line.startswith("  ") and words[0][0].isalpha():
            done = firm.run("help", words[0], folder=None)
            wide = [row for row in (listed + done[1].decode()).splitlines() if len(row) > 79]
            firm.check(f"help {words[0]} fits into 79 columns", not wide, wide)
            if done[0] == 0 and "-o, --output" in done[1].decode():
                takes.add(words[0])
    firm.check("the commands that take -o", takes == set(COMMANDS), takes ^ set(COMMANDS))
    firm.write("victim", "kept")
    os.symlink("victim", firm.path("link"))
    for command, args in COMMANDS.items():
        words = [command, *args, "-O", "json"]
        done = firm.run(*words)
        firm.status(f"{command} to standard output", done, 0)
        for name in (f"{command}.json", "with a blank", "-dash", "new\nline"):
            firm.status(f"{command} to '{name}'", firm.run(*words, "-o", name), 0)
            firm.check(f"{command} to '{name}'", firm.read(name) == done[1])
        firm.write("kept", "old", 0o640)
        firm.status(f"{command} over a file", firm.run(*words, "-o", "kept"), 0)
        firm.check(f"{command} keeps the mode", mode_of(firm.path("kept")) == 0o640, oct(mode_of(firm.path("kept"))))
        firm.status(f"{command} over a link", firm.run(*words, "-o", "link"), 2, "symbolic link")
        firm.status(f"{command} over a table", firm.run(*words, "-o", "firm/demand.csv"), 2, "workspace's own")
        firm.status(f"{command} to /dev/stdout", (lambda d: (d[0], d[1], ""))(firm.run(*words, "-o", "/dev/stdout")), 0)
        firm.check(f"{command} to /dev/stdout", firm.run(*words, "-o", "/dev/stdout")[1] == done[1])
        through_descriptor(firm, words, done[1])
        through_fifo(firm, words, done[1])
    firm.check("no link was followed", firm.read("victim") == b"kept" and os.path.islink(firm.path("link")))


def through_descriptor(firm, words, want):
    with open(firm.path("opened"), "wb") as file:
        file.write(b"before\n")
        file.flush()
        inode = os.fstat(file.fileno()).st_ino
        done = firm.run(*words, "-o", f"/dev/fd/{file.fileno()}", pass_fds=[file.fileno()])
        file.write(b"after\n")
    firm.status(f"{words} to a descriptor", done, 0)
    firm.check(f"{words} to a descriptor, at its place in the file",
               firm.read("opened") == b"before\n" + want + b"after\n" and os.stat(firm.path("opened")).st_ino == inode)


def through_fifo(firm, words, want):
    path = firm.path("fifo")
    if not os.path.exists(path):
        os.mkfifo(path)
    got = []

    def reader():
        with open(path, "rb") as file:
            got.append(file.read())

    thread = threading.Thread(target=reader)
    thread.start()
    done = firm.run(*words, "-o", "fifo")
    thread.join()
    firm.status(f"{words} to a FIFO", done, 0)
    firm.check(f"{words} to a FIFO", got == [want] and stat.S_ISFIFO(os.stat(path).st_mode))


def special(firm):
    report = ["report", "plan", "-O", "json"]
    want = firm.run(*report)[1]
    firm.check("the report is larger than a pipe holds", len(want) > 200000, len(want))
    if shutil.which("bash"):
        done = subprocess.run(["bash", "-c", '"$0" -C firm report plan -O json -o >(cat > substituted); wait $!', firm.exe],
                              cwd=firm.top, capture_output=True, check=False, preexec_fn=normal_signals)
        firm.check("process substitution", done.returncode == 0 and firm.read("substituted") == want, done.stderr)
    # A reader that goes away, one that never comes.
    process = firm.start(*report, "-o", "fifo", stdout=subprocess.PIPE)
    with open(firm.path("fifo"), "rb") as file:
        file.read(10)
    err = process.communicate(timeout=300)[1].decode()
    firm.status("a reader that goes away", (process.returncode, b"", err), 1, "Broken pipe")
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        process = firm.start(*report, "-q", "-o", "fifo", stdout=subprocess.PIPE)
        line = process.stderr.readline().decode()
        firm.check("waiting for a reader is said", "waiting until somebody reads 'fifo'" in line, line)
        process.send_signal(number)
        process.communicate(timeout=300)
        firm.check(f"{number.name} ends the waiting", process.returncode == 128 + number, process.returncode)
    process = firm.start(*report, stdout=subprocess.PIPE)
    process.stdout.read(10)
    process.stdout.close()
    err = process.stderr.read()
    firm.check("head has read enough", process.wait() == -signal.SIGPIPE and not err, process.returncode, err)
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(firm.top)
        listening.bind("socket")
        firm.status("a socket", firm.run(*report, "-o", "socket"), 2, "is a socket")
    firm.write("reading", "")
    with open(firm.path("reading"), "rb") as file:
        firm.status("a descriptor for reading", firm.run(*report, "-o", f"/dev/fd/{file.fileno()}",
                                                         pass_fds=[file.fileno()]), 2, "not open for writing")
    firm.status("a descriptor that is closed", firm.run(*report, "-o", "/dev/fd/77"), 2, "not open for writing")
    for name, words in (("", "does not name a file"), ("none/", "No such file"), ("firm/", "does not name a file"), (".", "does not name a file"),
                        ("firm/..", "does not name a file"), ("firm", "is a folder")):
        firm.check(f"'{name}' is no file", words in firm.run(*report, "-o", name)[2], firm.run(*report, "-o", name))


def workspace(firm):
    """No path leads to the workspace's own files, there or not yet."""
    os.makedirs(firm.path("elsewhere/deep"))
    os.makedirs(firm.path("firm/out"))
    os.makedirs(firm.path("firm/scenarios"))
    firm.write("elsewhere/linked.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")
    firm.write("elsewhere/deep/people.csv", "person,roles\n")
    os.symlink("../../elsewhere/linked.ics", firm.path("firm/calendars/linked.ics"))
    os.symlink("../../elsewhere/deep", firm.path("firm/scenarios/deep"))
    os.symlink("firm/calendars", firm.path("folder"))
    os.symlink("firm", firm.path("other"))
    os.link(firm.path("firm/people.csv"), firm.path("hard.csv"))
    os.link(firm.path("firm/holidays", os.listdir(firm.path("firm/holidays"))[0]), firm.path("hard.ics"))
    os.link(firm.path("firm/.staffgap/state.db"), firm.path("hard.db"))
    before = contents(firm.top)
    own = ["firm/bookings.csv", "firm/feeds.csv", "firm/People.CSV", "firm/staffgap.conf", "firm/calendars/new.ics",
           "firm/calendars", "firm/Calendars/new.ics", "firm/holidays/x", "firm/.staffgap/state.db", "firm/.staffgap/state.db-wal",
           "firm/.staffgap/new", "firm/.STAFFGAP/new", "firm/scenarios/new.csv", "firm/scenarios/none/people.csv",
           "firm/calendars/../bookings.csv", "firm/out/../rates.csv", "./firm//engagements.csv", "folder/new.ics", "other/bookings.csv",
           "other/holidays/new.ics", "hard.csv", "hard.ics", "hard.db", "elsewhere/linked.ics", "elsewhere/deep/people.csv",
           "elsewhere/deep/demand.csv", firm.path("firm/demand.csv"), firm.path("firm/calendars/none/deeper/new.ics")]
    for name in own:
        firm.status(f"-o {name}", firm.run("report", "gaps", "-O", "csv", "-o", name), 2, "workspace's own")
    firm.status("-o from inside", firm.run("report", "gaps", "-o", "../bookings.csv", folder=None, cwd=firm.path("firm/out")), 2,
                "workspace's own")
    with open(firm.path("firm/demand.csv"), "ab") as file:
        firm.status("-o a descriptor of a table", firm.run("report", "gaps", "-O", "csv", "-o", f"/dev/fd/{file.fileno()}",
                                                           pass_fds=[file.fileno()]), 2, "workspace's own")
    into = ["firm", "firm/", ".", "..", "/", "other", "firm/.staffgap", "firm/calendars", "firm/calendars/new", "firm/holidays",
            "firm/scenarios", "firm/scenarios/new", "firm/Scenarios/x", "firm/people.csv", "firm/feeds.csv", "folder", "folder/new",
            "elsewhere/deep", "firm/.staffgap/state.db"]
    for name in into:
        words = "lies in" if name in (".", "..", "/") else "workspace's own"
        firm.status(f"publish {name}", firm.run("publish", name), 2, words)
    for name in ("firm/calendars", "firm/calendars/new", "folder/new", "firm/scenarios/new", "firm/.staffgap", "firm/Holidays/a/b"):
        for command in ("demo", "init"):
            firm.status(f"{command} {name}", firm.run(command, name, folder=None), 2, "belongs to the workspace")
    for command in ("demo", "init"):
        firm.status(f"{command} over a workspace", firm.run(command, "firm", folder=None), 2, "exists already")
    os.makedirs(firm.path("planted/outside"))
    os.makedirs(firm.path("planted/new"))
    os.symlink("../outside", firm.path("planted/new/calendars"))
    done = firm.run("demo", "planted/new", folder=None)
    firm.check("demo follows no link", done[0] == 1 and contents(firm.path("planted")) == {"new/calendars": "../outside"},
               done, contents(firm.path("planted")))
    shutil.rmtree(firm.path("planted"))
    after = contents(firm.top)
    firm.check("nothing has changed", before == after, [n for n in {**before, **after} if before.get(n) != after.get(n)])
    for name in ("firm/gaps.csv", "firm/out/people.csv", "firm/mypeople.csv", "elsewhere/gaps.csv", "firm/people.csv.new"):
        firm.status(f"-o {name} is allowed", firm.run("report", "gaps", "-O", "csv", "-o", name), 0)
    firm.status("publish into a folder of the workspace", firm.run("publish", "firm/out"), 0)


def rights(firm):
    """New files are as the umask says, old ones as they were; a write that fails changes nothing."""
    report = ["report", "gaps", "-O", "csv", "-o"]
    for mask in (0o022, 0o027, 0o077):
        name = f"umask-{mask:o}"
        firm.status(name, firm.run(*report, name, umask=mask), 0)
        firm.check(name, mode_of(firm.path(name)) == 0o666 & ~mask, oct(mode_of(firm.path(name))))
        firm.status(name, firm.run("publish", f"site-{mask:o}", umask=mask), 0)
        modes = {mode_of(firm.path(f"site-{mask:o}", file)) for file in os.listdir(firm.path(f"site-{mask:o}"))}
        firm.check(f"{name}: published", modes == {0o666 & ~mask} and mode_of(firm.path(f"site-{mask:o}")) == 0o777 & ~mask,
                   modes)
    for mode in (0o600, 0o444, 0o666, 0o604):
        firm.write("mode", "old", mode)
        firm.status(f"mode {mode:o}", firm.run(*report, "mode", umask=0o077), 0)
        firm.check(f"mode {mode:o} stays", mode_of(firm.path("mode")) == mode, oct(mode_of(firm.path("mode"))))
    if os.geteuid() == 0:
        firm.write("owned", "old", 0o640)
        os.chown(firm.path("owned"), 1234, 4321)
        firm.status("a file of somebody", firm.run(*report, "owned"), 0)
        is_ = os.stat(firm.path("owned"))
        firm.check("root keeps the owner", (is_.st_uid, is_.st_gid, mode_of(firm.path("owned"))) == (1234, 4321, 0o640), is_)
    access_list(firm, report)


def access_list(firm, report):
    """user::rw-, user:1234:r--, group::---, mask::r--, other::---: as mode 640, of which the group has nothing."""
    entries = [(1, 6, 0xffffffff), (2, 4, 1234), (4, 0, 0xffffffff), (16, 4, 0xffffffff), (32, 0, 0xffffffff)]
    packed = (2).to_bytes(4, "little") + b"".join(tag.to_bytes(2, "little") + rights.to_bytes(2, "little") + who.to_bytes(4, "little")
                                                  for tag, rights, who in entries)
    firm.write("listed", "old", 0o600)
    try:
        os.setxattr(firm.path("listed"), "system.posix_acl_access", packed)
    except OSError as error:
        print(f"without access lists: {error}")
        return
    firm.status("a file with an access list", firm.run(*report, "listed"), 0)
    firm.check("the access list stays", os.getxattr(firm.path("listed"), "system.posix_acl_access") == packed)


def no_room(firm):
    report = ["report", "plan", "-O", "json", "-o"]
    firm.write("old", "old")

    def small_files():
        normal_signals()
        resource.setrlimit(resource.RLIMIT_FSIZE, (65536, 65536))

    for name in ("old", "new"):
        firm.status(f"a file too large over {name}", firm.run(*report, name, preexec_fn=small_files), 1, "File too large")
    firm.status("publish: a file too large", firm.run("publish", "large", preexec_fn=small_files), 1, "File too large")
    firm.check("nothing of it is there", firm.read("old") == b"old" and not os.path.exists(firm.path("new")) and
               not os.path.exists(firm.path("large")) and not firm.drafts(), os.listdir(firm.top))
    script = """set -e
mount -t tmpfs -o size=64k,mode=777 none small; echo old > small/old; echo old > small/index.html; echo mine > small/mine
s=0; "$0" -C firm report plan -O json -o small/old || s=$?; [ $s = 1 ]
s=0; "$0" -C firm report plan -O json -o small/new || s=$?; [ $s = 1 ]
s=0; "$0" -C firm publish small || s=$?; [ $s = 1 ]
s=0; "$0" -C firm publish small/site || s=$?; [ $s = 1 ]
[ "$(cat small/old)" = old ] && [ "$(cat small/index.html)" = old ] && [ ! -e small/new ] && [ ! -e small/site ]
[ -z "$(find small -name '.staffgap-*')" ]
mount -o remount,ro small
s=0; "$0" -C firm report gaps -O csv -o small/old || s=$?; [ $s = 1 ]
s=0; "$0" -C firm publish small || s=$?; [ $s = 1 ]
"""
    os.mkdir(firm.path("small"))
    mounted = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "none", firm.path("small")], capture_output=True,
                             check=False) if shutil.which("unshare") else None
    if not mounted or mounted.returncode:
        print(f"without a full disk: no file system can be mounted here ({mounted and mounted.stderr.decode().strip()})")
        return
    done = subprocess.run(["unshare", "-m", "sh", "-c", script, firm.exe], cwd=firm.top, capture_output=True, check=False)
    firm.check("a full disk, and one for reading only", done.returncode == 0, done.stderr.decode())
    firm.check("they are named", done.stderr.decode().count("No space left") >= 4 and
               done.stderr.decode().count("Read-only file system") == 2, done.stderr.decode())


def not_allowed(firm):
    """A folder that one may not write to; for root it takes another account."""
    who = {} if os.geteuid() else {"user": 65534, "group": 65534, "extra_groups": []}
    os.chmod(firm.top, 0o755)
    firm.write("closed/old", "old")
    os.chmod(firm.path("closed"), 0o555)
    if who:
        shutil.copytree(firm.root, firm.path("nobody/firm"), symlinks=True)
        for root, folders, files in os.walk(firm.path("nobody")):
            for name in [".", *folders, *files]:
                os.lchown(os.path.join(root, name), 65534, 65534)
        try:
            if firm.run("plans", folder="nobody/firm", **who)[0]:
                raise OSError("it cannot be run by others")
        except OSError as error:
            print(f"without another account: {error}")
            return
    report = ["report", "gaps", "-O", "csv", "-o"]
    for name in ("closed/old", "closed/new"):
        firm.status(f"-o {name}", firm.run(*report, name, folder="nobody/firm" if who else "firm", **who), 1, "Permission denied")
    firm.check("all is as it was", contents(firm.path("closed")) == {"old": b"old"})
    if who:
        # Somebody else's file in a folder that both may write to: the mode gives nobody more than before.
        firm.write("shared/theirs", "old", 0o666)
        os.chmod(firm.path("shared"), 0o777)
        os.chown(firm.path("shared/theirs"), 1234, 4321)
        firm.status("a file of somebody else", firm.run(*report, "shared/theirs", folder="nobody/firm", umask=0o027, **who), 0)
        firm.check("its mode", mode_of(firm.path("shared/theirs")) == 0o640, oct(mode_of(firm.path("shared/theirs"))))


def main():
    firm = Firm(sys.argv[1])
    every_command(firm)
    special(firm)
    workspace(firm)
    rights(firm)
    no_room(firm)
    not_allowed(firm)
    return firm.end()


if __name__ == "__main__":
    sys.exit(main())
