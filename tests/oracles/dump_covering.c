/*
 * Print random sourcing problems and our answer, for an oracle in a process of its own.
 *
 * dump_covering equal|general FROM TO WEEKS [STEPS [ROUNDS [cbc]]]: one JSON object per seed on
 * each line.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "tests/generate_covering.h"
#include "tests/oracles/print_covering.h"

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void print_case(const struct generate_covering *how, const struct covering_effort *effort)
{
	struct arena arena = ARENA_INIT;
	struct covering_problem p;
	struct covering_solution a;
	double start;

	generate_covering(how, &arena, &p);
	start = now();
	covering_solve(&p, effort, &arena, &a);
	print_covering(&p, &a, how->seed, 1000 * (now() - start));
	arena_release(&arena);
}

int main(int argc, char **argv)
{
	bool equal = argc > 1 && strcmp(argv[1], "equal") == 0;
	unsigned long from = argc > 2 ? strtoul(argv[2], NULL, 10) : 1;
	unsigned long to = argc > 3 ? strtoul(argv[3], NULL, 10) : 10;
	unsigned long weeks = argc > 4 ? strtoul(argv[4], NULL, 10) : 52;
	struct covering_effort effort = {
		.search_steps = argc > 5 ? strtol(argv[5], NULL, 10) : 0,
		.bound_rounds = argc > 6 ? (int32_t)strtol(argv[6], NULL, 10) : 0,
		.engine = argc > 7 ? COVERING_ENGINE_CBC : COVERING_ENGINE_SEARCH,
	};

	for (uint64_t seed = from; seed <= to; seed++) {
		struct generate_covering how = { .seed = seed,
						 .weeks = weeks,
						 .options = equal ? 1 + seed % 8 : 3 + seed % 6,
						 .equal = equal };

		print_case(&how, &effort);
	}
	return 0;
}
