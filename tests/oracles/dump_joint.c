/*
 * dump_joint FROM TO: random companies whose people have several roles, who may do what, all that
 * could be ordered, and our answer, for tests/oracles/oracle_joint.py. One JSON object per seed on
 * each line.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "planner/planner.h"
#include "planner/sourcing/source.h"
#include "planner/verify/verify_sourcing.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"
#include "tests/oracles/dump_candidates.h"

struct dump {
	struct arena arena;
	struct company company;
	struct plan plan;
	uint64_t random;
};

static void stop(uint64_t seed, const struct fault *fault)
{
	fprintf(stderr, "seed %d: %s\n", (int)seed, fault->message);
	exit(EXIT_FAILURE);
}

/* People do up to three roles; terms are short, so that much may be chosen in few weeks. */
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
	struct plan_options options = { .first_week = GENERATE_MONDAY,
					.week_count = how.weeks,
					.objective =
						seed % 5 ? OBJECTIVE_PRIORITY : OBJECTIVE_COST };
	struct notes notes = NOTES_INIT(&d->arena);
	struct fault fault = FAULT_INIT;

	d->random = seed * 977 + 5;
	generate_company(&how, &d->arena, &d->company);
	generate_rates(&rates, &d->arena, &d->company);
	for (size_t k = 0; k < d->company.option_count; k++) {
		struct option *o = &d->company.options[k];

		o->min_weeks = 1 + o->min_weeks / (int32_t)(1 + generate_below(&d->random, 8));
	}
	options.today = day_add(GENERATE_MONDAY, -(int32_t)generate_below(&d->random, 60));
	if (!plan_make(&d->company, &options, &d->arena, &d->plan, &notes, &fault))
		stop(seed, &fault);
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
	struct sourcing ours, stayed;
	struct fault fault = FAULT_INIT;
	double start;

	make(&d, seed);
	printf("{\"seed\":%" PRIu64 ",\"weeks\":%zu", seed, d.plan.options.week_count);
	dump_lines(&d.plan);
	dump_own(&d.plan);
	dump_candidates(&d.plan);
	start = now();
	source_plan(&d.plan, VIEW_WEIGHTED, &moving, &d.arena, &ours);
	printf(",\"seconds\":%.4f", now() - start);
	if (!verify_sourcing(&d.plan, &ours, &fault))
		stop(seed, &fault);
	source_plan(&d.plan, VIEW_WEIGHTED, &staying, &d.arena, &stayed);
	printf(",\"total\":%" PRId64 ",\"bound\":%" PRId64 ",\"use_bound\":%" PRId64
	       ",\"idle\":%" PRId64 ",\"stayed\":%" PRId64 "}\n",
	       ours.total_cents, ours.bound_cents, ours.use_bound_cents, ours.idle_cents,
	       stayed.total_cents);
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
