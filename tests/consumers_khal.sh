#!/bin/sh
# khal must list the events of our calendar on their days. Exit 77: khal is missing (ctest: skipped).
set -eu
command -v khal >/dev/null || { echo "SKIP: khal is not installed"; exit 77; }
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export HOME="$home" XDG_DATA_HOME="$home/data" XDG_CACHE_HOME="$home/cache" LC_ALL=C.UTF-8
mkdir "$home/events"
cat >"$home/khal.conf" <<CONF
[calendars]
[[gaps]]
path = $home/events
[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = UTC
default_timezone = UTC
CONF
khal -c "$home/khal.conf" import --batch -a gaps "$1"
khal -c "$home/khal.conf" list --once --format '{start}|{end}|{title}' --day-format '' 2026-12-01 60d >"$home/list"
cat "$home/list"
grep -Fxq '2026-12-14|2026-12-27|+1.3 sre, P1' "$home/list"
grep -Fxq '2027-01-04|2027-01-10|<0.1 sre, P2' "$home/list"
[ "$(grep -c '|' "$home/list")" = 3 ]
