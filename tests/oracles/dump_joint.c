/*
 * dump_joint FROM TO: random companies whose people have several roles, who may do what, all that
 * could be ordered, and our answer, for tests/oracles/oracle_joint.py. One JSON object per seed on
 * each line.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "planner/sourcing/source.h"
#include "planner/verify/verify_sourcing.h"
#include "tests/oracles/dump_candidates.h"
#include "tests/oracles/dump_plan.h"

/* People do up to three roles. */
static void make(struct dump *d, uint64_t seed)
{
	struct generate how = { .seed = seed,
				.people = 3 + seed % 8,
				.demands = 4 + seed % 9,
				.bookings = seed % 3,
				.roles = 2 + seed % 4,
				.skills = seed % 3,
				.weeks = 8 + seed % 6 };
	struct generate_rates rates = { seed, how.roles, 2 + seed % 2, seed % 3 };

	dump_make(d, &how, &rates, seed % 5 ? OBJECTIVE_PRIORITY : OBJECTIVE_COST);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void print_case(uint64_t seed)
{
	const struct source_effort moving = { .explain = false }, staying = { .stay = true };
	struct dump d = { .arena = ARENA_INIT };
	struct sourcing stayed;
	struct fault fault = FAULT_INIT;
	double start;

	make(&d, seed);
	printf("{\"seed\":%" PRIu64 ",\"weeks\":%zu", seed, d.plan.options.week_count);
	dump_lines(&d.plan);
	dump_own(&d.plan);
	dump_candidates(&d.plan);
	start = now();
	source_plan(&d.plan, VIEW_WEIGHTED, &moving, &d.arena, &d.sourcing);
	printf(",\"seconds\":%.4f", now() - start);
	if (!verify_sourcing(&d.plan, &d.sourcing, &fault))
		dump_stop(seed, &fault);
	source_plan(&d.plan, VIEW_WEIGHTED, &staying, &d.arena, &stayed);
	printf(",\"total\":%" PRId64 ",\"bound\":%" PRId64 ",\"use_bound\":%" PRId64
	       ",\"idle\":%" PRId64 ",\"stayed\":%" PRId64 "}\n",
	       d.sourcing.total_cents, d.sourcing.bound_cents, d.sourcing.use_bound_cents,
	       d.sourcing.idle_cents, stayed.total_cents);
	arena_release(&d.arena);
}

int main(int argc, char **argv)
{
	if (argc != 3) {
		fprintf(stderr, "usage: dump_joint FROM TO\n");
		return EXIT_FAILURE;
	}
	for (uint64_t seed = strtoull(argv[1], NULL, 10); seed <= strtoull(argv[2], NULL, 10);
	     seed++)
		print_case(seed);
	return EXIT_SUCCESS;
}
