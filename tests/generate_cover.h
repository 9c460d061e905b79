/**
 * Random problems of solver/cover/cover.h for tests and benchmarks: the same seed, the same
 * problem.
 */
#ifndef TESTS_GENERATE_COVER_H
#define TESTS_GENERATE_COVER_H

#include "solver/cover/cover.h"

struct generate_cover {
	uint64_t seed;
	size_t weeks, options; /* at most 8 options */
	bool equal; /* all options deliver the same, without ramp and cap: the exact path */
};

void generate_cover(const struct generate_cover *how, struct arena *arena,
		    struct cover_problem *problem);

#endif
