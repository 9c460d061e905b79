#!/usr/bin/env python3
"""terminal.py STAFFGAP FOLDER: on terminals of 60 and 80 columns no answer of the Monday meeting is
wider than the terminal."""
import fcntl
import os
import pathlib
import pty
import re
import shutil
import struct
import subprocess
import sys
import termios
import unicodedata

ASKED = [["agenda"], ["diff", "1", "2"], ["explain", "sre", "W52"], ["risk"],
         ["compare", "base", "small"], ["compare", "base", *"abcd"], ["what-if", "--people", "+1:sre:3@DE-BE"]]
WIDTHS = (60, 80)


def shown(exe, root, words, columns):
    """What somebody sees on a terminal of that width."""
    child, terminal = pty.fork()
    if child == 0:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
        environment = {**os.environ, "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}
        environment.pop("COLUMNS", None)
        os.execve(exe, [exe, "-C", str(root), "-q", *words], environment)
    written = b""
    while True:
        try:
            block = os.read(terminal, 65536)
        except OSError:  # the program is gone
            block = b""
        if not block:
            break
        written += block
    os.close(terminal)
    if os.waitpid(child, 0)[1]:
        sys.exit(f"{words} fails")
    return re.sub(r"\x1b\[[0-9;]*[mK]", "", written.decode()).replace("\r\n", "\n")


def width(line):
    return sum((unicodedata.east_asian_width(c) in "WF") + (not unicodedata.combining(c))
               for c in line)


def main():
    exe, root = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
    try:
        for end in pty.openpty():
            os.close(end)
    except OSError as trouble:  # a chroot may have none
        print(f"skipped: no terminal to be had ({trouble})")
        sys.exit(77)
    shutil.rmtree(root, ignore_errors=True)
    subprocess.run([exe, "demo", "--history", str(root), "-q"], check=True)
    (root / "scenarios" / "small").mkdir(parents=True)
    (root / "scenarios" / "small" / "people.csv").write_text("person,roles\n-ben,\n")
    for name in "abcd":
        shutil.copytree(root / "scenarios" / "small", root / "scenarios" / name)
    for words in ASKED:
        for columns in WIDTHS:
            lines = shown(exe, root, words, columns).splitlines()
            if len(lines) < 10:
                sys.exit(f"{words} says only {lines}")
            for line in lines:
                if width(line) > columns:
                    sys.exit(f"{words} on {columns} columns: {width(line)} in\n{line}")


main()
