"""What `staffgap publish` leaves in a folder: whole, described as it is, the same twice, without names when asked.

published.py STAFFGAP SCHEMA. Without python3-jsonschema everything but the schema is checked.
"""
import csv
import datetime
import hashlib
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading

program, schema_path = sys.argv[1], pathlib.Path(sys.argv[2])


def run(*arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    assert done.returncode == 0, done
    return done.stderr


def contents(folder):
    return {p.name: p.read_bytes() for p in sorted(folder.iterdir())}


def check_sums(files):
    sums = dict(line.split("  ")[::-1] for line in files["SHA256SUMS"].decode().splitlines())
    assert sums.keys() == files.keys() - {"SHA256SUMS"}, sums
    for name, digest in sums.items():
        assert hashlib.sha256(files[name]).hexdigest() == digest, name


def check_cell(field, text):
    if text == "":
        return
    kind = field["type"]
    if kind == "number":
        assert field.get("decimalChar", ".") in text and text.count(".") + text.count(",") == 1, text
        float(text.replace(",", "."))
    elif kind == "integer":
        int(text)
    elif kind == "date":
        datetime.date.fromisoformat(text)
    elif kind == "boolean":
        assert text in ("true", "false")
    else:
        assert kind == "string", field


def check_table(resource, data):
    dialect, schema = resource["dialect"], resource["schema"]
    assert data.endswith(dialect["lineTerminator"].encode())
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""),
                           delimiter=dialect["delimiter"], strict=True))
    names = [field["name"] for field in schema["fields"]]
    assert rows[0] == names, (rows[0], names)
    for row in rows[1:]:
        assert len(row) == len(names), row
        for field, text in zip(schema["fields"], row):
            check_cell(field, text)
    if "primaryKey" in schema:
        keys = [tuple(row[names.index(key)] for key in schema["primaryKey"]) for row in rows[1:]]
        assert len(set(keys)) == len(keys), "a key twice in " + resource["path"]


def check_package(files):
    package = json.loads(files["datapackage.json"])
    names = [resource["name"] for resource in package["resources"]]
    assert len(set(names)) == len(names), names
    described = {resource["path"] for resource in package["resources"]}
    assert described == files.keys() - {"datapackage.json", "SHA256SUMS"}, described
    for resource in package["resources"]:
        data = files[resource["path"]]
        assert resource["bytes"] == len(data)
        assert resource["hash"] == "sha256:" + hashlib.sha256(data).hexdigest()
        if "schema" in resource:
            check_table(resource, data)


def check_schema(plan):
    schema = json.loads(schema_path.read_text())
    # Every key is in the schema, so that it describes all that is written.
    assert plan.keys() <= schema["properties"].keys(), plan.keys() - schema["properties"].keys()
    for name, rows in plan.items():
        if isinstance(rows, list):
            known = schema["properties"][name]["items"]["properties"].keys()
            assert all(row.keys() <= known for row in rows), name
    try:
        import jsonschema
    except ImportError:
        print("python3-jsonschema is not installed: the schema is not checked")
        return
    jsonschema.Draft7Validator.check_schema(schema)
    jsonschema.Draft7Validator(schema).validate(plan)
    broken = dict(plan, week_count="twenty")
    assert not jsonschema.Draft7Validator(schema).is_valid(broken)


def never_half(folder, one, two):
    """Read all the time while two versions are published in turns."""
    ended, seen, wrong = threading.Event(), set(), []

    def read():
        while not ended.is_set():
            for name in one.keys() & two.keys():
                try:
                    data = (folder / name).read_bytes()
                except OSError as error:
                    wrong.append((name, error))
                    continue
                if data not in (one[name], two[name]):
                    wrong.append((name, len(data)))
                seen.add((name, data == one[name]))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for turn in range(4):
            run("-C", "demo", "publish", folder, *(["--redact"] if turn % 2 == 0 else []))
    finally:
        ended.set()
        reader.join()
    assert not wrong, wrong[:5]
    assert ("plan.json", True) in seen and ("plan.json", False) in seen


def events(data):
    """{UID: (SEQUENCE, all lines)} of a calendar."""
    text = data.decode().replace("\r\n ", "")
    parts = [part.split("END:VEVENT")[0].split("\r\n") for part in text.split("BEGIN:VEVENT")[1:]]
    read = [(dict(line.split(":", 1) for line in part if line.startswith(("UID:", "SEQUENCE:"))), part) for part in parts]
    return {keys["UID"]: (int(keys["SEQUENCE"]), part) for keys, part in read}


def move_a_line(name, days):
    path = pathlib.Path("demo/demand.csv")
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if line.startswith(name + ","))
    lines[at] = re.sub(r"\d{4}-\d\d-\d\d", lambda day: str(
        datetime.date.fromisoformat(day.group()) + datetime.timedelta(days)), lines[at])
    path.write_text("".join(lines), encoding="utf-8")


def one_line_moves(folder, before):
    """Exactly what is concerned changes, with the next SEQUENCE; the page says what was moved."""
    move_a_line("DEL-1", 7)
    run("-C", "demo", "plan", "--today", "2026-11-23", "--weeks", "26", "-q")
    run("-C", "demo", "publish", folder)
    after = contents(folder)
    old, new = events(before["plan.ics"]), events(after["plan.ics"])
    assert old.keys() <= new.keys(), "an event is gone without having been cancelled"
    changed = {uid for uid in old if old[uid] != new[uid]}
    assert 0 < len(changed) < len(old) // 4, (len(changed), len(old))
    for uid in changed:
        assert new[uid][0] == old[uid][0] + 1, uid
        about = [line for line in new[uid][1] if line.startswith(("SUMMARY", "DESCRIPTION"))]
        assert re.search("frontend|design", about[0]), about
    page = after["index.html"].decode()
    assert 'id="changes"' in page and "moved 1 week later" in page
    assert b'id="changes"' not in before["index.html"]


with tempfile.TemporaryDirectory() as home:
    os.chdir(home)
    run("demo", "demo", "-q")
    run("-C", "demo", "plan", "--today", "2026-11-23", "--weeks", "6", "-q")
    out = pathlib.Path("out")
    run("-C", "demo", "publish", out)
    first = contents(out)
    for name in ("index.html", "gaps.csv", "gaps-wide.csv", "engagements.csv", "plan.ics", "actions.ics", "plan.json"):
        assert first.get(name), name
    check_sums(first)
    check_package(first)
    check_schema(json.loads(first["plan.json"]))

    before = {p.name: p.stat().st_mtime_ns for p in out.iterdir()}
    assert "0 changed" in run("-C", "demo", "publish", out)
    assert contents(out) == first and {p.name: p.stat().st_mtime_ns for p in out.iterdir()} == before

    # Without names: neither names nor addresses of people anywhere; unchanged files stay the same.
    run("-C", "demo", "publish", out, "--redact")
    redacted = contents(out)
    check_sums(redacted)
    check_package(redacted)
    with open("demo/people.csv", encoding="utf-8", newline="") as file:
        people = list(csv.DictReader(line for line in file if not line.startswith("#")))
    secrets = {p[key] for p in people for key in ("name", "email") if p.get(key)} - {p["person"] for p in people}
    assert len(secrets) >= len(people)
    for secret in secrets:
        assert any(secret.encode() in data for data in first.values()) or "@" in secret, secret
        for name, data in redacted.items():
            assert secret.encode() not in data, (secret, name)
    assert redacted["plan.ics"] == first["plan.ics"]
    assert (out / "plan.ics").stat().st_mtime_ns == before["plan.ics"]

    never_half(out, first, redacted)
    left = [name for name in os.listdir(".") if name not in ("demo", "out")]
    assert not left, left

    # A folder with files of others keeps them.
    mixed = pathlib.Path("mixed")
    mixed.mkdir()
    (mixed / "mine.txt").write_text("mine")
    run("-C", "demo", "publish", mixed)
    files = contents(mixed)
    assert files.pop("mine.txt") == b"mine"
    assert files == first, files.keys()

    # A link stays a link, the folder keeps its mode, the profile is described.
    os.symlink("out", "link")
    os.chmod(out, 0o750)
    run("-C", "demo", "publish", "link", "--profile", "excel-eu")
    assert os.path.islink("link") and out.stat().st_mode & 0o777 == 0o750
    check_package(contents(out))
    assert contents(out)["gaps.csv"].startswith(b"\xef\xbb\xbfplan;week;")

    # Of a longer plan one line moves.
    os.rename("demo", "first")
    run("demo", "demo", "-q")
    run("-C", "demo", "plan", "--today", "2026-11-23", "--weeks", "26", "-q")
    run("-C", "demo", "publish", "moved")
    one_line_moves(pathlib.Path("moved"), contents(pathlib.Path("moved")))
