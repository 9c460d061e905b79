#!/usr/bin/env python3
"""marks.py STAFFGAP TESTS DOCS/notes.md [all]: nothing that a terminal obeys, and nothing that deceives who reads it,
comes out of the program raw, wherever it went in.

Marked bytes go into every file of fixtures/bad, into names of files and folders, answers of a server, and every
argument and option of every command. Each note of docs/notes.md is made with marked text inside, or stands in WITHOUT.
With `all` each table is marked in more ways, and each option in both.
"""
import http.server
import os
import pathlib
import pty
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unicodedata

TOKEN = "qZ"  # to be seen in what is shown, so that the marks beside it went the same way
# What is UTF-8: CSI as C1, right-to-left override, DEL, zero width space, isolate, tag, Arabic mark, line separator.
VALID = (TOKEN + "\u009b2J\u202e\u007f\u200b\u2066\U000e0061\u061c\u2028").encode()
# What is not, or is refused in tables: title, clear screen, raw CSI, cut and overlong characters, BS, CR.
RAW = TOKEN.encode() + b"\x1b]0;own\x07\x1b[2J\x9b2J\xc3(\xc0\x9b\x08\x7f\xe2\x80\xae\xff"
ALLOWED = {"\u200c", "\u200d"}
TODAY = "2026-11-23"

# Notes without a word from outside: their places are names of ours, their texts are fixed or numbers.
WITHOUT = {
    "separator-found": "one of two words of ours",
    "cell-unreadable": "says what is wrong; the bytes are not repeated",
    "row-too-wide": "counts",
    "quote-misplaced": "fixed",
    "cell-missing": "the name of a column of ours",
    "end-before-start": "fixed",
    "amount-missing": "fixed", "amount-twice": "fixed",
    "probability-missing": "fixed", "probability-of-committed": "fixed",
    "pattern-disagrees": "hours",
    "ramp-too-long": "weeks",
    "term-wrong": "weeks",
    "reasons-unchecked": "counts",
    "roles-of-one-head": "fixed",
    "who-missing": "fixed",
    "feed-too-many-occurrences": "fixed; a million occurrences take too long here",
    "plan-differs": "the number of the plan",
    "zones-changed": "fixed",
    "number-not-whole": "a number, or it would be number-wrong", "number-out-of-range": "the same",
    "week-column-wrong": "a day, or it would be column-unknown",
    "setting-twice": "the name of a setting of ours",
    "setting-unknown": "names of settings have letters, digits and - only",
    "store-open-to-others": "fixed", "key-not-used": "fixed", "store-of-another": "fixed",
    "absence-of-nobody": "a number",
}


class Marks:
    def __init__(self, exe, tests, notes):
        self.exe, self.bad = os.path.abspath(exe), pathlib.Path(tests) / "fixtures" / "bad"
        self.documented = set(re.findall(r"`([a-z]+(?:-[a-z]+)+)`", notes.read_text()))
        self.temporary = tempfile.TemporaryDirectory(prefix="staffgap-marks-")
        self.top = pathlib.Path(self.temporary.name)
        self.all = sys.argv[4:] == ["all"]
        self.seen, self.marked, self.failures, self.runs, self.folders = set(), set(), [], 0, 0

    # --- running ------------------------------------------------------------------------------------------------

    def check(self, text, what):
        """Every character of the output is one that may be shown; ends of lines are ours."""
        try:
            shown = text.decode()
        except UnicodeDecodeError as error:
            self.failures.append(f"{what}: not UTF-8: {text[max(0, error.start - 40):error.end + 20]!r}")
            return ""
        for at, c in enumerate(shown):
            if c != "\n" and c not in ALLOWED and unicodedata.category(c) in ("Cc", "Cf", "Zl", "Zp"):
                self.failures.append(f"{what}: U+{ord(c):04X} in {shown[max(0, at - 40):at + 20]!r}")
                break
        return shown

    def run(self, root, *words, data=False, stdin=b""):
        """data: what comes on standard output is for programs, which have their own escaping."""
        self.runs += 1
        environment = {**os.environ, "HOME": str(self.top), "XDG_CONFIG_HOME": str(self.top / "config"), "LC_ALL": "C.UTF-8"}
        done = subprocess.run([self.exe, *words], cwd=root, env=environment, input=stdin, capture_output=True,
                              timeout=120, check=False)
        what = repr(words)[:200]
        if done.returncode < 0:
            self.failures.append(f"{what}: ended by signal {-done.returncode}")
        err = self.check(done.stderr, what)
        if not data:
            self.check(done.stdout, what)
        for line in err.splitlines():
            found = re.search(r" \[([a-z-]+)\]$", line)
            if found:
                self.seen.add(found.group(1))
                if TOKEN.lower() in line.lower():  # names of columns are shown in small letters
                    self.marked.add(found.group(1))
        return done

    def folder(self):
        self.folders += 1
        root = self.top / f"w{self.folders}"
        root.mkdir()
        return root

    def write(self, root, files):
        for name, data in files.items():
            path = os.path.join(os.fsencode(root), name if isinstance(name, bytes) else name.encode())
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(data if isinstance(data, bytes) else data.encode())

    def say(self, files, *more):
        """What is said of a workspace of these files."""
        root = self.folder()
        self.write(root, files)
        for words in more or [("check", "-v", "--today", TODAY)]:
            self.run(root, *words)
        shutil.rmtree(root)


BASE = {
    "people.csv": b"person,name,roles,skills,location\nana,Ana,backend:3,kafka,DE-BE\nben,Ben,sre,,DE-BE\n",
    "demand.csv": b"demand,project,role,start,end,fte\nd1,Shop,backend,2026-11-23,2026-12-18,2\n",
    "rates.csv": b"option,model,role,rate,unit,max_heads\ngood,onshore,backend,100,hour,3\n",
    "staffgap.conf": b"time_zone = \"Europe/Berlin\"\n",
}
KINDS = ("people", "demand", "bookings", "rates", "engagements", "feeds")


def words(data, mark):
    """The mark behind each word of the rows (of the settings: of the values)."""
    head, line, rest = data.partition(b"\n")
    return head + line + re.sub(rb"[A-Za-z][A-Za-z-]+", lambda m: m.group() + mark, rest)


def cells(data, mark):
    """The mark at the end of each cell of the rows."""
    head, line, rest = data.partition(b"\n")
    return head + line + re.sub(rb"([^,\n])(?=[,\n]|$)", lambda m: m.group() + mark, rest)


def column(data, mark, number):
    """The mark at the end of one cell of each row."""
    rows = data.split(b"\n")
    for i, row in enumerate(rows[1:], 1):
        parts = row.split(b",")
        if number < len(parts) and parts[number] and not row.startswith(b"#"):
            parts[number] += mark
            rows[i] = b",".join(parts)
    return b"\n".join(rows)


def header(data, mark):
    head, line, rest = data.partition(b"\n")
    return re.sub(rb"(?=,|$)", mark, head, count=0) + line + rest


def values(data, mark):
    """Of a calendar: the mark behind the texts."""
    return re.sub(rb"^((?:UID|SUMMARY|DESCRIPTION|TZID|X-[A-Z-]*|ATTENDEE|ORGANIZER)[^\r\n]*)", lambda m: m.group() + mark,
                  data, flags=re.M)


def all_values(data, mark):
    return re.sub(rb"^((?!BEGIN|END|VERSION)[A-Z][^\r\n]*:[^\r\n]*)", lambda m: m.group() + mark, data, flags=re.M)


def tables(m):
    fixtures = {kind: sorted(m.bad.glob(f"{kind}-*")) for kind in KINDS + ("settings",)}
    for i in range(max(len(f) for f in fixtures.values())):
        chosen = {kind: f[i].read_bytes() for kind, f in fixtures.items() if i < len(f)}
        ways = [lambda d: cells(d, VALID), lambda d: cells(d, RAW)]
        if m.all:
            ways += [lambda d: words(d, VALID), lambda d: header(d, VALID)]
            ways += [lambda d, n=n: column(d, VALID, n) for n in range(8)]
        for way in ways:
            files = dict(BASE)
            for kind, data in chosen.items():
                name = "staffgap.conf" if kind == "settings" else f"{kind}.csv"
                files[name] = way(data)
            m.say(files)


def calendars(m):
    """Each bad calendar is of one person whose name, in the table and on the disk, is marked."""
    people, files = b"person,roles\n", {}
    bad = sorted(m.bad.glob("calendar-*"))
    for way, mark in ((values, VALID), (values, RAW), (all_values, VALID), (all_values, RAW)):
        people, files = b"person,roles\n", dict(BASE)
        for i, path in enumerate(bad):
            name = b"p%d" % i + VALID
            people += name + b",backend\n"
            files[b"calendars/" + name + b".ics"] = way(path.read_bytes(), mark)
        for i, path in enumerate(sorted(m.bad.glob("holidays-*"))):
            files[b"holidays/DE" + VALID + b"%d.ics" % i] = way(path.read_bytes(), mark)
        files["people.csv"] = people
        m.say(files, ("plan", "-v", "--today", TODAY), ("import", "--today", TODAY), ("feed", "list"))
    m.say({**BASE, b"calendars/" + RAW + b".ics": b"no calendar", b"holidays/" + RAW + b".ics": b"no calendar"},
          ("check", "-v", "--today", TODAY))
    for path in bad:
        root = m.folder()
        name = b"x" + VALID + b".ics"
        m.write(root, {**BASE, name: all_values(path.read_bytes(), VALID)})
        for verb in ("test", "inspect"):
            m.run(root, "feed", verb, name, "--today", TODAY)
        m.run(root, "feed", "inspect", name, "--today", TODAY, "-O", "json", data=True)
        shutil.rmtree(root)


def event(lines, uid="u1"):
    return "BEGIN:VEVENT\r\nUID:%s\r\nDTSTAMP:20261101T000000Z\r\n%s\r\nEND:VEVENT\r\n" % (uid, "\r\n".join(lines))


def calendar(*events):
    return ("BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//EN\r\n" + "".join(events) + "END:VCALENDAR\r\n").encode()


def special(m):
    """Notes of several files together."""
    mark = VALID.decode()
    leave = ["DTSTART;VALUE=DATE:20261207", "DTEND;VALUE=DATE:20261208"]
    group = calendar(event([*leave, f"SUMMARY:{TOKEN}{mark} leave", "ATTENDEE;CN=Who%s:mailto:who@x.example" % mark], "a"),
                     event([*leave, f"SUMMARY:Nobody {mark}"], "b" + mark),
                     event([*leave, "SUMMARY:Urlaub: Ben Bauer", "ORGANIZER;CN=Ana:mailto:ana@x.example"], "c" + mark),
                     event([*leave, "SUMMARY:Urlaub"], "e" + mark),
                     event([*leave, f"SUMMARY:carla{mark}: Urlaub"], "d" + mark))
    people = (f"person,name,email,roles,skills,location,start,end\nana{mark},Ana,ana@x.example,backend:3,,DE,,\n"
              f"ben,Ben Bauer,ben@x.example,sre{mark},,DE{mark},2026-11-23,2026-12-31\n").encode()
    bookings = (f"person,project,role,start,end,percent\nana{mark},Shop{mark},qa{mark},2026-11-23,2026-12-18,90\n"
                f"ana{mark},Shop{mark},backend,2026-11-23,2026-12-18,90\nben,Shop{mark},sre{mark},2026-11-01,2027-01-31,50\n").encode()
    demand = (f"demand,project,role,start,end,fte,location\nd1{mark},Shop{mark},backend,2026-11-28,2026-11-29,2,DE\n"
              f"d2,Shop,sre{mark},2026-11-23,2026-12-18,2,DE{mark}\n").encode()
    rates = (f"option,vendor,model,role,rate,unit,max_heads\ngood{mark},Acme{mark},onshore,backend,100,hour,1\n").encode()
    engagements = (f"engagement,option,heads,start,end\ne1{mark},good{mark},3,2026-11-23,2026-12-31\n").encode()
    feeds = (f"feed,kind,who,source\ngroup{mark},absence,,group{mark}.ics\nbusy{mark},freebusy,ben,fb{mark}.ics\n"
             f"gone{mark},personal,ana{mark},missing{mark}.ics\nnobody{mark},personal,zoe{mark},group{mark}.ics\n").encode()
    settings = f"time_zone = \"Europe/Berlin\"\nvendor_max_spend = \"Nobody{mark}=1000\"\n".encode()
    long_line = calendar(event([*leave, "SUMMARY:" + mark + "x" * 5000000]))
    files = {"people.csv": people, "bookings.csv": bookings, "demand.csv": demand, "rates.csv": rates,
             "engagements.csv": engagements, "feeds.csv": feeds, "staffgap.conf": settings,
             b"group" + VALID + b".ics": group, b"fb" + VALID + b".ics": group,
             b"calendars/ana" + VALID + b".ics": long_line,
             f"scenarios/s{mark}/people.csv": f"person,roles\n-nobody{mark},\n".encode()}
    root = m.folder()
    m.write(root, files)
    for _ in range(2):
        m.run(root, "plan", "-v", "--today", TODAY)
    m.run(root, "compare", "base", "s" + mark)
    m.run(root, "plan", "--scenario", "s" + mark)
    os.remove(os.path.join(os.fsencode(root), b"group" + VALID + b".ics"))
    m.run(root, "plan", "-v", "--today", "2026-11-30")
    m.run(root, "check", "-v", "--today", "2026-11-30")
    reports(m, root, mark)
    terminal(m, root)


def doubts(m):
    """Notes of links between tables, one column of texts after the other."""
    mark = VALID.decode()
    m.say({"people.csv": f"person,roles,skills,location,time_zone,colour{mark}\nana{mark},backend{mark}:3; backend{mark}:2,kafka,DE,\n"
                         f"ben,sre,,DE,Mars/Olympus{mark}\nben,sre,,DE,\nx{mark},sre,,DE,\nx{mark},sre,,DE,\n",
           "demand.csv": f"demand,project,role,skills,location,start,end,fte\nd1{mark},Shop{mark},backnd{mark},kafla{mark},FR{mark},2026-11-23,"
                         f"2026-12-18,2\n",
           "bookings.csv": f"person,project,role,start,end,percent\nana{mark},Shop{mark},backend{mark},2026-11-23,2026-12-18,10\n"
                           f"ana{mark},Shop{mark},backend{mark},2026-11-30,2026-12-18,10\nanna{mark},Shop,sre,2026-11-23,2026-12-18,10\n",
           "rates.csv": f"option,model,role,rate,unit,currency\ngood{mark},onshore,cobol{mark},100,hour,\nu{mark},onshore,sre,100,hour,U{mark}\n",
           "engagements.csv": f"engagement,option,heads,start,end\ne1{mark},god{mark},1,2026-11-23,2026-12-31\n",
           "feeds.csv": f"feed,kind,who,source\nf{mark},personal,ana,go{mark}://x\ng{mark},personal,ana,secret:{mark}\n", "staffgap.conf": b""})
    m.say({"people.csv": f"person,roles\nana,backend{mark}:3; backend{mark}:2\n", **{k: v for k, v in BASE.items() if k != "people.csv"}})
    m.say({**BASE, "staffgap.conf": "no_such_setting = \"x\"\n"})


def reports(m, root, mark):
    listed = m.run(root, "help").stdout.decode().split("Reports:\n")[1].split("\n\n")[0]
    for name in re.findall(r"^  ([a-z]+)", listed, re.M):
        done = m.run(root, "report", name, data=True)
        m.check(done.stdout.replace(b"\r\n", b"\n"), f"report {name}")
        m.run(root, "report", name, "-O", "csv", data=True)
        m.run(root, "report", name, "-o", "x.txt", data=True)
        if (root / "x.txt").exists():
            m.check((root / "x.txt").read_bytes(), f"report {name} -o x.txt")
            (root / "x.txt").unlink()
    for words_ in (["agenda"], ["diff"], ["explain", "sre" + mark, "W50"], ["explain", "backend", "2026-11-23"], ["risk"],
                   ["what-if", "--people", "+1:backend:3"], ["plans"], ["import"], ["feed", "list"], ["publish", "out"]):
        m.run(root, *words_)
    for path in sorted((root / "out").glob("*.html")) + sorted((root / "out").glob("*.json")) + sorted((root / "out").glob("*.ics")):
        m.check(path.read_bytes().replace(b"\r\n", b"\n"), path.name)


def terminal(m, root):
    """On a terminal data are cleaned, too, and no escape comes through but colours of ours."""
    for words_ in (["report", "gaps"], ["report", "demand", "-O", "csv"], ["feed", "list", "-O", "csv"], ["plan", "--today", TODAY],
                   ["check", "--today", TODAY], ["feed", "inspect", b"fb" + VALID + b".ics"]):
        try:
            child, handle = pty.fork()
        except OSError as trouble:  # a chroot may have none
            print(f"no terminal to be had ({trouble}): what would stand on one was not looked at")
            return
        if child == 0:
            os.chdir(root)
            os.execve(m.exe, [m.exe, *words_], {"HOME": str(m.top), "TERM": "xterm", "LC_ALL": "C.UTF-8"})
        written = b""
        while True:
            try:
                block = os.read(handle, 65536)
            except OSError:
                block = b""
            if not block:
                break
            written += block
        os.close(handle)
        os.waitpid(child, 0)
        plain = re.sub(rb"\x1b\[(0|31|33|36|1;31)m|\r\x1b\[K|\r(?=[a-z])", b"", written.replace(b"\r\n", b"\n"))
        m.check(plain, f"on a terminal: {words_}")
        if len(written) < 100:
            m.failures.append(f"on a terminal: {words_}: {written!r}")


def server(m):
    """A server that says what it likes: where it moved to, what it is, what it answers."""
    # What an address may have: bytes beyond ASCII, which are encoded. With a control character it is refused in words.
    moves = {"/old": b"/new" + VALID.replace(b"\x7f", b""), "/del": b"/new" + VALID, "/raw": b"/new" + RAW,
             "/host": b"https://a" + VALID.replace(b"\x7f", b"") + b".example/", "/scheme": TOKEN.encode() + b"://a/", "/none": RAW}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            to = moves.get(self.path)
            here = b"" if self.path == "/none" or b"://" in (to or b"") else address.encode()
            self.wfile.write(b"HTTP/1.1 301 Moved" + RAW + b"\r\nLocation: " + here + to + b"\r\n"
                             b"Content-Length: 0\r\n\r\n" if to else
                             b"HTTP/1.1 %s\r\nContent-Type: text/calendar" % (b"200 OK" if self.path.startswith("/new") else b"500 " + RAW)
                             + RAW + b"\r\nContent-Length: %d\r\n\r\n" % len(self.body) + self.body)
        body = calendar(event(["DTSTART;VALUE=DATE:20261207", "SUMMARY:Urlaub"]))

        def log_message(self, *_):
            pass

    httpd = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=httpd.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{httpd.server_port}"
    mark = VALID.decode()
    root = m.folder() / mark
    root.mkdir(mode=0o777)
    root.chmod(0o777)
    m.write(root, {**BASE, "feeds.csv": f"feed,kind,who,source\nold{mark},personal,ana,{address}/old\n"
                                        f"broken{mark},personal,ben,{address}/broken\nto{mark},personal,zoe,{address}/raw\n"})
    m.run(root, "trust", ".")
    m.run(root, "import", "--today", TODAY)
    m.run(root, "plan", "-v", "--today", TODAY)
    for path, said in (("/old", "moved    for good"), ("/broken", "HTTP 500"), ("/" + mark, "can be read"), ("/del", "not an address"),
                       ("/raw", "not an address"), ("/host", "none, after 1 redirect\n"), ("/scheme", "may not be used"), ("/none", "not an address")):
        done = m.run(root, "feed", "test", address + path)
        if said not in done.stdout.decode(errors="replace"):
            m.failures.append(f"a server at {path}: '{said}' is not said: {done.stdout!r}")
    httpd.shutdown()


def arguments(m):
    """Every command, every option, every place of an argument."""
    root = m.folder()
    m.run(root, "demo", "firm", "-q")
    firm = root / "firm"
    m.run(firm, "plan", "--today", TODAY, "-q")
    commands = re.findall(r"^  ([a-z-]+)", m.run(root, "help").stdout.decode().split("Commands:\n")[1].split("Reports:")[0], re.M)
    assert len(commands) > 15, commands
    for mark in (VALID, RAW):
        alone = [[mark], [b"--" + mark], [b"-" + mark], [b"--toda" + mark], [b"--today=" + mark], [b"-C", mark, "plan"],
                 ["help", mark], ["completion", mark]]
        for words_ in alone:
            m.run(firm, *words_)
        for command in commands:
            help_text = m.run(root, "help", command).stdout.decode()
            options = re.findall(r"--([a-z-]+)[ =\[][A-Z\[]", help_text)
            harmless = ["--today", TODAY] if "--today" in help_text else []
            for count in range(1, 4):
                m.run(firm, command, *[mark] * count, data=command in ("man", "completion"))
            for option in options:
                if m.all:
                    m.run(firm, command, f"--{option}", mark, data=True)
                if m.all or mark == RAW:
                    m.run(firm, command, *harmless, "x", b"--" + option.encode() + b"=" + mark, data=True)
        for verb in ("list", "test", "inspect", "forget", mark):
            m.run(firm, "feed", verb, mark)
    marked = os.path.join(os.fsencode(firm), b"calendars", RAW + b".ics")
    with open(marked, "wb") as file:
        file.write(b"x")
    for words_ in (["check"], ["import"], ["feed", "list"], ["plan", "--today", TODAY]):
        m.run(firm, *words_)


def pasted(m):
    """A command that is told is one that a shell reads as it was meant."""
    shell = shutil.which("bash")
    where = m.folder()
    binary = m.folder()
    os.symlink(m.exe, binary / "staffgap")
    for name in (b"plain", b"two words", b"it's", b"'; touch pwned; '", b"$(touch pwned)", b"`touch pwned`", b"-dash", b"a\nb",
                 b"\x1b[2J", b"back\\slash", b"caf\xc3\xa9", b"raw\xff", VALID, b"!x", b"~", b"a\"b"):
        done = m.run(where, "demo", b"./" + name)
        line = re.search(r"^next: (.*)$", done.stderr.decode(errors="replace"), re.M)
        if done.returncode or not line:
            m.failures.append(f"demo {name!r}: {done.stderr!r}")
            continue
        if not shell:
            continue
        environment = {"PATH": f"{binary}:{os.environ['PATH']}", "HOME": str(m.top), "LC_ALL": "C.UTF-8"}
        typed = subprocess.run([shell, "-c", line.group(1)], cwd=where, env=environment, capture_output=True, check=False)
        if typed.returncode or (where / "pwned").exists():
            m.failures.append(f"'{line.group(1)}' in a shell: {typed.returncode} {typed.stderr!r}")


def main():
    exe, tests, notes = sys.argv[1:4]
    m = Marks(exe, tests, pathlib.Path(notes))
    for part in (tables, calendars, special, doubts, server, arguments, pasted):
        part(m)
        print(f"{part.__name__}: {m.runs} runs so far")
    for id_ in sorted(m.documented - m.marked - set(WITHOUT)):
        m.failures.append(f"no marked text went through [{id_}]" + ("" if id_ in m.seen else ", which was never said"))
    for id_ in sorted(set(WITHOUT) & m.marked):
        m.failures.append(f"[{id_}] has text from outside: take it out of WITHOUT")
    for id_ in sorted(set(WITHOUT) - m.documented):
        m.failures.append(f"[{id_}] is not documented")
    print(f"{m.runs} runs, {len(m.marked & m.documented)} of {len(m.documented)} notes with marked text, {len(WITHOUT)} without text from outside")
    for failure in m.failures[:40]:
        print(failure)
    sys.exit(1 if m.failures else 0)


main()
