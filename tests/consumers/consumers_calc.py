"""Does Calc read our tables right? Each profile in English, German and French; the guard holds.

consumers_calc.py FOLDER: as tests/consumers/hostile.py leaves it. Exit 77: Calc or openpyxl is missing.
"""
import csv
import datetime
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

try:
    import openpyxl
except ImportError:
    print("SKIP: python3-openpyxl is not installed")
    sys.exit(77)
office = shutil.which("soffice")
if not office:
    print("SKIP: LibreOffice is not installed")
    sys.exit(77)

folder = pathlib.Path(sys.argv[1])
LANGUAGES = {"en": 1033, "de": 1031, "fr": 1036}
COMMA, SEMICOLON, UTF8 = 44, 59, 76


def convert(files, separator, language, home):
    """The sheets of the files, as Calc reads them in that language; files are {name: path}."""
    out = pathlib.Path(home) / "out"
    shutil.rmtree(out, ignore_errors=True)
    for name, path in files.items():
        shutil.copy(path, pathlib.Path(home) / f"{name}.csv")
    subprocess.run(
        [office, f"-env:UserInstallation=file://{home}/profile", "--headless",
         f"--infilter=Text - txt - csv (StarCalc):{separator},34,{UTF8},1,,{LANGUAGES[language]}",
         "--convert-to", "xlsx", "--outdir", str(out), *(f"{home}/{name}.csv" for name in files)],
        check=True, timeout=240, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return {name: openpyxl.load_workbook(out / f"{name}.xlsx").active for name in files}


def fields_of(profile, name):
    package = json.loads((folder / profile / "datapackage.json").read_text(encoding="utf-8"))
    resource = next(r for r in package["resources"] if r["path"] == name)
    with open(folder / profile / name, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file, delimiter=resource["dialect"]["delimiter"], strict=True))
    return resource["schema"]["fields"], rows


def looks_like_something_else(text):
    """Calc turns such text into a number or a day whatever the profile: docs/outputs.md says so."""
    return text.startswith(("1e5", "2026-11-30"))


def check_cell(cell, field, text, where):
    if text == "":
        assert cell.value is None, where
    elif field["type"] in ("number", "integer"):
        assert cell.data_type == "n" and not cell.is_date, (where, cell.value)
        assert abs(cell.value - float(text.replace(",", "."))) < 1e-9, (where, cell.value, text)
    elif field["type"] == "date":
        assert cell.value == datetime.datetime.fromisoformat(text), (where, cell.value)
    elif not looks_like_something_else(text):
        assert cell.data_type == "s" and cell.value == text, (where, cell.value, text)


def check(sheet, profile, name, language):
    fields, rows = fields_of(profile, name)
    assert sheet.max_row == len(rows) and sheet.max_column == len(fields), (profile, name)
    for r, row in enumerate(sheet.iter_rows(), 1):
        for cell, field, text in zip(row, fields, rows[r - 1], strict=True):
            where = (profile, language, name, cell.coordinate)
            assert cell.data_type != "f", where
            if r > 1:
                check_cell(cell, field, text, where)
            elif text[:2] == "20":  # a week of the wide layout: a day to sort and to draw by
                assert cell.value == datetime.datetime.fromisoformat(text), where
            else:
                assert cell.value == text, where


def with_semicolons(path, home):
    """The same table for a region that separates by semicolons, but with our decimal points."""
    copy = pathlib.Path(home) / "points"
    with open(path, encoding="utf-8", newline="") as file, open(copy, "w", encoding="utf-8", newline="") as out:
        csv.writer(out, delimiter=";").writerows(csv.reader(file, strict=True))
    return copy


# Calc starts once for each language: that is what the test costs.
with tempfile.TemporaryDirectory() as home:
    for language in LANGUAGES:
        # The comma profiles are for regions that write 1.5; excel-eu is for those that write 1,5.
        fitting = ["rfc4180", "excel", "unix"] if language == "en" else ["excel-eu"]
        separator = COMMA if language == "en" else SEMICOLON
        files = {f"{profile}-{name[:-4]}": folder / profile / name
                 for profile in fitting for name in ("gaps.csv", "gaps-wide.csv", "engagements.csv")}
        others = {"bare": folder / "bare" / "gaps.csv"} if language == "en" else {
            "points": with_semicolons(folder / "rfc4180" / "gaps.csv", home)}
        sheets = convert(files | others, separator, language, home)
        for name, path in files.items():
            check(sheets[name], path.parent.name, path.name, language)
        if language == "en":  # Without the guard there would be a formula: the check above can fail.
            assert any(cell.data_type == "f" for row in sheets["bare"].iter_rows() for cell in row)
        else:  # In the wrong language days are days, but 1.5 is text: that is why there is excel-eu.
            wrong = sheets["points"]
            assert wrong["L2"].data_type == "s" and wrong["C2"].is_date, (language, wrong["L2"].value)
