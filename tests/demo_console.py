"""demo_console.py STAFFGAP DOCUMENT: do the commands of a document print what it shows?

Runs the ```console blocks of a Markdown document in one empty folder, line by line ("$ command"),
and compares standard output and error with the lines below each command. Blocks that begin with
./quickstart are left to test_quickstart.sh.
"""
import difflib
import os
import re
import subprocess
import sys
import tempfile


def blocks(text):
    """Lists of (command, expected output) of each block."""
    for block in re.findall(r"^```console\n(.*?)^```$", text, re.M | re.S):
        if block.startswith("$ ./quickstart"):
            continue
        pairs = []
        for line in block.splitlines(keepends=True):
            if line.startswith("$ "):
                pairs.append((line[2:].rstrip("\n"), []))
            else:
                pairs[-1][1].append(line)
        yield pairs


def main(staffgap, document):
    with open(document, encoding="utf-8") as file:
        text = file.read()
    failed = ran = 0
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/bin")
        os.symlink(os.path.abspath(staffgap), folder + "/bin/staffgap")
        environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "80",
                       "PATH": folder + "/bin:" + os.environ["PATH"]}
        where = folder + "/work"
        os.mkdir(where)
        for command, expected in (pair for block in blocks(text) for pair in block):
            ran += 1
            if command.startswith("cd "):
                where = os.path.join(where, command[3:])
                continue
            done = subprocess.run(["sh", "-c", command], cwd=where, env=environment, check=False,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT)
            actual = done.stdout.decode("utf-8").replace("\r\n", "\n").splitlines(keepends=True)
            if actual != expected:
                failed += 1
                print(f"$ {command}: {document} shows something else")
                sys.stdout.writelines(difflib.unified_diff(expected, actual, "shown", "printed"))
    print(f"{ran} commands, {failed} differ")
    return 0 if ran and not failed else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
