/*
 * Names at scale: bench_names [PEOPLE...]
 *
 * For each company (1,000 and 10,000 people by default) x 52 weeks, view "all": how long naming
 * takes, how much memory, what share of the hours stays with last week's person, how many projects
 * a person works for in a week, and what the verifier needs.
 */
#include <stdio.h>
#include <stdlib.h>

#include "bench/clock.h"
#include "bench/company.h"
#include "planner/plan.h"
#include "planner/roster/roster_assign.h"
#include "planner/verify/verify.h"
#include "planner/verify/verify_roster.h"
#include "tests/generate.h"

enum { WEEKS = 52 };

static void die(const struct fault *fault)
{
	fprintf(stderr, "bench_names: %s\n", fault->message);
	exit(1);
}

static void bench(size_t people)
{
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = WEEKS };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company;
	struct roster roster;
	struct plan plan;
	double start, named, verified;

	bench_company(people, WEEKS, 1, &arena, &company);
	if (!plan_make(&company, &options, &arena, &plan, &notes, &fault))
		die(&fault);
	start = cpu_seconds();
	if (!roster_assign(&plan, VIEW_ALL, ROSTER_MIN_CHUNK_MINUTES, &arena, &roster, &fault))
		die(&fault);
	named = cpu_seconds() - start;
	start = cpu_seconds();
	if (!verify_roster(&plan, &roster, &fault))
		die(&fault);
	verified = cpu_seconds() - start;
	printf("%7zu %7zu %9.2f %9.2f %7ld %9zu %8.2f%% %9lld %8.3f\n", people,
	       company.demand_count, named, verified, peak_mb(), roster.count,
	       100.0 * (double)roster.kept_minutes /
		       (double)(roster.later_minutes ? roster.later_minutes : 1),
	       (long long)roster.project_weeks,
	       (double)roster.project_weeks /
		       (double)(roster.worker_weeks ? roster.worker_weeks : 1));
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	static const size_t sizes[] = { 1000, 10000 };
	size_t count = argc > 1 ? (size_t)argc - 1 : sizeof(sizes) / sizeof(sizes[0]);

	printf("%d weeks, CPU seconds\n", WEEKS);
	printf("%7s %7s %9s %9s %7s %9s %9s %9s %8s\n", "people", "lines", "names", "verify", "MB",
	       "rows", "kept", "projects", "each");
	for (size_t i = 0; i < count; i++)
		bench(argc > 1 ? (size_t)strtoul(argv[i + 1], NULL, 10) : sizes[i]);
	return 0;
}
