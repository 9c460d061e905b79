#!/bin/sh
# test_docs_names.sh DOCS_NAMES WORK: what is not there is told, in documents and in comments; what is there or stands for many is not.
set -eu
check=$1
work=$2
failures=0
rm -rf "$work"
mkdir -p "$work/base" "$work/store/part" "$work/docs"
cd "$work"

expect() { # NAME STATUS KNOWN, what is printed on stdin
	printf '%s\n' "$3" >known
	status=0
	sh "$check" known "$work" >got || status=$?
	if [ "$status" != "$2" ] || ! diff -u - got; then
		printf '%s: status %s, not %s\n' "$1" "$status" "$2"
		failures=$((failures + 1))
	fi
}

expect "nothing to look at" 1 '' <<'END'
no documents and no sources: this check checked nothing
END
cat >base/day.h <<'END'
/** Days (docs/days.md), used by store/part/. Not <time.h>; see day_parse() and week_of. */
bool day_parse(const char *text); /* rows of store/part/row.c */
const char *pattern = "/* no comment: day_nowhere */", quote = '"'; /* week_of: */
int week_of(struct day day);
END
echo '/* part/row.h is not asked for: base/NAME.h, *.c; https://example.org/no.c */' >store/part/row.c
cat >docs/days.md <<'END'
# Days, and `weeks`
<a id="here"></a>In `base/day.h`, `day.h`, `part/row.c` and store/part/: `day_parse`, `week_of()`, plain day_less, `day_parse(x_y)`.
[one](#days-and-weeks) [two](../docs/days.md#here) [three](../README.md) [four](https://example.org/x.md)
END
echo '[days](docs/days.md#days-and-weeks), base/' >README.md
expect "all is there" 1 'time.h' <<'END'
store/part/row.c:1: there is no part/row.h
END
echo '/* nothing */' >store/part/row.h
expect "all is there, and another's" 0 'time.h' </dev/null
sed 's/day_parse/day_read/' base/day.h >new
mv new base/day.h
expect "a function has a new name" 1 'time.h' <<'END'
docs/days.md:2: nothing is called day_parse
END
mv docs/days.md docs/dates.md
expect "a document has a new name" 1 '' <<'END'
docs/dates.md:2: nothing is called day_parse
docs/dates.md:3: there is no docs/days.md
README.md:1: there is no docs/days.md
README.md:1: there is no docs/days.md
base/day.h:1: there is no docs/days.md
base/day.h:1: there is no time.h
END
cat >docs/dates.md <<'END'
[one](#day) [two](../README.md#days) store/row.c, `store/part`, row.cmake
END
printf '/*\n * Of week_from\n * and store/rows/.\n */\n' >store/part/row.c
echo '# Nothing' >README.md
expect "headings, folders, comments of many lines" 1 'time.h
docs/days.md' <<'END'
docs/dates.md:1: there is no store/row.c
docs/dates.md:1: there is no row.cmake
docs/dates.md:1: there is no heading day in docs/dates.md
docs/dates.md:1: there is no heading days in README.md
store/part/row.c:2: nothing is called week_from
store/part/row.c:3: there is no store/rows/
END
[ "$failures" = 0 ]
