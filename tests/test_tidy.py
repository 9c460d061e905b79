#!/usr/bin/env python3
"""What tidy.py looks at again, and that a stamp hides nothing: a tree of two files that is changed step by step.

usage: test_tidy.py TIDY.py CLANG_TIDY FOLDER
"""
import json
import os
import shutil
import subprocess
import sys
import time

CLEAN = '#include "deep/b.h"\nint NAME(void);\nint NAME(void)\n{\n\treturn B;\n}\n'
FAULT = "\nint *NAME_fault(int *p);\nint *NAME_fault(int *p)\n{\n\tif (!p)\n\t\treturn p + *p;\n\treturn p;\n}\n"
CONFIG = "Checks: '-*,clang-analyzer-core.*'\nWarningsAsErrors: '*'\n"


class Tree:
    def __init__(self, script, program, folder):
        self.script, self.program, self.folder = script, program, folder
        self.failures = 0
        shutil.rmtree(folder, ignore_errors=True)
        self.write(".clang-tidy", CONFIG)
        self.write("deep/b.h", "#define B 1\n")
        self.write("one.c", CLEAN.replace("NAME", "one"))
        self.write("two.c", "int two(void);\nint two(void)\n{\n\treturn 2;\n}\n")
        self.write("files", "one.c\ntwo.c\n")
        self.command("one.c two.c two.c")  # the second one is compiled twice

    def write(self, name, text):
        path = os.path.join(self.folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)

    def command(self, names, more=""):
        os.makedirs(os.path.join(self.folder, "build"), exist_ok=True)
        entries = [{"directory": os.path.join(self.folder, "build"), "file": os.path.join(self.folder, name),
                    "command": f"cc -DCOPY={copy} {more if name == 'one.c' else ''} '-I{self.folder}' -o x.o -c '{self.folder}/{name}'"}
                   for copy, name in enumerate(names.split())]
        self.write("build/compile_commands.json", json.dumps(entries))

    def run(self, title, checked, bad=(), said=()):
        """Run it once: so many files are checked, these have findings, and these words are said."""
        time.sleep(0.15)  # what is newer than the run gets no stamp
        run = subprocess.run([sys.executable, self.script, self.program, os.path.join(self.folder, "build"), self.folder,
                              os.path.join(self.folder, "files"), "2"], capture_output=True, text=True)
        wanted = [f"2 files: {checked} checked, {2 - checked} unchanged since they were clean, {len(bad)} with findings"]
        wanted += [f"\n  {name}" for name in bad] + list(said)
        if run.returncode != (1 if bad else 0) or any(word not in run.stdout for word in wanted):
            self.failures += 1
            print(f"FAILED: {title}: status {run.returncode}, wanted {wanted}, got\n{run.stdout}{run.stderr}")


def main():
    tree = Tree(*[os.path.abspath(path) for path in sys.argv[1:]])
    one = CLEAN.replace("NAME", "one")
    fault = FAULT.replace("NAME", "one")
    tree.run("a new tree: all files", 2)
    tree.run("nothing changed", 0)
    tree.write("one.c", one)
    tree.run("written again, the same", 0)
    tree.write("one.c", one + fault)
    tree.run("a fault", 1, ["one.c"], ["one.c:12:", "clang-analyzer-core"])
    tree.run("a fault is said each time", 1, ["one.c"], ["one.c:12:"])
    tree.write("one.c", one)
    tree.run("the fault is gone", 1)
    tree.write("deep/b.h", "#define B (*(int *)0)\n")
    tree.run("a fault by a header that it includes", 1, ["one.c"], ["one.c:5:", "deep/b.h:1:"])
    tree.write("deep/b.h", "#define B 2\n")
    tree.run("another value in the header", 1)
    tree.command("one.c two.c two.c", "-DNEW")
    tree.run("another command for one of them", 1)
    tree.write("alike/deep/b.h", "#define B 3\n")
    tree.run("a header of this name elsewhere, which may come first", 1)
    tree.run("and it is kept", 0)
    os.remove(os.path.join(tree.folder, "deep/b.h"))
    tree.run("the header is gone", 1, ["one.c"], ["file not found"])
    tree.write("deep/b.h", "#define B 2\n")
    tree.run("the header is back", 1)
    tree.write(".clang-tidy", CONFIG.replace("core.*", "core.*,misc-*"))
    tree.run("another .clang-tidy", 2)
    tree.write(".clang-tidy", CONFIG)
    tree.run("back again", 2)
    tree.write("build/tidy/two.c.stamp", "nonsense\n")
    tree.run("a damaged stamp", 1)
    tree.run("and it is mended", 0)
    tree.command("two.c two.c")
    tree.run("no command compiles one, others the second", 2)
    tree.run("what no command compiles has no stamp", 1)
    if tree.failures:
        sys.exit(f"{tree.failures} failed")


main()
