"""mutate itself: what it draws, what it leaves alone, and that it tells killed from survived."""
import glob, os, shutil, subprocess, tempfile

SAMPLE = '''#include "x.h"
#define MORE(a) \\
	((a) < 9)
/* if (a < b) */
static const char *const word = "a < b && 1";

int32_t f(const struct plan *p, int32_t a, int32_t b)
{
	char text[64];
	int32_t c = a;

	assert(a < b && a - b < 3);
	if (a < b && p->list[a].count - b >= 2)
		c = a / b; // not 7
	g(c,
	  a);
	c = a > b ? a : b;
	arena_release(&p->arena);
	p->count++;
	return c;
}
'''

WANTED = '''13 boundary: if (a <= b && p->list[a].count - b >= 2)
13 boundary: if (a < b && p->list[a].count - b > 2)
13 one off: if (a < b && p->list[a].count - b >= 3)
13 one off: if (a < b && p->list[a].count - b >= 1)
13 negated: if (!(a < b && p->list[a].count - b >= 2))
13 swapped: if (a < b && b - p->list[a].count >= 2)
14 swapped: c = b / a; // not 7
13 and/or: if (a < b || p->list[a].count - b >= 2)
14 dropped: do {} while (0); // not 7
17 dropped: do {} while (0);
19 dropped: do {} while (0);
'''


def equal(got, want, what):
    if got != want:
        raise SystemExit("%s: got\n%s\nnot\n%s" % (what, got, want))


def what_is_drawn(m):
    mutants = [m.Mutant("base/x.c", SAMPLE, site) for site in m.sites(SAMPLE)]
    equal("".join("%d %s: %s\n" % (x.line, x.kind, x.lines()[1].strip()) for x in mutants), WANTED, "mistakes of the sample")
    for one in mutants:
        moved = "\n\n" + SAMPLE
        place = m.Mutant(one.path, moved, (one.kind, one.start + 2, one.end + 2, one.new))
        equal((place.hash(), place.line), (one.hash(), one.line + 2), "two lines further down")
    equal(len({one.hash() for one in mutants}), len(mutants), "hashes apart")


def what_a_seed_draws(m):
    files = {"base/x.c": SAMPLE, "import/ical/y.c": SAMPLE, "import/z.c": SAMPLE.replace("count", "size")}
    drawn = {}
    for seed in (1, 1, 2):
        drawing = m.Drawing(files, seed)
        drawn.setdefault(seed, []).append([drawing.draw(turn).shown() for turn in range(33)])
        rooms = [m.room_of(text.split(":")[0]) for text in drawn[seed][-1]]
        equal({room: rooms.count(room) for room in rooms}, {"base": 11, "import": 11, "import/ical": 11}, "rooms")
        equal(len(set(drawn[seed][-1])), 33, "none twice")
        equal(drawing.draw(0), None, "when all are drawn")
    equal(drawn[1][0] == drawn[1][1], True, "the same seed")
    equal(drawn[1][0] == drawn[2][0], False, "another seed")


def rooms_are_those_of_the_project(m):
    for room in m.ROOMS:
        equal(os.path.isdir(os.path.join(m.ROOT, room)), True, room)
    for top in sorted({room.split("/")[0] for room in m.ROOMS}):
        for path in glob.glob(top + "/**/*.c", root_dir=m.ROOT, recursive=True):
            equal(m.room_of(path) is not None, True, "a room for " + path)
    for text in m.known().values():
        equal(len(text) > 10, True, "a reason")


PROGRAM = '''#include <stdlib.h>
int main(int count, char **words)
{
	int n = count < 2 ? 0 : atoi(words[1]), sum = 0;

	while (n > 0) {
		sum += n;
		n--;
	}
	if (sum >= 6)
		return 1;
	return 0;
}
'''


def killed_and_survived(m, folder):
    """A program of one file; its tests: 3 is 1, 2 is 0. Nobody asks for 4 or more, as 1 + 2 + 3 is 6 already."""

    class Tiny(m.Tree):
        def __init__(self):
            self.folder = folder
            self.tests = {"unit.day": ["3", 1], "unit.number": ["2", 0]}

        def compiles(self, names):
            return subprocess.run(["cc", "-o", "x", "base/x.c"], cwd=folder, stderr=subprocess.DEVNULL).returncode == 0

        def test(self, name, limit):
            word, want = self.tests[name]
            self.last = 0.1
            try:
                done = subprocess.run(["./x", word], cwd=folder, timeout=min(limit, 2))
            except subprocess.TimeoutExpired:
                return "over time"
            return "passed" if done.returncode == want else "failed"

    bench = m.Bench.__new__(m.Bench)
    bench.clean, bench.tree, bench.took = None, Tiny(), {"unit.day": 0.1, "unit.number": 0.2}
    os.mkdir(os.path.join(folder, "base"))
    path = os.path.join(folder, "base", "x.c")
    m.write(path, PROGRAM)
    for new, want in ((PROGRAM, ("survived", None)), (PROGRAM.replace(">= 6", "> 6"), ("killed", "unit.day")),
                      (PROGRAM.replace(">= 6", ">= 3"), ("killed", "unit.number")),
                      (PROGRAM.replace("n--;", ";"), ("over time", "unit.day")),
                      (PROGRAM.replace(">= 6", "> 5"), ("survived", None)),
                      (PROGRAM.replace(">= 6", ">= )"), ("does not compile", None))):
        equal(bench.judge("base/x.c", new), want, new)
        equal(m.read(path), PROGRAM, "what was there is back")


def run(m):
    what_is_drawn(m)
    what_a_seed_draws(m)
    rooms_are_those_of_the_project(m)
    folder = tempfile.mkdtemp(prefix="staffgap-mutate-")
    try:
        killed_and_survived(m, folder)
    finally:
        shutil.rmtree(folder)
    return 0
