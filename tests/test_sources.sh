#!/bin/sh
# test_sources.sh CMAKE SOURCES WORK: a file that stands in no list is found, and told.
set -eu
cmake=$1
sources=$2
work=$3
rm -rf "$work"
mkdir -p "$work/src/base/inner" "$work/src/tests/fuzz"
cd "$work"

expect() { # WANT (empty: nothing is found)
	status=0
	"$cmake" -DROOT="$work/src" "-DROOMS=base" -P "$sources" >got 2>&1 || status=$?
	if [ -z "$1" ]; then
		[ "$status" = 0 ] || { cat got; exit 1; }
	elif [ "$status" = 0 ] || ! grep -qF "    $1 stands in no CMakeLists.txt" got; then
		printf 'not found: %s\n' "$1"
		cat got
		exit 1
	fi
}

touch src/base/one.c src/base/inner/two.c src/tests/test_one.c src/tests/fuzz/fuzz_one.c src/tests/golden.c
printf 'add_library(base one.c\n  inner/two.c)\n# inner/three.c\n' >src/base/CMakeLists.txt
printf 'add_library(testing golden.c)\n' >src/tests/CMakeLists.txt
printf 'unit_test(one base)\n' >src/tests/base.cmake
expect ""
touch src/base/inner/three.c # in a comment only
expect base/inner/three.c
rm src/base/inner/three.c
touch src/base/two.c # the end of another's path
expect base/two.c
rm src/base/two.c
touch src/tests/test_on.c
expect tests/test_on.c
rm src/tests/test_on.c
touch src/tests/helper.c
expect tests/helper.c
