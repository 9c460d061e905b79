#!/usr/bin/env python3
"""privacy.py STAFFGAP FOLDER: what others get holds only what it may.

Each field of each table and each property of a calendar holds a mark of its own kind (zq, three letters, a number). All
reports in all formats and all commands that write something are run as they are, with --redact and with --redact=ids; then
every byte is searched for marks: packed, folded, escaped or encoded. A kind that ALLOWED does not name fails. Reports and
formats are those that the program lists, commands those that take --redact: what is added later is tried, too.
"""
import base64
import binascii
import html
import io
import itertools
import json
import pathlib
import quopri
import re
import shutil
import subprocess
import sys
import urllib.parse
import zipfile

MONDAY, NEXT = "2026-11-23", "2026-11-30"
MARK = re.compile(r"zq([a-z]{3})\d", re.IGNORECASE)

# What stands in files that others get. rol, skl, plc: role, skill, place. pid, nam: id and name of a person. prj, lin: project,
# demand line. opt, ven, ord: option, vendor, engagement. cpy: company. fil: what feeds and files are called. day: a public
# holiday. uid: of an event. scn: a scenario. zon: an unknown time zone.
# Nowhere: ttl, dsc, loc, cat, att, org and other texts of calendars; adr: addresses of people; src, hst: where feeds come from.
ALWAYS = {"rol", "skl", "plc"}
IDS = ALWAYS | {"pid", "prj", "lin", "opt", "ven", "ord", "cpy", "scn"}
ALLOWED = {
    "": IDS | {"nam", "fil", "day", "uid", "zon", "who"},
    "--redact": IDS,
    "--redact=ids": ALWAYS,
}
# With show_titles = yes: in which outputs titles stand then.
TITLED = ("diff", "agenda", "explain", "report-page", "publish", "report-gaps-xlsx")

counter = itertools.count(1)


def mark(kind):
    return f"zq{kind}{next(counter)}"


def table(path, rows):
    path.parent.mkdir(parents=True, exist_ok=True)
    header = list(dict.fromkeys(key for row in rows for key in row))
    lines = [",".join(header)] + [",".join(str(row.get(key, "")) for key in header) for row in rows]
    path.write_text(f"# {mark('cmt')}\n" + "\n".join(lines) + "\n", encoding="utf-8")


def event(**properties):
    """A VEVENT with everything that a calendar may say, each value marked."""
    said = {"UID": mark("uid"), "SUMMARY": mark("ttl"), "DESCRIPTION": mark("dsc"), "LOCATION": mark("loc"),
            "CATEGORIES": mark("cat"), "COMMENT": mark("com"), "CONTACT": mark("con"), "URL": f"https://{mark('url')}.example/",
            "X-ZQ-NOTE": mark("xpr"), "RESOURCES": mark("rsc"),
            f"ORGANIZER;CN={mark('org')}": f"mailto:{mark('org')}@x.example",
            f"ATTENDEE;CN={mark('att')}": f"mailto:{mark('att')}@x.example"}
    said.update({key.replace("_", ";"): value for key, value in properties.items()})
    return "BEGIN:VEVENT\r\n" + "".join(f"{key}:{value}\r\n" for key, value in said.items() if value) + "END:VEVENT\r\n"


def calendar(path, *events):
    path.parent.mkdir(parents=True, exist_ok=True)
    head = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:{mark('prd')}\r\nX-WR-CALNAME:{mark('cal')}\r\nX-WR-CALDESC:{mark('cal')}\r\n"
    path.write_bytes((head + "".join(events) + "END:VCALENDAR\r\n").encode())


def all_day(first, last):
    return {"DTSTART_VALUE=DATE": first.replace("-", ""), "DTEND_VALUE=DATE": last.replace("-", "")}


class World:
    def __init__(self, root):
        self.root = root
        m = mark
        self.role, self.skill, self.place = m("rol"), m("skl"), m("plc")
        self.people = [{"person": m("pid"), "name": m("nam"), "email": f"{m('adr')}@{m('adr')}.example", "roles": f"{self.role}:3",
                        "skills": self.skill, "location": self.place, "cost_rate": 50, "hours_per_week": 40 - 5 * i}
                       for i in range(4)]
        self.people[3]["end"] = "2027-01-10"
        self.demand = [{"demand": m("lin"), "project": m("prj"), "role": self.role, "skills": self.skill, "location": self.place,
                        "start": NEXT, "end": "2027-02-05", "fte": 1.5 + i, "priority": i + 1, "status": "committed"}
                       for i in range(3)]
        self.demand[2].update(status="tentative", probability=60, skills=m("skl"))
        self.bookings = [{"person": self.people[i]["person"], "project": self.demand[i]["project"], "role": self.role, "start": NEXT,
                          "end": "2027-01-08", "percent": 60 + 70 * i, "status": "hard"} for i in range(2)]
        self.bookings += [{"person": self.people[0]["person"], "project": m("prj"), "role": m("rol"), "start": "2026-12-07",
                           "end": "2026-12-18", "percent": 80, "status": "hard"}]
        self.rates = [{"option": m("opt"), "vendor": m("ven"), "model": model, "role": self.role, "level": 3, "skills": self.skill,
                       "location": self.place, "rate": 80 - 9 * i, "unit": "hour", "lead_days": 7, "min_weeks": 2, "max_heads": 1 + i,
                       "sla": m("sla"), "note": m("rem")} for i, model in enumerate(("onshore", "nearshore", "offshore"))]
        self.engagements = [{"engagement": m("ord"), "option": self.rates[0]["option"], "heads": 1, "start": "2026-10-05",
                             "end": "2027-01-03", "note": m("rem")}]
        self.feeds = [
            {"feed": m("fil"), "kind": "absence", "who": m("who"), "source": f"shared/{m('src')}.ics"},
            {"feed": m("fil"), "kind": "personal", "who": self.people[2]["person"], "source": f"https://{m('hst')}.invalid/{m('src')}.ics"},
            {"feed": m("fil"), "kind": "freebusy", "who": self.people[3]["person"], "source": f"secret:{m('src')}"},
            {"feed": m("fil"), "kind": "holidays", "who": self.place, "source": f"shared/{m('src')}.ics"},
        ]
        self.company, self.vendor_limit, self.scenario = m("cpy"), m("ven"), m("scn")
        self.moved, self.sick = m("uid"), m("uid")

    def conf(self, more=""):
        (self.root / "staffgap.conf").write_text(
            f'company = "{self.company}"\nweeks = 10\ndraws = 20\nhome = "{self.place}"\n# {mark("cmt")}\n'
            f'vendor_max_spend = "{self.rates[0]["vendor"]}=9000; {self.vendor_limit}=100"\n{more}')

    def tables(self, folder=None):
        root = folder or self.root
        for name in ("people", "demand", "bookings", "rates", "engagements", "feeds"):
            if folder is None or name in ("people", "demand"):
                table(root / f"{name}.csv", getattr(self, name))

    def calendars(self, day):
        for i, person in enumerate(self.people[:2]):
            calendar(self.root / "calendars" / f"{person['person']}.ics",
                     event(**all_day(NEXT, f"2026-12-0{4 + day}"), UID=self.sick + str(i), SUMMARY=f"off sick {mark('ttl')}"),
                     event(DTSTART=f"202612{day}0T090000", DTEND=f"202612{day}0T120000", UID="", RRULE="FREQ=WEEKLY;COUNT=4"),
                     event(DTSTART=mark("val"), DTEND=mark("val")),
                     event(DTSTART="20261215T090000", DTEND=mark("val"), RRULE=mark("val")),
                     event(DTSTART=f"TZID={mark('val')}"),
                     event(**{"DTSTART_TZID=" + mark("zon"): "20261216T080000", "DURATION": mark("val"), "STATUS": "TENTATIVE"}),
                     f"{mark('ttl')} a line without a colon\r\n")
        calendar(self.root / "calendars" / f"{mark('fil')}.ics", event(**all_day(NEXT, "2026-12-02")))
        calendar(self.root / "holidays" / f"{self.place}.ics",
                 event(**all_day(f"2026-12-1{day}", f"2026-12-1{day + 1}"), SUMMARY=mark("day")),
                 event(DTSTART="20261218T090000", DTEND="20261218T120000"))
        known = self.people[2]
        calendar(self.root / self.feeds[0]["source"],
                 event(**all_day(NEXT, f"2026-12-0{day + 3}"), **{"ATTENDEE": f"mailto:{known['email']}"}),
                 event(**all_day("2026-12-07", "2026-12-09")),
                 event(**all_day("2026-12-07", "2026-12-09"), SUMMARY=f"{known['name']} (sick {mark('ttl')})"),
                 event(**all_day("2026-12-07", "2026-12-09"), SUMMARY=f"{mark('ttl')} (sick)"))
        calendar(self.root / self.feeds[3]["source"], event(**all_day("2026-12-24", "2026-12-27"), SUMMARY=mark("day")))

    def first_week(self):
        self.conf()
        self.tables()
        self.calendars(1)

    def second_week(self):
        """Everything that can change does."""
        self.demand[0].update(start="2026-12-07", fte=2.5)
        self.demand[1].update(priority=1)
        self.demand.append({"demand": mark("lin"), "project": mark("prj"), "role": mark("rol"), "start": NEXT, "end": "2027-01-29",
                            "location": mark("plc"), "hours_per_week": 30, "status": "tentative", "probability": 40})
        self.bookings[0].update(percent=90)
        self.people[1].update(hours_per_week=20)
        self.people.append({"person": mark("pid"), "name": mark("nam"), "roles": f"{self.role}:2"})
        self.people.pop(3)
        self.tables()
        self.calendars(2)
        self.people[1].update(hours_per_week=40)
        self.tables(self.root / "scenarios" / self.scenario)
        self.people[1].update(hours_per_week=20)


# --- reading what was written -------------------------------------------------------------------------------------------


def forms(data):
    """The bytes, and all that they may hide: one after the other."""
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name
                yield from forms(packed.read(name))
        return
    text = data.decode("utf-8", "replace")
    yield text
    yield re.sub(r"\r?\n[ \t]", "", text)
    yield re.sub(r"\s+", "", text)
    yield html.unescape(text)
    yield urllib.parse.unquote(text)
    yield quopri.decodestring(data).decode("utf-8", "replace")
    if text.lstrip()[:1] in "{[":
        yield json.dumps(json.loads(text), ensure_ascii=False)
    for run in re.findall(r"[A-Za-z0-9+/_-]{8,}", text):
        for start in range(4):
            part = run[start:]
            try:
                yield base64.b64decode(part[:len(part) // 4 * 4], altchars=b"-_" if set(part) & set("-_") else None).decode("latin-1")
            except binascii.Error:
                pass
    for run in re.findall(r"(?:[0-9a-fA-F]{2}){8,}", text):
        yield bytes.fromhex(run).decode("latin-1")


def kinds(data):
    return {kind.lower() for form in forms(data) for kind in MARK.findall(form)}


def selftest():
    """What hides a mark is seen through."""
    word = "zqttl7 and more"
    hidden = [word, word.upper(), "zq\r\n ttl7", "".join(f"&#{ord(c)};" for c in word), json.dumps([f"\\u007a{word}"])[:0] or
              '["\\u007a\\u0071ttl7"]', base64.b64encode(word.encode()).decode(), base64.b64encode(b"x" + word.encode()).decode(),
              word.encode().hex(), "".join(f"%{b:02x}" for b in word.encode()), "".join(f"={b:02X}" for b in word.encode())]
    for text in hidden:
        assert kinds(text.encode()) == {"ttl"}, text
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("docProps/core.xml", word)
    assert kinds(packed.getvalue()) == {"ttl"}
    assert kinds(b"zq and zqt7, zqttl") == set()


# --- running -----------------------------------------------------------------------------------------------------------------


class Program:
    def __init__(self, exe, world):
        self.exe, self.world = exe, world
        self.out = world.root.parent / "out"

    def run(self, *words, accept=(0, 3, 4)):
        done = subprocess.run([self.exe, "-C", str(self.world.root), *words], capture_output=True, check=False)
        assert done.returncode in accept, (words, done)
        return done

    def formats(self, *words):
        """Which formats there are is what the refusal of another one says."""
        refused = self.run(*words, "-O", "none", accept=(2,)).stderr.decode()
        said = re.search(r"can be written as ([a-z, ]+)\)", refused)
        assert said, refused
        return re.split(r", | or ", said[1])

    def commands(self):
        """Commands that take --redact."""
        names = re.findall(r"^  ([a-z-]+) ?(?:\[|[A-Z]|  |list|NAME)", self.run("help").stdout.decode().split("Reports:")[0], re.M)
        found = {name for name in names if "--redact" in self.run("help", name).stdout.decode()}
        assert {"report", "publish", "agenda", "diff"} <= found, found
        return found

    def reports(self):
        listed = self.run("help", "report").stdout.decode().split("can be written as:")[1]
        found = {line.split()[0]: line.split()[1:] for line in listed.strip().splitlines()}
        assert len(found) > 10 and "xlsx" in "".join(map(str, found.values())) or "page" in found, found
        return found

    def recipes(self):
        """Words of each thing that is written for others."""
        world = self.world
        others = {
            "agenda": [["agenda"]],
            "diff": [["diff"]],
            "explain": [["explain", world.role, "W50"]],
            "compare": [["compare", "base", world.scenario]],
            "risk": [["risk"], ["risk", "engagements"]],
            "what-if": [["what-if", "--demand", f"{world.demand[0]['demand']}.fte=4", "--people", f"-{world.people[0]['person']}"]],
        }
        missing = self.commands() - others.keys() - {"report", "publish"}
        assert not missing, f"say here how to run {missing}"
        for name, formats in self.reports().items():
            for form in formats:
                yield f"report-{name}-{form}", ["report", name, "-O", form]
                if form == "csv" and name in ("gaps", "people", "demand"):
                    yield f"report-{name}-wide", ["report", name, "-O", form, "--layout", "wide"]
                if form == "ics":
                    yield f"report-{name}-alarms", ["report", name, "-O", form, "--remind", "2w", "--method", "publish"]
        for name, runs in others.items():
            for words in runs:
                for form in self.formats(*words):
                    yield "-".join([name, form]), [*words, "-O", form]

    def outputs(self, only, *more):
        """All that is written: the name of each and its bytes."""
        self.out.mkdir(exist_ok=True)
        for name, words in self.recipes():
            if only and not name.startswith(only):
                continue
            if words[0] == "explain": # what it prints tells titles to who runs it
                path = self.out / "file"
                self.run(*words, *more, "-o", str(path))
                yield name, path.read_bytes()
            else:
                yield name, self.run(*words, *more).stdout
        shutil.rmtree(self.out / "site", ignore_errors=True)
        self.run("publish", *more, "--", str(self.out / "site"))
        for path in sorted((self.out / "site").iterdir()):
            yield f"publish-{path.name}", path.name.encode() + b"\n" + path.read_bytes()


def check(program, mode, allowed, only=()):
    wrong, seen, where = [], set(), {}
    for name, data in program.outputs(only, *([mode] if mode else [])):
        found = kinds(data)
        seen |= found
        for kind in found:
            where.setdefault(kind, set()).add(name)
        wrong += [f"{name} {mode}: holds a mark of kind {kind}" for kind in sorted(found - allowed)]
    assert not wrong, "\n".join(wrong)
    # A mark that is nowhere at all was not tried.
    assert only or allowed <= seen, f"{mode}: nothing shows {sorted(allowed - seen)}"
    return where


def numbers_stay(program):
    """Redacted reports say the same numbers in the same order."""
    for name, form in (("gaps", "csv"), ("assignments", "csv"), ("engagements", "csv"), ("costs", "csv"), ("limits", "csv")):
        texts = []
        for mode in ([], ["--redact=ids"]):
            rows = program.run("report", name, "-O", form, *mode).stdout.decode().split("\r\n")
            texts.append([[cell for cell in row.split(",") if re.fullmatch(r"-?[\d.]+", cell)] for row in rows])
        assert texts[0] == texts[1], name
    whole = program.run("report", "people", "-O", "csv", "--redact=ids").stdout
    assert whole == program.run("report", "people", "-O", "csv", "--redact=ids").stdout
    assert b"person-1" in whole


def patterns_stay(program, world):
    """What titles are looked through for names people: that it changed is said, not how."""
    for _ in range(2):
        world.conf(f'ignore = "{mark("pat")}|focus"\nout_of_office = "{mark("pat")}|sick|vacation"\n')
        program.run("plan", "--today", NEXT, "--offline")
    for words in (("diff",), ("diff", "-O", "csv"), ("diff", "-O", "json"), ("agenda",), ("agenda", "-O", "json"),
                  ("report", "page"), ("report", "plan")):
        told = program.run(*words)
        assert "pat" not in kinds(told.stdout), words
    assert b"ignore changed" in program.run("diff").stdout


def main():
    exe, root = sys.argv[1], pathlib.Path(sys.argv[2])
    selftest()
    shutil.rmtree(root, ignore_errors=True)
    world = World(root / "company")
    world.root.mkdir(parents=True)
    program = Program(exe, world)
    world.first_week()
    program.run("plan", "--today", MONDAY, "--offline")
    world.second_week()
    told = program.run("-v", "plan", "--today", NEXT, "--offline")
    assert "ttl" in kinds(told.stderr), "notes on the terminal show titles"
    for mode, allowed in ALLOWED.items():
        check(program, mode, allowed)
    numbers_stay(program)
    assert "ttl" in kinds(program.run("explain", world.role, "W50").stdout), "explain shows titles to who runs it"
    assert "ttl" in kinds(program.run("feed", "inspect", world.people[0]["person"]).stdout)
    assert program.run("report", "gaps", "--redact", "ids", accept=(2,)).stderr.count(b"equals sign") == 1
    assert b"did you mean 'ids'" in program.run("report", "gaps", "--redact=idz", accept=(2,)).stderr

    world.conf("show_titles = yes\n")
    world.calendars(1)
    program.run("plan", "--today", NEXT, "--offline")
    where = check(program, "", ALLOWED[""] | {"ttl", "att", "val"})["ttl"]
    assert all(name.startswith(TITLED) for name in where), where
    for start in TITLED[:-1]:
        assert any(name.startswith(start) for name in where), (start, where)
    check(program, "--redact", ALLOWED["--redact"], TITLED)
    patterns_stay(program, world)


if __name__ == "__main__":
    main()
