#!/bin/sh
# install.sh WORK: the npm packages of package-lock.json into WORK/node_modules, unless they are there.
# 77 with the reason where that cannot be done: no Node.js 20, no npm, no registry.
set -u
here=$(cd "$(dirname "$0")" && pwd)
work=$1

skip() {
	echo "SKIP: $1"
	exit 77
}

command -v node >/dev/null || skip "no node"
command -v npm >/dev/null || skip "no npm"
major=$(node -p 'process.versions.node.split(".")[0]')
[ "$major" -ge 20 ] || skip "Node.js is $(node --version), 20 is needed"
mkdir -p "$work"
if [ -f "$work/installed" ] && cmp -s "$here/package-lock.json" "$work/installed"; then
	exit 0
fi
rm -f "$work/installed"
cp "$here/package.json" "$here/package-lock.json" "$work/"
npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund >"$work/npm.log" 2>&1 || {
	tail -n 5 "$work/npm.log"
	skip "npm ci failed in $work"
}
cp "$here/package-lock.json" "$work/installed"
