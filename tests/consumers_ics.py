"""Do others read our calendar as we meant it? Exit 77: the module is missing (ctest: skipped)."""
import datetime
import sys

try:
    import icalendar
except ImportError:
    print("SKIP: python3-icalendar is not installed")
    sys.exit(77)

with open(sys.argv[1], "rb") as file:
    calendar = icalendar.Calendar.from_ical(file.read())
events = [
    (str(e["SUMMARY"]), e["DTSTART"].dt, e["DTEND"].dt, str(e["STATUS"]))
    for e in calendar.walk("VEVENT")
]
day = datetime.date
wanted = [
    ("+1.3 sre, P1", day(2026, 12, 14), day(2026, 12, 28), "CONFIRMED"),
    ("<0.1 sre, P2", day(2027, 1, 4), day(2027, 1, 11), "TENTATIVE"),
    ("<0.1 漢-designer, P3", day(2027, 1, 4), day(2027, 1, 11), "TENTATIVE"),
]
assert events == wanted, events
assert str(calendar["X-WR-CALNAME"]) == "Staff gaps: Café, Inc; \\o/", calendar["X-WR-CALNAME"]
assert "METHOD" not in calendar
uids = [str(e["UID"]) for e in calendar.walk("VEVENT")]
assert len(set(uids)) == len(uids), uids
# Names arrive whole. (icalendar 4.0.3 cuts CATEGORIES at escaped commas too, so ask the description.)
assert '<script>alert(1)</script>, "Apollo"; two (D2)' in str(calendar.walk("VEVENT")[0]["DESCRIPTION"])
