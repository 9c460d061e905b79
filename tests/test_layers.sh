#!/bin/sh
# test_layers.sh CMAKE LAYERS WORK: breaches of every kind, made on purpose in rooms of one file, are found and told.
set -eu
cmake=$1
layers=$2
work=$3
failures=0
rm -rf "$work"
mkdir -p "$work"
cd "$work"

rooms() { # as they may be
	rm -rf src
	for room in base model solver store import planner reports service cli; do
		mkdir -p "src/$room"
		printf '/* #include "cli/door.h" printf("") */\n#include <stddef.h>\n' >"src/$room/one.c"
	done
}

expect() { # NAME FILE BREACH (empty: there is none), the file's text on stdin
	rooms
	mkdir -p "src/$(dirname "$2")"
	cat >"src/$2"
	status=0
	"$cmake" -DROOT="$work/src" -P "$layers" >got 2>&1 || status=$?
	if [ -z "$3" ] && [ "$status" = 0 ]; then
		return
	fi
	if [ -z "$3" ] || [ "$status" = 0 ] || ! grep -qF "    $3" got; then
		printf '%s: status %s, not "%s"\n' "$1" "$status" "$3"
		cat got
		failures=$((failures + 1))
	fi
}

expect "its own room, rooms below, the system" service/one.c "" <<'END'
#include "service/other.h"

#include <stdio.h>

#include "base/span.h"
 # include "store/store.h"
void f(FILE *out) { fprintf(out, "stdout"); }
END
expect "a room above" base/one.c "base/one.c includes model/plan.h" <<'END'
#include "model/plan.h"
END
expect "a room beside" import/one.c "import/one.c includes planner/plan.h" <<'END'
#include "planner/plan.h"
END
expect "in angles" base/one.c "base/one.c: what is ours stands in quotes, not in <model/plan.h>" <<'END'
#include <model/plan.h>
END
expect "by a macro" base/one.c "base/one.c: cannot read '#include PLAN'" <<'END'
#define PLAN "model/plan.h"
#include PLAN
END
expect "behind a comment" base/one.c "base/one.c includes model/plan.h" <<'END'
/* one */ #include "model/plan.h"
END
expect "with a comment inside" base/one.c "base/one.c includes model/plan.h" <<'END'
#/* one */include "model/plan.h"
END
for line in '%:include "model/plan.h"' '??=include "model/plan.h"' '#import "model/plan.h"' '#include_next <model/plan.h>'; do
	expect "$line" base/one.c "base/one.c includes in disguise" <<END
$line
END
done
expect "on two lines" base/one.c "base/one.c includes in disguise" <<'END'
#inc\
lude "model/plan.h"
END
for path in base/../model/plan.h ../src/model/plan.h ./model/plan.h store//store_internal.h; do
	expect "$path" service/one.c "service/one.c: '$path' goes a way round" <<END
#include "$path"
END
done
expect "the inside of a room" service/one.c "service/one.c includes store/store_internal.h" <<'END'
#include "store/store_internal.h"
END
expect "a library" service/one.c "service/one.c includes sqlite3.h" <<'END'
#include <sqlite3.h>
END
expect "the clock" reports/one.c "reports/one.c includes time.h" <<'END'
#include <time.h>
END
expect "a folder of the planner that may not" planner/verify/one.c "planner/verify/one.c includes planner/plan.h" <<'END'
#include "planner/plan.h"
END
expect "a folder that nobody has said" planner/new/one.c "planner/new/one.c: say in tests/layers.cmake what planner/new may include" <<'END'
#include "planner/plan.h"
END
for call in 'printf("x");' 'fputs("x", stderr);' 'write(2, "x", 1);' 'write(STDERR_FILENO, "x", 1);' 'fdopen(1, "w");'; do
	expect "$call" service/one.c "service/one.c prints past cli/door.h" <<END
void f(void) { $call }
END
done
for call in 'exit(1);' 'if (x) abort ();' '_exit(1);'; do
	expect "$call" service/one.c "service/one.c may end the process" <<END
void f(void) { $call }
END
done

rooms
printf '#include "reports/page/page.h"\n' >src/reports/one.c
mkdir src/reports/page
printf '#include "reports/html.h"\n' >src/reports/page/page.c
if "$cmake" -DROOT="$work/src" -P "$layers" >got 2>&1 || ! grep -qF 'reports <-> reports/page' got; then
	echo "two folders that include each other"
	failures=$((failures + 1))
fi
[ "$failures" = 0 ]
