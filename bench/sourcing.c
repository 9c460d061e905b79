/*
 * How long the sourcing of a whole plan takes, and how far from its bound it is.
 *
 * bench_sourcing [PEOPLE ROLES [PER_ROLE [SECONDS [GAP_PART]]]]: generated companies over 52 and
 * 104 weeks; the sourcing alone, and with what explains it. With SECONDS, too, the same groups as
 * integer programs: bench/sourcing_milp.h.
 */
#include <stdio.h>
#include <stdlib.h>

#include "bench/clock.h"
#include "bench/sourcing_milp.h"
#include "bench/sourcing_plan.h"
#include "planner/sourcing/source.h"
#include "planner/verify/verify_sourcing.h"

static unsigned milp_seconds; /* 0: no integer programs */
static int64_t milp_gap_part = COVERING_MILP_GAP_PART;

static void fail(const struct fault *fault)
{
	fprintf(stderr, "bench_sourcing: %s\n", fault->message);
	exit(1);
}

static double source(const struct plan *plan, bool explain, struct arena *arena,
		     struct sourcing *sourcing)
{
	struct source_effort effort = { .explain = explain };
	double start = cpu_seconds();

	source_plan(plan, VIEW_WEIGHTED, &effort, arena, sourcing);
	return cpu_seconds() - start;
}

/* Percent of the total that a bound leaves open. */
static double above(const struct sourcing *sourcing, int64_t bound)
{
	return sourcing->total_cents ? 100.0 * (double)(sourcing->total_cents - bound) /
					       (double)sourcing->total_cents
				     : 0;
}

static int64_t run(size_t people, size_t roles, size_t per_role, size_t weeks, int64_t budget)
{
	const struct sourcing_size size = { people, roles, per_role, weeks, budget };
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct company company;
	struct plan plan;
	struct sourcing sourcing;
	double start = cpu_seconds(), allocated, alone, explained, checked;
	int64_t spend;

	sourcing_plan(&size, &arena, &company, &plan);
	allocated = cpu_seconds() - start;
	alone = source(&plan, false, &arena, &sourcing);
	explained = source(&plan, true, &arena, &sourcing);
	start = cpu_seconds();
	if (!verify_sourcing(&plan, &sourcing, &fault))
		fail(&fault);
	checked = cpu_seconds() - start;
	printf("%7zu %6zu %8zu %6zu %9.2f %8.2f %9.2f %8.2f %8zu %13.0f %9.2f %9.2f\n", people,
	       roles, per_role, weeks, allocated, alone, explained, checked,
	       sourcing.engagement_count, (double)sourcing.total_cents / 100,
	       above(&sourcing, sourcing.use_bound_cents), above(&sourcing, sourcing.bound_cents));
	if (milp_seconds > 0 && budget == 0)
		sourcing_milp(&plan, milp_gap_part, milp_seconds, alone);
	spend = cost_spend(&sourcing.cost);
	arena_release(&arena);
	return spend;
}

int main(int argc, char **argv)
{
	size_t people = argc > 1 ? (size_t)strtoul(argv[1], NULL, 10) : 1000;
	size_t roles = argc > 2 ? (size_t)strtoul(argv[2], NULL, 10) : 100;
	int64_t spend;
	size_t per_role = argc > 3 ? (size_t)strtoul(argv[3], NULL, 10) : 8;

	milp_seconds = argc > 4 ? (unsigned)strtoul(argv[4], NULL, 10) : 0;
	if (argc > 5)
		milp_gap_part = strtol(argv[5], NULL, 10);

	printf("%7s %6s %8s %6s %9s %8s %9s %8s %8s %13s %9s %9s\n", "people", "roles", "options",
	       "weeks", "allocate", "source", "explained", "verify", "engaged", "total", "here %",
	       "any use %");
	spend = run(people, roles, per_role, 52, 0);
	run(people, roles, per_role, 104, 0);
	printf("52 weeks with a budget of 60 %% of what was spent:\n");
	run(people, roles, per_role, 52, spend * 6 / 10);
	return 0;
}
