"""Does Calc read numbers as numbers and dates as dates? Exit 77: Calc or openpyxl is missing."""
import datetime
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

# file, separator, language of the system (1033 English, 1031 German)
for path, separator, language in (("gaps-wide-iso.csv", 44, 1033), ("gaps-wide-eu.csv", 59, 1031)):
    with tempfile.TemporaryDirectory() as home:
        subprocess.run(
            [office, f"-env:UserInstallation=file://{home}/profile", "--headless",
             f"--infilter=Text - txt - csv (StarCalc):{separator},34,76,1,,{language}",
             "--convert-to", "xlsx", "--outdir", home, str(pathlib.Path(sys.argv[1]) / path)],
            check=True, timeout=120)
        sheet = openpyxl.load_workbook(f"{home}/{path[:-4]}.xlsx").active
        rows = [[cell.value for cell in row] for row in sheet.rows]
    assert rows[0][0] == "plan", rows[0]
    assert all(isinstance(x, (int, float)) for row in rows[1:] for x in row[6:]), rows
    if language == 1031:
        assert rows[0][6] == datetime.datetime(2026, 12, 14), rows[0]
        assert rows[-1][-1] == 3.38, rows[-1]
