/** A sourcing problem and an answer as a line of JSON, for oracles in processes of their own. */
#ifndef TESTS_ORACLES_PRINT_COVERING_H
#define TESTS_ORACLES_PRINT_COVERING_H

#include "solver/covering/covering.h"

/**
 * Which options count for each need (may), needs that count once together (tied) and pools stand
 * there only where they say something.
 *
 * @param ms  that the answer took
 */
void print_covering(const struct covering_problem *problem, const struct covering_solution *answer,
		    uint64_t seed, double ms);

#endif
