#!/usr/bin/env python3
"""Commands of the user's secrets file that hang, talk too much, leave something behind or die; clocks that go back.

usage: feeds_secrets.py STAFFGAP
"""
import os
import sys
import time

from feed_world import TODAY, World, leave

ADDRESS = "https://calendar.invalid/x.ics"


def alive(path):
    """Whether the process whose number is in the file runs."""
    with open(path, encoding="ascii") as file:
        pid = int(file.read())
    for _ in range(100):
        try:
            with open(f"/proc/{pid}/stat", encoding="ascii") as file:
                if file.read().rpartition(")")[2].split()[0] == "Z":
                    return False
        except OSError:
            return False
        time.sleep(0.05)
    return True


def test(world, command, words, most=20, **more):
    world.secrets(f"mine = !{command}\n")
    start = time.monotonic()
    done = world.run("feed", "test", "secret:mine", **more)
    took = time.monotonic() - start
    world.check(f"{command[:60]}: {words}", words in done.out + done.err and took < most, f"{took:.1f} s\n{done.out}{done.err}")
    return done


def check_commands(world):
    here = world.temporary.name
    good = f"echo {ADDRESS}"
    said = "calendar.invalid is not known"  # it was asked for: there is no such name
    test(world, good, said)
    test(world, f"printf '{ADDRESS}\\r\\nsecond line\\n'", said)
    test(world, "true", "its command failed or printed nothing")
    test(world, f"{good}; exit 1", "its command failed")
    test(world, f"{good}; kill -9 $$", "its command failed")
    test(world, f"{good}; exec >&-; sleep 1", said)
    test(world, "yes x", "its command printed more than 8192 bytes")
    test(world, f"{good}; head -c 9000 /dev/zero", "its command printed more than 8192 bytes")
    test(world, "printf 'https://calendar.invalid\\000/x.ics\\n'", "printed something that is not text")
    test(world, f"{good}; head -c 8100 /dev/zero | tr '\\000' y", said)
    # No input, also when we have one; nobody waits for a background process that keeps the pipe open.
    reads, writes = os.pipe()
    test(world, "read line; echo $line", "it is not an address", stdin=reads)
    test(world, f"cat; {good}", said, stdin=reads)
    os.close(reads)
    os.close(writes)
    test(world, f"sleep 600 & echo $! > '{here}/left'; {good}", said)
    world.check("what is left in the background is killed", not alive(f"{here}/left"))
    test(world, f"(sleep 600; echo no) & echo $! > '{here}/left'; (trap '' TERM HUP INT; sleep 600) & {good}", said)
    world.check("so is a shell in the background", not alive(f"{here}/left"))
    # A session and a group of its own, and nothing of ours open.
    test(world, f"ps -o pid=,pgid=,sid= -p $$ > '{here}/ps'; ls /proc/self/fd > '{here}/open'; {good}", said)
    if os.path.getsize(f"{here}/ps"):
        with open(f"{here}/ps", encoding="ascii") as file:
            world.check("a session and a group of its own", len(set(file.read().split())) == 1)
    with open(f"{here}/open", encoding="ascii") as file:
        world.check("only three descriptors, and that of the folder", file.read().split() == ["0", "1", "2", "3"])


def check_time(world):
    """Thirty seconds, of a clock that does not go back, and then it is dead, whatever it does about it."""
    here = world.temporary.name
    test(world, f"trap '' TERM HUP INT; echo $$ > '{here}/deaf'; while :; do sleep 1; done", "took longer than 30 seconds", most=90)
    world.check("a command that hears no signal is dead", not alive(f"{here}/deaf"))


def check_names(world):
    """A name is one word of the file, and what is asked for twice is answered twice the same."""
    world.secrets(f"# mine = no\nmine = {ADDRESS}\nmine = https://second.invalid/\n")
    done = world.run("feed", "test", "secret:mine")
    world.check("the first line counts", "calendar.invalid" in done.out, done.out)
    done = world.run("feed", "test", "secret:yours")
    world.check("no such secret", "has no secret 'yours'" in done.out, done.out)
    path = os.path.join(world.home, ".config/staffgap/secrets")
    with open(path, "ab") as file:
        file.truncate(1024 * 1024 + 1)
    done = world.run("feed", "test", "secret:mine")
    world.check("a file that is too large is refused, not cut", "larger than 1 MB" in done.out, done.out)
    os.unlink(path)
    os.mkfifo(path)
    done = world.run("feed", "test", "secret:mine")
    world.check("a pipe is no secrets file", "it is a pipe, not a file" in done.out, done.out)
    os.unlink(path)


def main():
    world = World(os.path.abspath(sys.argv[1]))
    world.write("calendars/ana.ics", leave())
    world.secrets(f"mine = {ADDRESS}\n")
    if "WITH_HTTP=OFF" in world.run("feed", "test", "secret:mine", today=TODAY).out:
        print("SKIP: built without HTTP")
        return 77
    check_commands(world)
    check_time(world)
    check_names(world)
    return world.end()


if __name__ == "__main__":
    sys.exit(main())
