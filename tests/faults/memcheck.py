#!/usr/bin/env python3
"""memcheck.py STAFFGAP SHIM.so: injected faults under valgrind. What it sees beyond the sanitizers is memory that was never set.

Of plan, import and a report one call of each kind fails, in the middle of the run; how that ends is the matter of faults.py.
Where the program is built with sanitizers, STAFFGAP may be the one of another build. Without valgrind or that: SKIP.
"""
import argparse
import re
import shutil
import subprocess
import sys

from faults import COMMANDS, ERRORS, SECONDS, Faults, TODAY

RUNS = [("plan", None), ("plan", "sqlite"), ("plan", "malloc"), ("plan", "fork"), ("import", "read"), ("import", "write"), ("gaps", "open"),
        ("gaps", "rename")]
# Readers are confined by limits alone: valgrind needs calls that they may not make. Memory that is there when a run ends is no leak.
VALGRIND = ["valgrind", "--quiet", "--error-exitcode=99", "--leak-check=no", "--num-callers=20"]


class Memcheck(Faults):
    def run(self, place, args, fault=None, counts=None, limit=None):
        if not fault:
            return super().run(place, args, fault, counts, limit)
        words = [a.format(out=place + "/out", firm=place + "/firm") for a in args]
        today = ["--today", TODAY] if args[0] in ("plan", "import") else []
        return subprocess.run([*VALGRIND, self.exe, "-C", place + "/firm", *words, *today],
                              env=dict(self.environment(None if fault == "none" else fault, None), STAFFGAP_CONFINE="limits"), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE, timeout=4 * SECONDS, check=False)

    def all(self):
        for name in sorted({name for name, _ in RUNS}):
            self.measure(name)
        for name, kind in RUNS:
            fault = f"{kind}:{max(1, self.counts[name][kind] // 2)}:{ERRORS[kind][0]}" if kind else "none"
            done = self.run(self.copy("base"), COMMANDS[name], fault)
            said = done.stderr.decode(errors="replace")
            print(f"{name} {fault}: {done.returncode}")
            # A reader's findings do not reach the status: they are told by their lines.
            if done.returncode not in ((0,) if fault == "none" else (0, 1, 3, 4)) or re.search(r"^==\d+==", said, re.M):
                self.wrong(name, fault, "valgrind found something", done)


def main():
    exe, shim = sys.argv[1:3]
    if not shutil.which("valgrind") or not shutil.which(exe):
        print(f"SKIP: no valgrind, or no {exe} (made by the test 'coverage')")
        return 77
    memcheck = Memcheck(argparse.Namespace(exe=exe, shim=shim, mallocs=1, seed=1, keep=False))
    if memcheck.asan:
        print("SKIP: valgrind cannot run a program that is built with sanitizers")
        return 77
    try:
        memcheck.prepare()
        memcheck.all()
    finally:
        shutil.rmtree(memcheck.temporary, ignore_errors=True)
    return 1 if memcheck.failures else 0


sys.exit(main())
