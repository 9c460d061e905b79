/*
 * The groups of the plan that bench_sourcing sources, with the search's answers: a line of JSON
 * each, for bench/sourcing_highs.py.
 *
 * bench_sourcing_groups [PEOPLE [ROLES [PER_ROLE [WEEKS]]]]. Groups that are exact by flow or have
 * nothing to solve are left out.
 */
#include <stdlib.h>

#include "bench/clock.h"
#include "bench/sourcing_plan.h"
#include "planner/sourcing/source_problems.h"
#include "tests/oracles/print_covering.h"

static size_t number(int argc, char **argv, int at, size_t otherwise)
{
	return argc > at ? (size_t)strtoul(argv[at], NULL, 10) : otherwise;
}

int main(int argc, char **argv)
{
	const struct sourcing_size size = { .people = number(argc, argv, 1, 1000),
					    .roles = number(argc, argv, 2, 100),
					    .per_role = number(argc, argv, 3, 8),
					    .weeks = number(argc, argv, 4, 52) };
	const struct covering_effort effort = { .bound_rounds = -1 };
	const struct covering_problem **problems;
	struct arena arena = ARENA_INIT;
	struct company company;
	struct plan plan;
	size_t count;

	sourcing_plan(&size, &arena, &company, &plan);
	source_problems(&plan, VIEW_WEIGHTED, &arena, &problems, &count);
	for (size_t g = 0; g < count; g++) {
		struct arena scratch = ARENA_INIT;
		struct covering_solution answer;
		double start = cpu_seconds();

		covering_solve(problems[g], &effort, &scratch, &answer);
		if (answer.method == COVERING_SEARCH)
			print_covering(problems[g], &answer, g, 1000 * (cpu_seconds() - start));
		arena_release(&scratch);
	}
	arena_release(&arena);
	return 0;
}
