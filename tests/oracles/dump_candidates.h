/**
 * All that can be decided about engagements, as JSON, for integer programs.
 *
 * What an engagement costs is taken from planner/allocation/price.h (tests/oracles/reprice.py looks
 * after that); which ones there are is worked out here from the rules of docs/sourcing.md.
 */
#ifndef TESTS_ORACLES_DUMP_CANDIDATES_H
#define TESTS_ORACLES_DUMP_CANDIDATES_H

#include "store/plan.h"

/** Print the members "heads" (limits by option), "candidates" (one head of each) and "running"
 * (heads that are there), each with a comma before it. */
void dump_candidates(const struct plan *plan);

#endif
