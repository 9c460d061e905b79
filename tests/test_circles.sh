#!/bin/sh
# test_circles.sh CIRCLES COMPILER WORK: circles made on purpose are found and told by names, known ones are left, gone ones are told.
set -eu
circles=$1
compiler=$2
work=$3
failures=0
rm -rf "$work"
mkdir -p "$work/CMakeFiles/room.dir/part"
cd "$work"

file() { # PATH, its text on stdin
	"$compiler" -x c -c -o "CMakeFiles/room.dir/$1.o" -
}

expect() { # NAME STATUS KNOWN, what is printed on stdin
	printf '%s\n' "$3" >known
	status=0
	sh "$circles" known objects >got || status=$?
	if [ "$status" != "$2" ] || ! diff -u - got; then
		printf '%s: status %s, not %s\n' "$1" "$status" "$2"
		failures=$((failures + 1))
	fi
}

file top.c <<'END'
int table_count(void), part_size(void), top(void);
int top(void) { return table_count() + part_size() + top(); }
END
file table.c <<'END'
int part_size(void), table_count(void);
static int twice(int i) { return 2 * i; }
int table_rows = 1;
int table_count(void) { return twice(part_size()) + table_rows; }
END
file part/part.c <<'END'
int abs(int), part_size(void), part_kind = 1;
static int twice(int i) { return 3 * i; }
int part_size(void) { return twice(abs(part_kind)); }
END
printf '%s\n' "$work"/CMakeFiles/room.dir/*.o "$work"/CMakeFiles/room.dir/*/*.o >objects
expect "one way, and a function that calls itself" 0 '# none' <<'END'
3 files, 3 times one needs another, 0 circles
END

file part/part.c <<'END'
extern int table_rows;
int part_size(void);
int part_size(void) { return table_rows; }
END
expect "by data" 1 '# none' <<'END'
a circle of 2 files: part/part.c table.c
    part/part.c uses table_rows of table.c
    table.c calls part_size of part/part.c
3 files, 4 times one needs another, 1 circles
END
expect "a circle that is known" 0 'part/part.c table.c' <<'END'
3 files, 4 times one needs another, 1 circles
END

file part/part.c <<'END'
int table_count(void) __attribute__((weak)), part_size(void) __attribute__((weak));
int part_size(void) { return table_count ? table_count() : 0; }
END
expect "by weak symbols" 1 '# none' <<'END'
a circle of 2 files: part/part.c table.c
    part/part.c calls table_count of table.c
    table.c calls part_size of part/part.c
3 files, 4 times one needs another, 1 circles
END
file part/part.c <<'END'
int top(void), part_size(void);
int part_size(void) { return top(); }
END
expect "a known circle that has grown, the shortest way round" 1 'part/part.c table.c' <<'END'
a circle of 3 files: part/part.c table.c top.c
    part/part.c calls top of top.c
    top.c calls part_size of part/part.c
a known circle is gone, take it from the list: part/part.c table.c
3 files, 4 times one needs another, 1 circles
END

file top.c <<'END'
int table_count(void), top(void);
int top(void) { return table_count(); }
END
expect "by way of a third" 1 '' <<'END'
a circle of 3 files: part/part.c table.c top.c
    part/part.c calls top of top.c
    top.c calls table_count of table.c
    table.c calls part_size of part/part.c
3 files, 3 times one needs another, 1 circles
END
: >objects
expect "nothing to look at" 1 '' <<'END'
no objects: this check checked nothing
END
[ "$failures" = 0 ]
