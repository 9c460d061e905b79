/** A sourcing problem and an answer as a line of JSON, for oracles in processes of their own. */
#ifndef TESTS_ORACLES_PRINT_COVER_H
#define TESTS_ORACLES_PRINT_COVER_H

#include "solver/cover/cover.h"

/**
 * Which options count for each need (may), needs that count once together (tied) and pools stand
 * there only where they say something.
 *
 * @param ms  that the answer took
 */
void print_cover(const struct cover_problem *problem, const struct cover_answer *answer,
		 uint64_t seed, double ms);

#endif
