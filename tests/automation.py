#!/usr/bin/env python3
"""automation.py DOCS/automation.md STAFFGAP FOLDER: the examples of the document are what systemd and cron
take. systemd-analyze reads the units where it is installed; their commands are run."""
import pathlib
import re
import shutil
import subprocess
import sys


def main():
    text = pathlib.Path(sys.argv[1]).read_text()
    exe, folder = sys.argv[2], pathlib.Path(sys.argv[3])
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    subprocess.run([exe, "demo", str(folder / "firm"), "-q"], check=True)
    units = re.findall(r"`(staffgap\.\w+)`:\n```ini\n(.*?)```", text, re.S)
    if [name for name, _ in units] != ["staffgap.service", "staffgap.timer"]:
        sys.exit(f"units found: {units}")
    crontab = re.search(r"```crontab\n(.*?)```", text, re.S).group(1)
    lines = [line for line in crontab.splitlines() if not line.startswith("#")]
    fields = lines[0].split(None, 5)
    if len(lines) != 1 or fields[:5] != ["15", "6", "*", "*", "1"]:
        sys.exit(f"not a crontab line: {lines}")
    commands = [re.search(r"^ExecStart=(.*)$", units[0][1], re.M).group(1), fields[5].split(">")[0]]
    for command in commands:
        words = command.split()
        if words[0] != "staffgap":
            sys.exit(f"'{command}' does not run staffgap")
        words = [w for w in words[1:] if w not in ("-C", "/srv/plans/ourteam")]
        done = subprocess.run([exe, "-C", str(folder / "firm"), *words, "--today", "2026-11-23"],
                              capture_output=True, check=False)
        if done.returncode != 5:
            sys.exit(f"{command}: status {done.returncode} {done.stderr.decode()}")
    for name, unit in units:
        (folder / name).write_text(unit.replace("ExecStart=staffgap", f"ExecStart={exe}")
                                   .replace("/srv/plans/ourteam", str(folder / "firm")))
    if not shutil.which("systemd-analyze"):
        print("without systemd-analyze, which is not installed")
        return
    done = subprocess.run(["systemd-analyze", "verify", "--man=no", *[str(folder / n) for n, _ in units]],
                          capture_output=True, text=True, check=False)
    said = [line for line in done.stderr.splitlines() if "staffgap." in line]
    if done.returncode and said:
        sys.exit("\n".join(said))
    done = subprocess.run(["systemd-analyze", "calendar", "Mon *-*-* 06:15"],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(done.stderr)


main()
