"""demo_console.py STAFFGAP DOCUMENT [--update]: do the commands of a document print what it shows?

Runs the ```console blocks of a Markdown document in one empty folder, line by line ("$ command"),
and compares standard output and error with the lines below each command. Blocks that begin with
./quickstart are left to test_quickstart.sh. With --update the document shows afterwards what they
print: read the difference before you commit it.
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


def marked(found, shown):
    """Each (command, expected output), with a new list in `shown` at the beginning of a block."""
    for block in found:
        shown.append([])
        yield from block


def show(document, text, shown):
    """Put what was printed, per block, into the document."""
    left = iter(shown)

    def block(match):
        if match.group(1).startswith("$ ./quickstart"):
            return match.group(0)
        return "```console\n" + "".join(next(left)) + "```\n"

    text = re.sub(r"^```console\n(.*?)^```\n", block, text, flags=re.M | re.S)
    with open(document, "w", encoding="utf-8") as file:
        file.write(text)


def main(staffgap, document, update=""):
    with open(document, encoding="utf-8") as file:
        text = file.read()
    failed = ran = 0
    shown = []
    with tempfile.TemporaryDirectory() as folder:
        os.mkdir(folder + "/bin")
        os.symlink(os.path.abspath(staffgap), folder + "/bin/staffgap")
        environment = {**os.environ, "LC_ALL": "C", "TZ": "UTC", "COLUMNS": "80",
                       "PATH": folder + "/bin:" + os.environ["PATH"]}
        where = folder + "/work"
        os.mkdir(where)
        for command, expected in marked(blocks(text), shown):
            ran += 1
            shown[-1].append(f"$ {command}\n")
            if command.startswith("cd "):
                where = os.path.join(where, command[3:])
                continue
            done = subprocess.run(["sh", "-c", command], cwd=where, env=environment, check=False,
                                  stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT)
            actual = done.stdout.decode("utf-8").replace("\r\n", "\n").splitlines(keepends=True)
            shown[-1] += actual
            if actual != expected:
                failed += 1
                print(f"$ {command}: {document} shows something else")
                sys.stdout.writelines(difflib.unified_diff(expected, actual, "shown", "printed"))
    print(f"{ran} commands, {failed} differ")
    if update == "--update":
        show(document, text, shown)
        return 0
    return 0 if ran and not failed else 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
