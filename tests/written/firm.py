"""A worked company with plans, for tests of what the program writes and where."""
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

DRAFT = re.compile(r"\.staffgap-[0-9]+-[0-9a-f]{16}\.tmp$")
COMMANDS = {"report": ["gaps"], "agenda": [], "plans": [], "diff": ["1", "2"], "explain": ["sre", "W52", "--redact"],
            "risk": ["--draws", "50"], "compare": ["base", "base"],
            "what-if": ["--people", "+1:sre:3@DE-BE", "--no-sourcing"]}


def normal_signals():
    """As from a terminal: a job in the background of a script has Ctrl-C ignored."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGPIPE):
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, [])


def contents(folder):
    """All below a folder: bytes of files, the targets of links."""
    found = {}
    for root, folders, files in os.walk(folder):
        for name in files + folders:
            path = os.path.join(root, name)
            inside = os.path.relpath(path, folder)
            if os.path.islink(path):
                found[inside] = os.readlink(path)
            elif os.path.isfile(path):
                with open(path, "rb") as file:
                    found[inside] = file.read()
    return found


class Firm:
    def __init__(self, exe):
        self.exe = os.path.abspath(exe)
        self.temporary = tempfile.TemporaryDirectory(prefix="staffgap-written-")
        self.top = os.path.realpath(self.temporary.name)
        self.root = self.path("firm")
        self.failures = 0
        self.run("demo", "--history", self.root, "-q", folder=None)

    def path(self, *names):
        return os.path.join(self.top, *names)

    def start(self, *args, folder="firm", **more):
        where = ["-C", self.path(folder)] if folder else []
        more = {"cwd": self.top, "stdin": subprocess.DEVNULL, "stderr": subprocess.PIPE, "preexec_fn": normal_signals,
                "env": {**os.environ, "LC_ALL": "C", "TZ": "UTC"}, **more}
        return subprocess.Popen([self.exe, *where, *args], **more)

    def run(self, *args, **more):
        process = self.start(*args, **{"stdout": subprocess.PIPE, **more})
        out, err = process.communicate(timeout=300)
        return process.returncode, out, err.decode()

    def write(self, path, text, mode=None):
        os.makedirs(os.path.dirname(self.path(path)), exist_ok=True)
        with open(self.path(path), "wb") as file:
            file.write(text if isinstance(text, bytes) else text.encode())
        if mode is not None:
            os.chmod(self.path(path), mode)

    def read(self, path):
        with open(self.path(path), "rb") as file:
            return file.read()

    def drafts(self):
        return [os.path.join(root, name) for root, folders, files in os.walk(self.top)
                for name in folders + files if DRAFT.match(name)]

    def check(self, name, good, *shown):
        if not good:
            self.failures += 1
            print(f"FAILED: {name}", *shown, sep="\n  ", file=sys.stderr)

    def status(self, name, done, status, words=""):
        self.check(name, done[0] == status and words in done[2], f"status {done[0]}; expected {status} {words}", done[2])

    def end(self):
        self.check("no draft is left", not self.drafts(), self.drafts())
        for root, folders, _ in os.walk(self.top):
            for name in folders:
                if not os.path.islink(os.path.join(root, name)):
                    os.chmod(os.path.join(root, name), 0o755)
        shutil.rmtree(self.top, ignore_errors=True)
        self.temporary.cleanup()
        print("failed" if self.failures else "all as it should be")
        return 1 if self.failures else 0
