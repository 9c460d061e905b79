"""consumers_xlsx.py TEST_XLSX WORK: does the workbook open, with numbers, dates and texts as such?

TEST_XLSX writes the workbook of tests/page_fixture.c to a file. openpyxl reads it; then LibreOffice, when
it is there, opens it and says what it sees. The values are those of the fixture, by hand:
sre goes 1905 and 3105 minutes short of 2400 in the first two weeks, and 41 in the fourth.
"""
import csv
import datetime
import os
import shutil
import subprocess
import sys

try:
    import openpyxl
except ImportError:
    print("SKIP: no openpyxl")
    sys.exit(77)

problems = []


def expect(ok, text):
    if not ok:
        problems.append(text)


def equal(what, value, wanted):
    expect(value == wanted and isinstance(value, type(wanted)), f"{what} is {value!r}, not {wanted!r}")


def rows(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def check_texts(book):
    """No text from outside is a formula; the only formulas are sums of ours."""
    formulas = 0
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    formulas += 1
                    expect(str(cell.value).startswith("=SUM("), f"{sheet.title}!{cell.coordinate}: {cell.value}")
    equal("formulas", formulas, 5 + 3)


def check_gaps(sheet):
    cells = rows(sheet)
    equal("headings", cells[3][:4], ["Role", "Level", "Location", "Skills"])
    equal("first Monday", cells[3][4], datetime.datetime(2026, 12, 14))
    equal("its week", cells[2][4], "2026-W51")
    equal("sre", cells[5][:9], ["sre", 3, "DE", "german;kafka", 0.79, 1.29, 0, 0.02, 2.1])
    equal("a week without demand", cells[4][5], None)
    equal("frozen", sheet.freeze_panes, "E5")
    equal("landscape", sheet.page_setup.orientation, "landscape")
    expect(sheet.page_setup.fitToWidth in (1, None) and sheet.sheet_properties.pageSetUpPr.fitToPage,
           "not fit to the width of a page")
    rules = [rule for group in sheet.conditional_formatting for rule in group.rules]
    equal("steps of heat", len(rules), 5)


def check_others(book):
    weeks = rows(book["Weeks"])
    equal("week", weeks[4][:5], ["2026-W51", datetime.datetime(2026, 12, 14), 1.04, 0.25, 0.79])
    equal("charts", len(book["Weeks"]._charts), 1)
    orders = rows(book["Engagements"])
    equal("order", orders[4][:5], [datetime.datetime(2026, 11, 22), 9, "new", 2, "sre"])
    equal("cost", orders[4][13:16], [12845.67, 987.65, 13833.32])
    expect("<script>" in orders[4][7], "the vendor is not as it was written")
    equal("formula as vendor", orders[5][7], '=HYPERLINK("http://x","click")')
    people = rows(book["People"])
    equal("name", people[4][1], '+Ana, "A"')
    notes = rows(book["Notes"])
    equal("plan", notes[4][1], 14)
    equal("made for", notes[5][1], datetime.datetime(2026, 11, 24))
    expect(any(row[1] == "stale" for row in notes), "the stale calendar is not named")


def check_office(path, work):
    if not shutil.which("soffice"):
        print("no LibreOffice: opened by openpyxl only")
        return
    profile = "-env:UserInstallation=file://" + os.path.abspath(work + "/office")
    done = subprocess.run(["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):"
                           "44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", work, path],
                          check=False, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    expect(done.returncode == 0, done.stdout.decode())
    with open(work + "/fixture-Gaps.csv", encoding="utf-8") as file:
        lines = file.read().splitlines()
    # LibreOffice computes the sums anew.
    equal("LibreOffice's sums", lines[6].split(",")[4:], ["0.79", "1.29", "0", "0.02", "2.1"])
    with open(work + "/fixture-Engagements.csv", encoding="utf-8", newline="") as file:
        orders = list(csv.reader(file))
    equal("LibreOffice's order", orders[4][:5] + orders[4][10:12], ["2026-11-22", "9", "new", "2", "sre", "2026-12-21", "2027-01-10"])
    equal("LibreOffice's costs", orders[4][13:16], ["12845.67", "987.65", "13833.32"])
    equal("the vendor in LibreOffice", orders[5][7], '=HYPERLINK("http://x","click")')
    equal("LibreOffice's sum", orders[7][13:16], ["38537.01", "2962.95", "41499.96"])


def main(test_xlsx, work):
    os.makedirs(work, exist_ok=True)
    path = work + "/fixture.xlsx"
    done = subprocess.run([test_xlsx, path], check=False, stdout=subprocess.PIPE)
    if done.returncode == 77:
        print("SKIP: " + done.stdout.decode())
        return 77
    equal("status", done.returncode, 0)
    book = openpyxl.load_workbook(path)
    equal("sheets", book.sheetnames, ["Gaps", "Weeks", "Engagements", "People", "Notes"])
    equal("created", book.properties.created, datetime.datetime(2026, 11, 24))
    check_texts(book)
    check_gaps(book["Gaps"])
    check_others(book)
    check_office(path, work)
    for problem in problems:
        print(problem)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
