#!/usr/bin/env python3
"""clang-tidy over all files in one run, several at a time; a file that was clean is looked at again only when something changed.

usage: tidy.py CLANG_TIDY BUILD ROOT LIST [JOBS]

LIST has a path on each line, relative to ROOT; BUILD has compile_commands.json. Findings are printed as clang-tidy prints
them, and the names of the files that have some once more at the end.

A file that had no finding leaves a stamp in BUILD/tidy: a hash of all that clang-tidy read or was told, and the names of what
it read, which it says itself (-H). The file is clean as long as the hash is the same: of the contents of these files, of every
header that has a name like theirs (a new one may come first), of the commands that compile the file, of .clang-tidy, of
clang-tidy and of this script. A file with findings has no stamp, and none is left when something changed meanwhile.
"""
import concurrent.futures
import functools
import hashlib
import json
import os
import subprocess
import sys
import time

# Version 14 mixes up findings of files that it reads together: one file a process.
# The analyzer takes 75,000 steps for a function, not 225,000: it made one file cost 22 of 180 seconds.
ANALYZER = [f"--extra-arg={word}" for word in ("-Xclang", "-analyzer-config", "-Xclang", "max-nodes=75000")]
CLOCK_IS_COARSE = 0.1  # seconds by which a time of the file system may lie behind time()
OTHER_HEADERS = ("/usr/local/include",)  # looked through before what the system has


@functools.lru_cache(maxsize=None)
def content(path):
    """A hash of the file, or "" when there is none."""
    try:
        with open(path, "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()
    except OSError:
        return ""


def headers_by_name(*folders):
    """All headers below the folders: name -> paths."""
    found = {}
    for top in folders:
        for folder, below, names in os.walk(top):
            below[:] = [name for name in below if name not in ("CMakeFiles", ".git")]
            for name in names:
                if name.endswith(".h"):
                    found.setdefault(name, set()).add(os.path.join(folder, name))
    return found


def configs(root, path):
    """The .clang-tidy that may hold for a file: in its folder and in all above it."""
    folder = os.path.dirname(os.path.join(root, path))
    while True:
        yield os.path.join(folder, ".clang-tidy")
        if folder == os.path.dirname(folder):
            return
        folder = os.path.dirname(folder)


def included(said):
    """The files that a run read, as -H lists them: a dot for each level, a blank, the name."""
    return {os.path.abspath(name) for dots, _, name in (line.partition(" ") for line in said.splitlines()) if dots and not dots.strip(".")}


class Tidy:
    def __init__(self, program, build, root):
        self.began = time.time()
        self.program, self.build, self.root = program, os.path.abspath(build), os.path.abspath(root)
        self.headers = headers_by_name(self.root, self.build, *OTHER_HEADERS)
        version = subprocess.run([program, "--version"], capture_output=True, check=True).stdout
        self.tool = [version.decode(), content(os.path.realpath(program)), content(os.path.abspath(__file__)), *ANALYZER]
        self.commands = {}
        with open(os.path.join(self.build, "compile_commands.json"), encoding="utf-8") as file:
            for entry in json.load(file):
                name = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
                self.commands.setdefault(name, []).append(json.dumps(entry, sort_keys=True))

    def key(self, path, depends):
        """A hash of all that a run over the file depends on."""
        parts = [*self.tool, *sorted(self.commands[os.path.join(self.root, path)])]
        parts += [f"{config} {content(config)}" for config in configs(self.root, path)]
        alike = set(depends)
        for name in depends:
            alike |= self.headers.get(os.path.basename(name), set())
        parts += [f"{name} {content(name)}" for name in sorted(alike)]
        return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()

    def stamp(self, path):
        return os.path.join(self.build, "tidy", path + ".stamp")

    def is_clean(self, path):
        """Whether the file has a stamp that still holds."""
        if os.path.join(self.root, path) not in self.commands:
            return False
        try:
            with open(self.stamp(path), encoding="utf-8", errors="surrogateescape") as file:
                key, *depends = file.read().splitlines()
        except (OSError, ValueError):
            return False
        return key == self.key(path, depends)

    def keep(self, path, depends):
        """Leave a stamp, unless what was read is not what was there when all this began."""
        told = [config for config in configs(self.root, path) if content(config)]
        told.append(os.path.join(self.build, "compile_commands.json"))
        if any(not content(name) or os.stat(name).st_ctime > self.began - CLOCK_IS_COARSE for name in [*depends, *told]):
            return
        stamp = self.stamp(path)
        os.makedirs(os.path.dirname(stamp), exist_ok=True)
        with open(stamp + ".new", "w", encoding="utf-8", errors="surrogateescape") as file:
            file.write("\n".join([self.key(path, depends), *depends]) + "\n")
        os.replace(stamp + ".new", stamp)

    def check(self, path):
        """Run clang-tidy over one file: what it says, "" when the file is clean."""
        source = os.path.join(self.root, path)
        if os.path.exists(self.stamp(path)):
            os.remove(self.stamp(path))
        run = subprocess.run([self.program, "-p", self.build, "--quiet", *ANALYZER, "--extra-arg=-H", path],
                             cwd=self.root, capture_output=True, encoding="utf-8", errors="surrogateescape")
        if run.returncode == 0 and not run.stdout.strip():
            if source in self.commands:
                self.keep(path, sorted(included(run.stderr) | {source}))
            return ""
        return run.stdout or f"{path}: clang-tidy ended with {run.returncode}\n{run.stderr}"


def main():
    if len(sys.argv) not in (5, 6):
        sys.exit(__doc__)
    program, build, root, names = sys.argv[1:5]
    jobs = int(sys.argv[5]) if len(sys.argv) == 6 else os.cpu_count()
    with open(names, encoding="utf-8") as file:
        paths = file.read().split("\n")
    paths = [path for path in paths if path]
    if not paths:
        sys.exit("no files: nothing was checked")
    tidy = Tidy(program, build, root)
    wanted = [path for path in paths if not tidy.is_clean(path)]
    # The long ones first, so that none of them is left for the end.
    wanted.sort(key=lambda path: -os.path.getsize(os.path.join(tidy.root, path)))
    bad = []
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        for path, said in zip(wanted, pool.map(tidy.check, wanted)):
            if said:
                bad.append(path)
                print(said, end="", flush=True)
    print(f"{len(paths)} files: {len(wanted)} checked, {len(paths) - len(wanted)} unchanged since they were clean, {len(bad)} with findings")
    for path in bad:
        print(f"  {path}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
