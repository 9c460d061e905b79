#!/usr/bin/env python3
"""flips.py STAFFGAP FOLDER FROM TO: what a plan says would make it another one is tried, with companies of one role drawn by
chance. rates.csv is changed by what is printed and everything is planned again:

- without the option the total rises by the cost of the runner-up, to the cent;
- a cent below the rate that flips the option is still engaged and the plan cheaper than with the runner-up (or equal to the cent);
- at that rate the plan made anew is no dearer than with the runner-up;
- a day below the lead time that flips the option is still engaged, from it on it is not.
"""
import csv
import datetime
import json
import pathlib
import random
import shutil
import subprocess
import sys

MONDAY = datetime.date(2026, 11, 23)
NEVER = "9999999"
EXCHANGE = 0.9137
SEARCH_MISSES = 10000  # a plan made anew may miss the runner-up by one part of so many


def run(exe, root, *words):
    done = subprocess.run([exe, "-C", str(root), *words], capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: status {done.returncode}\n{done.stderr}")
    return done.stdout


def plan(exe, root, rows):
    """The engagements and the total in cents with that rate card."""
    with (root / "rates.csv").open("w", newline="") as out:
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    shutil.rmtree(root / ".staffgap", ignore_errors=True)
    run(exe, root, "plan", "-q", "--today", str(MONDAY), "--weeks", "16")
    costs = json.loads(run(exe, root, "report", "costs", "-O", "json"))["rows"]
    return (json.loads(run(exe, root, "report", "engagements", "-O", "json"))["rows"],
            sum(round(100 * row["cost"]) for row in costs))


def draw_option(draw, number):
    unit, low, high = draw.choice([("hour", 40, 110), ("day", 320, 900), ("week", 1600, 4500), ("month", 7000, 18000)])
    return {"option": f"o{number}", "model": draw.choice(["onshore", "nearshore", "offshore"]), "role": "sre",
            "rate": f"{draw.uniform(low, high):.2f}", "unit": unit, "currency": draw.choice(["", "", "USD"]),
            "fixed_fee": draw.choice(["", "500"]), "lead_days": draw.choice(["7", "14", "21"]),
            "min_weeks": str(draw.randint(1, 4)), "max_heads": draw.choice(["", "1", "2"]),
            "ramp": draw.choice(["", "50"]), "management_percent": draw.choice(["", "5", "10"]),
            "valid_to": draw.choice(["", "", "2026-12-28"])}


def make(root, seed):
    """A company; its rate card."""
    draw = random.Random(seed)
    root.mkdir(parents=True)
    penalties = sorted((draw.randint(80, 400) for _ in range(5)), reverse=True)
    (root / "staffgap.conf").write_text(
        f'penalty_per_hour = "{"; ".join(map(str, penalties))}"\nexchange = "USD={EXCHANGE}"\n')
    (root / "people.csv").write_text("person,roles\nana,qa:3\n")
    lines = ["demand,project,role,start,end,fte,priority"]
    for i in range(draw.randint(1, 3)):
        start = MONDAY + datetime.timedelta(weeks=draw.randint(2, 6))
        end = start + datetime.timedelta(days=7 * draw.randint(2, 7) - 1)
        lines.append(f"D{i},P{i},sre,{start},{end},{draw.uniform(1.5, 3.2):.1f},{draw.randint(1, 4)}")
    (root / "demand.csv").write_text("\n".join(lines) + "\n")
    return [draw_option(draw, i) for i in range(draw.randint(1, 3))]


def engaged(rows, option):
    return any(row["option"] == option for row in rows)


def own_fee(row):
    return f"{float(row['fixed_fee']) * EXCHANGE:.2f}" if row["currency"] and row["fixed_fee"] else row["fixed_fee"]


def check(exe, root, seed):
    card, tried = make(root, seed), 0
    said, total = plan(exe, root, card)

    def again(option, column, value):
        return plan(exe, root, [{**row, column: value} if row["option"] == option else row for row in card])

    def hold(what, row):
        if not what:
            sys.exit(f"company {seed}: {row}")

    def rated(option, cents):
        """What is printed is in the workspace's currency; the fee stays what it was."""
        return plan(exe, root, [{**row, "rate": f"{cents / 100:.2f}", "currency": "", "fixed_fee": own_fee(row)}
                                if row["option"] == option else row for row in card])

    for option in {row["option"]: row for row in said}.values():
        name, rate, lead = option["option"], option["flip_rate"], option["flip_lead_days"]
        other = total + round(100 * option["runner_up_cost"])
        rows, without = again(name, "rate", NEVER)
        hold(not engaged(rows, name) and without == other, f"without {name} {without}, said {other}")
        if rate is not None:
            cents = round(100 * rate)
            rows, below = rated(name, cents - 1)
            hold(below < other and engaged(rows, name) or below == other, f"{name} is gone below {rate}: {below}, {other}")
            rows, at = rated(name, cents)
            hold(at <= other + other // SEARCH_MISSES, f"{name} at {rate}: {at}, {other}")
            tried += 1
        if lead is not None:
            rows, below = again(name, "lead_days", str(lead - 1))
            hold(engaged(rows, name) and below < other, f"{name} is gone below {lead} days: {below}, {other}")
            rows, at = again(name, "lead_days", str(lead))
            hold(at == other, f"{name} with {lead} days: {at}, {other}")
            tried += 1
    return tried


def main():
    exe, root = sys.argv[1], pathlib.Path(sys.argv[2])
    shutil.rmtree(root, ignore_errors=True)
    tried = sum(check(exe, root / str(seed), seed) for seed in range(int(sys.argv[3]), int(sys.argv[4]) + 1))
    print(f"{tried} values at which a choice flips were tried")
    if not tried:
        sys.exit(1)


main()
