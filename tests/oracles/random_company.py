#!/usr/bin/env python3
"""Workspaces drawn by chance whose rate cards say everything that a rate card can say.

For tests/oracles/reprice.py: all models, units, fees, ramps, currencies, working weeks, holidays (whole, half, make-up), running
engagements that began before, within and that end after the plan. The same seed, the same files.
"""
import datetime
import os
import random

MONDAY = datetime.date(2026, 11, 23)
PLACES = ["DE", "DE-BE", "DE-BY", "CH", "CH-ZH", "FR-75", "PL", "IN", "IN-KA", "US-CA", ""]
TITLES = ["Feiertag", "Holiday", "Vormittag frei", "Silvester (nachmittags frei)", "Bridge day (half day)",
          "make-up working day", "Founders' day (afternoon)"]
MODELS = ["onshore", "nearshore", "offshore", "managed", "hire"]
UNITS = ["hour", "day", "week", "month"]


def write(folder, name, lines):
    path = os.path.join(folder, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8", newline="\n") as file:
        file.write("\n".join(lines) + "\n")


def money(draw, low, high):
    return f"{draw.uniform(low, high):.{draw.choice([0, 1, 2, 2, 3])}f}"


def settings(draw):
    currency = draw.choice(["EUR", "CHF", "USD", "GBP", "JPY"])
    others = [c for c in ["EUR", "CHF", "USD", "GBP", "JPY"] if c != currency]
    lines = [f'currency = "{currency}"', f"hours_per_week = {draw.choice(['40', '38.5', '37.5', '35', '42'])}",
             f'working_days = "{draw.choice(["Mon-Fri", "Mon-Fri", "Mon-Sat", "Mon-Thu,Sun", "Mon-Thu"])}"',
             'exchange = "' + "; ".join(f"{c}={draw.uniform(0.004, 2.2):.4f}" for c in others) + '"']
    if draw.random() < 0.7:
        count = draw.choice([1, 5])
        lines.append('penalty_per_hour = "' + "; ".join(
            f"{p:.2f}" for p in sorted((draw.uniform(20, 900) for _ in range(count)), reverse=True)) + '"')
    return lines, currency, others


def rates(draw, others):
    rows = ["option,vendor,model,role,level,location,rate,unit,currency,fixed_fee,hours_per_week,lead_days,min_weeks,"
            "max_weeks,notice_days,max_heads,ramp,productivity_percent,management_percent,valid_from,valid_to"]
    for i in range(draw.randint(4, 9)):
        model = MODELS[i % len(MODELS)] if draw.random() < 0.8 else draw.choice(MODELS)
        unit = draw.choice(UNITS)
        low, high = {"hour": (20, 190), "day": (150, 1500), "week": (700, 7000), "month": (3000, 31000)}[unit]
        least = draw.randint(1, 14)
        role = draw.choice(["backend", "sre", "qa"]) if model != "managed" else "sre:2; qa:2"
        rows.append(",".join(str(cell) for cell in [
            f"o{i}", draw.choice(["Kranich", "Vltava", ""]), model, role, draw.randint(2, 4), draw.choice(PLACES),
            money(draw, low, high), unit, draw.choice([""] * 3 + others), draw.choice(["", "0", money(draw, 1, 20000)]),
            draw.choice(["", "40", "38.5", "37.25", "20", "12.1"]), draw.choice(["", 0, 7, 14, 33]),
            "" if model == "hire" else least, "" if model == "hire" else draw.choice(["", least + draw.randint(0, 40)]),
            draw.choice(["", 0, 14, 30]), draw.randint(1, 6), draw.choice(["", "50", "25;50;75", "10;33;66;90", "0;100"]),
            draw.choice(["", 100, 97, 83, 71]), draw.choice(["", 0, 3, 7, 15, 33]),
            draw.choice(["", "", "2026-12-14"]), draw.choice(["", "", "2027-03-01"])]))
    return rows


def engagements(draw, options):
    rows = ["engagement,option,heads,start,end,notice_days"]
    for i in range(draw.randint(0, 4)):
        start = MONDAY + datetime.timedelta(days=draw.randint(-200, 60))
        end = start + datetime.timedelta(days=draw.randint(0, 400))
        if end >= MONDAY:
            rows.append(f"R{i},o{draw.randrange(options)},{draw.randint(1, 3)},{start},{end},"
                        f"{draw.choice(['', 0, 10, 45, 700])}")
    return rows


def demand(draw):
    rows = ["demand,project,role,level,location,start,end,fte,priority,status,probability"]
    for i in range(draw.randint(2, 7)):
        start = MONDAY + datetime.timedelta(days=draw.randint(-20, 100))
        end = start + datetime.timedelta(days=draw.randint(3, 250))
        tentative = draw.random() < 0.3
        rows.append(f"D{i},P{i % 3},{draw.choice(['backend', 'sre', 'qa'])},{draw.randint(1, 3)},"
                    f"{draw.choice(['', '', 'DE', 'CH'])},{start},{end},{draw.uniform(0.2, 4):.2f},"
                    f"{draw.randint(1, 5)},{'tentative' if tentative else 'committed'},"
                    f"{draw.randint(1, 99) if tentative else ''}")
    return rows


def holidays(draw, place):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//staffgap tests//EN"]
    for i in range(draw.randint(1, 14)):
        first = MONDAY + datetime.timedelta(days=draw.randint(-30, 420))
        end = first + datetime.timedelta(days=draw.choice([1, 1, 1, 2, 3]))
        lines += ["BEGIN:VEVENT", f"UID:{place}-{i}@example", "DTSTAMP:20261101T000000Z",
                  f"DTSTART;VALUE=DATE:{first:%Y%m%d}", f"DTEND;VALUE=DATE:{end:%Y%m%d}",
                  f"SUMMARY:{draw.choice(TITLES)}", "END:VEVENT"]
    return lines + ["END:VCALENDAR"]


def make(folder, seed):
    draw = random.Random(seed)
    conf, _, others = settings(draw)
    card = rates(draw, others)
    write(folder, "staffgap.conf", conf)
    write(folder, "rates.csv", card)
    write(folder, "engagements.csv", engagements(draw, len(card) - 1))
    write(folder, "demand.csv", demand(draw))
    write(folder, "people.csv", ["person,roles,location", "ana,backend:3; sre:2,CH-ZH", "ben,qa:1,DE-BE"])
    for place in draw.sample([p for p in PLACES if p], draw.randint(0, 5)):
        write(folder, f"holidays/{place}.ics", holidays(draw, place))
