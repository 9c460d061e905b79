#!/bin/sh
# test_links.sh LINKS CC WORK: calls past a link line and lines without a call, made on purpose, are found and told.
set -eu
links=$1
cc=$2
work=$3
rm -rf "$work"
mkdir -p "$work"
cd "$work"
echo 'int low(void); int low(void) { return 1; }' >low.c
echo 'int low(void); int middle(void); int middle(void) { return low(); }' >middle.c
echo 'int low(void); int middle(void); int top(void); int top(void) { return middle() + low(); }' >top.c
for name in low middle top; do
	"$cc" -c "$name.c" -o "$name.o"
done

expect() { # WANT (empty: nothing is found) STATED-BY-TOP...
	want=$1
	shift
	printf '= low base\nlow.o\n= middle base low\nmiddle.o\n= top %s\ntop.o\n' "$*" >list
	status=0
	sh "$links" list >got || status=$?
	if [ "$(cat got)" != "$want" ] || { [ -n "$want" ] && [ "$status" = 0 ]; }; then
		printf 'top states %s: status %s, "%s"\n' "$*" "$status" "$(cat got)"
		exit 1
	fi
}

expect "" base middle low
expect "top calls low of low, which its link line does not state" base middle
printf '= low base middle\nlow.o\n= middle base low\nmiddle.o\n' >list
if sh "$links" list >got || [ "$(cat got)" != "low states middle, and calls nothing of it" ]; then
	cat got
	exit 1
fi
: >list
if sh "$links" list >got; then
	echo "nothing was checked, and that is all right"
	exit 1
fi
