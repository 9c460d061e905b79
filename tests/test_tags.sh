#!/bin/sh
# test_tags.sh TAGS WORK: a tag of two files is found, a known one is left, one that is gone is told.
set -eu
check=$1
work=$2
failures=0
rm -rf "$work"
mkdir -p "$work/base" "$work/store/part"
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
no tags: this check checked nothing
END
cat >base/one.h <<'END'
struct row;
struct row { int cells; struct inner { int i; } inner; };
typedef enum row_kind { ROW_PLAIN } row_kind;
struct other *other(struct row *row);
END
cat >store/part/two.c <<'END'
struct other {
	struct row *row;
};
static struct row made(void) { return (struct row){ 0 }; }
END
expect "declared or used elsewhere" 0 '# none' <<'END'
3 tags, 2 files
END
echo 'struct row { int y; };' >>store/part/two.c
expect "one of two files" 1 '# none' <<'END'
struct row is defined in base/one.h store/part/two.c
END
expect "a known one" 0 'struct row' <<'END'
4 tags, 2 files
END
echo 'enum row_kind { NO_ROW };' >>store/part/two.c
expect "one more, and a known one that is gone" 1 'struct row
struct other' <<'END'
a known tag is in one file only, take it from the list: struct other
enum row_kind is defined in base/one.h store/part/two.c
END
[ "$failures" = 0 ]
