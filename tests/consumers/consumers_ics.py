"""Do others read our calendar as we meant it?

consumers_ics.py READER FOLDER [NODE_WORK]: READER is icalendar, ical.js or khal; FOLDER is as
tests/consumers/hostile.py leaves it. What the reader finds in plan.ics must equal what a reading of our own
finds, line by line after RFC 5545, and what plan.json says. Exit 77: the reader is missing.
"""
import datetime
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unicodedata

reader, folder = sys.argv[1], pathlib.Path(sys.argv[2])
calendar_path = folder / "rfc4180" / "plan.ics"


def skip(reason):
    print(f"SKIP: {reason}")
    sys.exit(77)


def unescape(text):
    out, rest = "", iter(text)
    for character in rest:
        if character == "\\":
            character = next(rest)
            character = "\n" if character in "nN" else character
        out += character
    return out


def split_list(text):
    """At commas that are not escaped."""
    parts, part, rest = [], "", iter(text)
    for character in rest:
        if character == "\\":
            part += character + next(rest)
        elif character == ",":
            parts, part = parts + [unescape(part)], ""
        else:
            part += character
    return parts + [unescape(part)]


def day(text):
    return f"{text[:4]}-{text[4:6]}-{text[6:8]}"


def our_reading(data):
    assert data.endswith(b"\r\n")
    lines = data[:-2].split(b"\r\n")
    for line in lines:
        assert len(line) <= 75 and b"\n" not in line and b"\r" not in line, line
        line.decode()  # no line begins or ends inside a character
    events, name, inside = [], None, None
    for line in data.decode().replace("\r\n ", "").split("\r\n")[:-1]:
        key, value = line.split(":", 1)
        if line == "BEGIN:VEVENT":
            inside = {}
        elif line == "END:VEVENT":
            events.append(inside)
            inside = None
        elif key == "X-WR-CALNAME":
            name = unescape(value)
        elif inside is not None:
            fields = {"UID": ("uid", value), "SUMMARY": ("summary", unescape(value)),
                      "DESCRIPTION": ("description", unescape(value)), "STATUS": ("status", value),
                      "DTSTART;VALUE=DATE": ("first", day(value)), "DTEND;VALUE=DATE": ("end", day(value)),
                      "SEQUENCE": ("sequence", int(value) if key == "SEQUENCE" else 0),
                      "LAST-MODIFIED": ("revised", f"{day(value)}T{value[9:11]}:{value[11:13]}:{value[13:15]}Z"),
                      "CATEGORIES": ("categories", split_list(value))}
            assert key in fields or key in ("DTSTAMP", "TRANSP"), line
            if key in fields:
                field, read = fields[key]
                inside[field] = read
    return name, events


def by_icalendar(data):
    try:
        import icalendar
    except ImportError:
        skip("python3-icalendar is not installed")
    calendar = icalendar.Calendar.from_ical(data)
    assert "METHOD" not in calendar
    events = []
    for e in calendar.walk("VEVENT"):
        assert type(e["DTSTART"].dt) is datetime.date and type(e["DTEND"].dt) is datetime.date
        events.append({
            "uid": str(e["UID"]), "summary": str(e["SUMMARY"]), "description": str(e["DESCRIPTION"]),
            "status": str(e["STATUS"]), "first": str(e["DTSTART"].dt), "end": str(e["DTEND"].dt),
            "sequence": int(e["SEQUENCE"]),
            "revised": e["LAST-MODIFIED"].dt.strftime("%Y-%m-%dT%H:%M:%SZ")})
        # CATEGORIES: icalendar 4.0.3 cuts at escaped commas, too; ical.js reads them.
    tasks = icalendar.Calendar.from_ical((folder / "rfc4180" / "actions.ics").read_bytes()).walk("VTODO")
    deadlines = {"todo-" + event["uid"]: event for event in events if "@deadline" in event["uid"]}
    assert {str(task["UID"]) for task in tasks} == deadlines.keys() and len(tasks) >= 5
    for task in tasks:
        event = deadlines[str(task["UID"])]
        assert (str(task["DUE"].dt), str(task["SUMMARY"])) == (event["first"], event["summary"])
        assert str(task["STATUS"]) == "NEEDS-ACTION"
    return str(calendar["X-WR-CALNAME"]), events


def by_ical_js(_):
    here, work = pathlib.Path(__file__).parent / "node", pathlib.Path(sys.argv[3])
    done = subprocess.run(["sh", here / "install.sh", work], capture_output=True, text=True)
    if done.returncode == 77:
        skip(done.stdout.strip().removeprefix("SKIP: "))
    assert done.returncode == 0, done
    done = subprocess.run(["node", here / "read_ics.js", work / "node_modules", calendar_path],
                          capture_output=True, check=True)
    read = json.loads(done.stdout)
    assert read["method"] is None
    assert all(event.pop("all_day") for event in read["events"])
    return unescape(read["name"]), read["events"]  # to ical.js, X- properties have no type


KHAL = """[calendars]
[[plan]]
path = {home}/events
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
"""


def by_khal(_):
    if not shutil.which("khal"):
        skip("khal is not installed")
    with tempfile.TemporaryDirectory() as home:
        os.mkdir(f"{home}/events")
        pathlib.Path(f"{home}/khal.conf").write_text(KHAL.format(home=home))
        env = dict(os.environ, HOME=home, XDG_DATA_HOME=f"{home}/data", XDG_CACHE_HOME=f"{home}/cache",
                   LC_ALL="C.UTF-8")

        def khal(*arguments):
            return subprocess.run(["khal", "-c", f"{home}/khal.conf", *arguments], env=env,
                                  capture_output=True, text=True, check=True).stdout

        khal("import", "--batch", "-a", "plan", str(calendar_path))
        khal("import", "--batch", "-a", "plan", str(calendar_path))  # again: no duplicates
        listed = khal("list", "--once", "--day-format", "", "--format",
                      "\x1e{uid}\x1f{start}\x1f{end}\x1f{status}\x1f{title}", "2026-11-01", "90d")
    events = []
    for item in listed.split("\x1e")[1:]:
        uid, first, last, status, title = item.rstrip("\n").split("\x1f")
        end = datetime.date.fromisoformat(last) + datetime.timedelta(days=1)
        events.append({"uid": uid, "first": first, "end": str(end), "status": status.strip().upper(),
                       "summary": title})
    return None, events


def shared(event, like):
    return {key: event[key] for key in like}


data = calendar_path.read_bytes()
our_name, ours = our_reading(data)
assert len(ours) >= 10
their_name, theirs = {"icalendar": by_icalendar, "ical.js": by_ical_js, "khal": by_khal}[reader](data)
ours.sort(key=lambda event: event["uid"])
theirs.sort(key=lambda event: event["uid"])
assert their_name in (our_name, None), (their_name, our_name)
assert len(ours) == len(theirs) == len({event["uid"] for event in theirs}), (len(ours), len(theirs))
for one, other in zip(ours, theirs):
    assert shared(one, other) == other, (shared(one, other), other)

# The gaps are those of plan.json: the same requirements, first Mondays and peaks.
plan = json.loads((folder / "rfc4180" / "plan.json").read_text(encoding="utf-8"))
short = [row for row in plan["gaps"] if row["view"] == "weighted" and row["gap_hours"] > 0]
gaps = [event for event in ours if event["uid"].endswith("@gap.staffgap")]
for row in short:  # a calendar is for people: it has no marks of direction
    row["role"] = "".join(c for c in row["role"] if unicodedata.category(c) != "Cf" or c in "\u200c\u200d")
assert {e["categories"][0] for e in gaps} == {row["role"] for row in short}
for event in gaps:
    rows = [row for row in short if row["role"] == event["categories"][0]
            and event["first"] <= row["week_start"] < event["end"]]
    weeks = (datetime.date.fromisoformat(event["end"]) - datetime.date.fromisoformat(event["first"])).days // 7
    assert len(rows) == weeks and event["first"] == min(row["week_start"] for row in rows), event
    peak = max(row["gap_fte"] for row in rows)
    assert abs(float(event["summary"].split()[0]) - peak) <= 0.055, (event["summary"], peak)
    assert event["summary"].split(" ", 1)[1].startswith(event["categories"][0]), event["summary"]

# So are engagements and deadlines.
orders = plan["engagements"]
assert len(orders) >= 5
found = sorted((e["first"], e["end"], e["uid"].rsplit("@", 1)[1]) for e in ours if e not in gaps)


def after(text):
    return str(datetime.date.fromisoformat(text) + datetime.timedelta(days=1))


wanted = sorted([(o["first_day"], after(o["last_day"]), "engagement.staffgap") for o in orders]
                + [(o["order_by"], after(o["order_by"]), "deadline.staffgap") for o in orders
                   if o["decision"] != "let end"])
assert found == wanted, (found, wanted)
