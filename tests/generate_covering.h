/**
 * Random problems of solver/covering/covering.h for tests and benchmarks: the same seed, the same
 * problem.
 */
#ifndef TESTS_GENERATE_COVERING_H
#define TESTS_GENERATE_COVERING_H

#include "solver/covering/covering.h"

struct generate_covering {
	uint64_t seed;
	size_t weeks, options; /* at most 8 options */
	bool equal; /* all options deliver the same, without ramp and cap: the exact path */
};

void generate_covering(const struct generate_covering *how, struct arena *arena,
		       struct covering_problem *problem);

#endif
