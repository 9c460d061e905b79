#!/bin/sh
# Names that would run somewhere, and a feed that cannot be read.
set -e
sed -i -e 's/^tomas,Tomáš Novák/tomas,=<script>alert(1)<\/script>/' \
	-e 's/^ana,Ana Petrović/ana,"Ana ‮\&amp;漢字, <b>"/' firm/people.csv
sed -i 's/^CIR-1,Cirrus/CIR-1,=<img src=x>/' firm/demand.csv
sed -i 's/SUMMARY:Urlaub über Ostern/SUMMARY:<script>x/' firm/calendars/deniz.ics
sed -i 's/^hugo,Apollo,design,2026-11-23,2026-12-18,,16/hugo,Apollo,design,2026-11-23,2026-12-18,,60/' firm/bookings.csv
echo broken > firm/calendars/priya.ics
