#!/bin/sh
# test_quickstart.sh QUICKSTART STAFFGAP WORK README: what quickstart does to a system, seen from
# outside, and whether it prints what the README shows.
#
# The script runs in a folder with a blank and an umlaut, with stand-ins for the programs that
# would change or build something: dpkg-query, apt-get, sudo, id, cmake and ctest. Each stand-in
# writes down how it was called; "cmake --build" puts the staffgap of this build into place.
set -u
quickstart=$1
export STAFFGAP="$2"
work=$3
readme=$4
failures=0
rm -rf "$work"
mkdir -p "$work"
# What quickstart may use of the system, and nothing else.
tools="sh env sed tail mktemp dirname rm mkdir mv ln tr cat grep"

stand_in() { # NAME, its body on stdin
	{
		printf '#!/bin/sh\n'
		# The body is for the stand-in's shell.
		# shellcheck disable=SC2016
		[ "$1" = dpkg-query ] || printf 'printf "%%s %%s\\n" "%s" "$*" >>"$CALLS"\n' "$1"
		cat
	} >"$bin/$1"
	chmod +x "$bin/$1"
}

# A new clone and a system that has everything, used as root.
given() {
	name=$1
	rm -rf "$work/case"
	clone="$work/case/a clöne"
	bin="$work/case/bin"
	mkdir -p "$clone" "$bin"
	cp "$quickstart" "$clone/quickstart"
	CALLS="$work/case/calls"
	: >"$CALLS"
	for tool in $tools; do
		ln -s "$(command -v "$tool")" "$bin/$tool"
	done
	stand_in id <<-'BODY'
		echo "${FAKE_UID-0}"
	BODY
	stand_in dpkg-query <<-'BODY'
		for package; do :; done
		case " ${FAKE_MISSING-} " in
		*" $package "*) exit 1 ;;
		esac
		printf installed
	BODY
	stand_in apt-get <<-'BODY'
		[ "$DEBIAN_FRONTEND" = noninteractive ] || exit 99
		for word; do
			[ "$word" != "${FAKE_BROKEN-}" ] || { echo "E: no $word"; exit 100; }
		done
	BODY
	stand_in cmake <<-'BODY'
		case "$*" in
		--version) echo "cmake version ${FAKE_CMAKE-3.25.1}" ;;
		*--build*) mkdir -p build/release/cli build/asan; ln -sf "$STAFFGAP" build/release/cli/staffgap ;;
		esac
		[ "$*" != "${FAKE_BROKEN_STEP-}" ] || { echo "the reason"; exit 1; }
	BODY
	stand_in ctest <<-'BODY'
		for log; do :; done
		cat <<-LOG | tee_to "$log"
			1/3 Test #1: one ...***Skipped 0.00 sec
			67% tests passed, ${FAKE_FAILED-0} tests failed out of 3
		LOG
		[ "${FAKE_FAILED-0}" -eq 0 ] || exit 8
	BODY
	cat >"$bin/tee_to" <<-'BODY'
		#!/bin/sh
		cat >"$1"
		cat "$1"
	BODY
	chmod +x "$bin/tee_to"
}

# Where only the set-up is looked at, this stands for the program: it makes the folder that demo makes.
cat >"$work/idle" <<-'BODY'
	#!/bin/sh
	for folder; do :; done
	case " $* " in
	*" demo "*) mkdir -p "$folder" ;;
	esac
BODY
chmod +x "$work/idle"

# Run quickstart from another folder, with no terminal, no locale, no time zone.
run() { # [VARIABLE=value...] -- [argument]
	settings=
	while [ "$1" != -- ]; do
		settings="$settings $(printf '%s' "$1" | sed "s/[^A-Za-z0-9_=.-]/\\\\&/g")"
		shift
	done
	shift
	status=0
	(cd / && eval "env -i HOME=/nonexistent PATH=\"\$bin\" LC_ALL=C CALLS=\"\$CALLS\" STAFFGAP=\"\$STAFFGAP\" \
		$settings \"\$clone/quickstart\" \"\$@\"") </dev/null >"$work/case/out" 2>"$work/case/err" || status=$?
}

complain() {
	failures=$((failures + 1))
	printf 'FAILED: %s: %s\n' "$name" "$1"
	sed 's/^/  out: /' "$work/case/out"
	sed 's/^/  err: /' "$work/case/err"
	sed 's/^/  called: /' "$CALLS"
}

status_is() {
	[ "$status" -eq "$1" ] || complain "status is $status, not $1"
}

prints() {
	grep -qF -e "$1" "$work/case/out" "$work/case/err" || complain "does not print '$1'"
}

calls() {
	grep -qxF -e "$1" "$CALLS" || complain "does not call '$1'"
}

calls_no() {
	! grep -q -e "^$1 " "$CALLS" || complain "calls $1"
}

given "where all is installed, nothing is installed and the example is planned"
run --
status_is 0
calls_no apt-get
calls_no sudo
prints "Plan 1: 2026-W48"
for file in gaps.csv gaps-wide.csv gaps.ics engagements.csv page.html; do
	[ -s "$clone/out/$file" ] || complain "out/$file is not there"
done
cp -R "$clone/out" "$work/case/first"
cp "$work/case/out" "$work/case/printed"
run --
status_is 0
for file in gaps.csv gaps-wide.csv gaps.ics engagements.csv page.html; do
	cmp "$work/case/first/$file" "$clone/out/$file" || complain "a second run changes $file"
done
cmp "$work/case/printed" "$work/case/out" || complain "a second run prints something else"

given "the README shows what is printed"
(cd "$clone" && env -i PATH="$bin" CALLS="$CALLS" STAFFGAP="$STAFFGAP" ./quickstart) \
	</dev/null >"$work/case/out" 2>&1
# shellcheck disable=SC2016
sed -n '/^\$ \.\/quickstart$/,/^```$/p' "$readme" | sed '1d;$d' >"$work/case/shown"
: >"$work/case/err"
# A line of three dots stands for any number of lines.
awk 'NR == FNR { shown[++lines] = $0; next }
	{ printed[++all] = $0 }
	END {
		at = 1
		for (i = 1; i <= lines; i++) {
			if (shown[i] == "...") {
				i++
				while (at <= all && printed[at] != shown[i])
					at++
			}
			if (printed[at++] != shown[i]) {
				print "shown: " shown[i]
				exit 1
			}
		}
		exit at != all + 1
	}' "$work/case/shown" "$work/case/out" || complain "the README shows something else"

given "root installs what is missing, and only that"
run STAFFGAP="$work/idle" FAKE_MISSING="libcsv-dev ninja-build khal" --
status_is 0
calls "apt-get -y -qq update"
calls "apt-get -y -qq install --no-install-recommends ninja-build libcsv-dev"

given "the tests have more packages"
run FAKE_MISSING="libcmocka-dev khal" -- test
status_is 0
calls "apt-get -y -qq install --no-install-recommends libcmocka-dev"
calls "apt-get -y -qq install --no-install-recommends khal"
calls "cmake --preset asan"
calls "cmake --build --preset asan"
prints "3 tests: 2 passed, 0 failed, 1 skipped"

given "others use sudo"
stand_in sudo <<-'BODY'
	exec "$@"
BODY
run STAFFGAP="$work/idle" FAKE_UID=1000 FAKE_MISSING=libcsv-dev --
status_is 0
calls "sudo env DEBIAN_FRONTEND=noninteractive apt-get -y -qq install --no-install-recommends libcsv-dev"

given "without root and sudo the command to run is said"
run FAKE_UID=1000 FAKE_MISSING=libcsv-dev --
status_is 1
calls_no apt-get
prints "As root: apt-get install --no-install-recommends libcsv-dev"
prints "quickstart: these are needed: libcsv-dev"

given "without root and sudo the tests run as long as only peers are missing"
run FAKE_UID=1000 FAKE_MISSING=khal -- test
status_is 0
prints "3 tests:"

given "a package that cannot be had ends it, with what apt-get said"
run FAKE_MISSING=libcsv-dev FAKE_BROKEN=libcsv-dev --
status_is 1
prints "E: no libcsv-dev"
prints "quickstart: could not install: libcsv-dev"

given "a peer that cannot be had is said and does not keep away the others"
run FAKE_MISSING="khal fish" FAKE_BROKEN=khal -- test
status_is 0
prints "could not install khal: what needs it will be left out"
calls "apt-get -y -qq install --no-install-recommends fish"
prints "3 tests:"

given "without a network the package lists of before do"
run STAFFGAP="$work/idle" FAKE_MISSING=libcsv-dev FAKE_BROKEN=update --
status_is 0
prints "apt-get update failed"
calls "apt-get -y -qq install --no-install-recommends libcsv-dev"

given "elsewhere the packages are named and the rest goes on"
rm "$bin/apt-get" "$bin/dpkg-query"
run --
status_is 0
prints "libical-devel"
prints "brew install"
prints "Plan 1: 2026-W48"

given "an old CMake is told apart from a broken build"
run FAKE_CMAKE=3.22.1 --
status_is 1
prints "cmake 3.25 or later is needed, this one is 3.22.1"

given "a later CMake will do"
run STAFFGAP="$work/idle" FAKE_CMAKE=4.0.3 --
status_is 0

given "a step that fails shows its reason"
run FAKE_BROKEN_STEP="--build --preset release" --
status_is 1
prints "the reason"
prints "quickstart: failed: cmake --build --preset release"

given "failing tests fail the command"
run FAKE_FAILED=1 -- test
status_is 8
prints "3 tests: 1 passed, 1 failed, 1 skipped"

given "an unknown argument is a usage error"
run -- tset
status_is 2
prints "./quickstart test"
calls_no cmake

[ "$failures" -eq 0 ] || exit 1
printf 'all cases passed\n'
