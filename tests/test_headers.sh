#!/bin/sh
# test_headers.sh HEADERS COMPILER WORK: declarations in a header of others are found, known ones are left, gone ones are told.
set -eu
check=$1
compiler=$2
work=$3
failures=0
rm -rf "$work"
mkdir -p "$work/src/room/part" "$work/out/room/CMakeFiles/room.dir/part"
cd "$work"
build=$(pwd)/out

file() { # PATH, its text on stdin
	"$compiler" -x c -c -o "out/room/CMakeFiles/room.dir/$1.o" -
}

expect() { # NAME STATUS KNOWN, what is printed on stdin
	printf '%s\n' "$3" >known
	status=0
	sh "$check" "$work/known" "$work/src" "$build" "$work/objects" >got || status=$?
	if [ "$status" != "$2" ] || ! diff -u - got; then
		printf '%s: status %s, not %s\n' "$1" "$status" "$2"
		failures=$((failures + 1))
	fi
}

file top.c <<'END'
int top(void), top_rows = 1;
static int twice(int i) { return 2 * i; }
int top(void) { return twice(top_rows); }
END
file part/part.c <<'END'
int part_size(void), part_kind(int);
int part_size(void) { return 1; }
int part_kind(int i) { return i; }
END
printf '%s\n' "$build"/room/CMakeFiles/room.dir/*.o "$build"/room/CMakeFiles/room.dir/*/*.o >objects
cat >src/room/top.h <<'END'
/* part_size(void) is not declared here, /* and not
 * part_kind(1) */ int top(void);
#define SIZE \
	part_size()
struct part_kind { int part_size; };
void top_call(int part_kind);
static inline int top_twice(void) { return 2 * part_size(); }
END
cat >src/room/part/part.h <<'END'
extern int top_rows;
int part_size(void),
	part_kind(int);
END
expect "each in its own; words in comments, macros, tags, bodies and parameters" 0 '# none' <<'END'
3 functions, 2 headers, 0 breaches
END

cat >src/room/top.h <<'END'
int top(void); /* and */ int part_size(void);
int part_kind(int);
END
expect "two of another file" 1 '# none' <<'END'
room/top.h declares what room/part/part.c has: part_size part_kind
3 functions, 2 headers, 1 breaches
END
expect "a breach that is known" 0 'room/top.h room/part/part.c' <<'END'
3 functions, 2 headers, 1 breaches
END
expect "a known breach that is gone" 1 'room/top.h room/part/part.c
room/top.h room/other.c' <<'END'
a known breach is gone, take it from the list: room/top.h room/other.c
3 functions, 2 headers, 1 breaches
END

echo 'int part_size(void);' >src/room/part/part.h
echo 'int top(void);' >src/room/top.h
expect "a function that no header declares" 1 '' <<'END'
no header declares part_kind of room/part/part.c
3 functions, 2 headers, 0 breaches
END
: >objects
expect "nothing to look at" 1 '' <<'END'
no objects or no headers: this check checked nothing
END
[ "$failures" = 0 ]
