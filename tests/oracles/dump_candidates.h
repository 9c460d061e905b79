/**
 * All that can be decided about engagements, as JSON, for integer programs.
 *
 * What an engagement costs is taken from planner/allocation/costing.h (tests/oracles/reprice.py
 * looks after that); which ones there are is worked out here from the rules of docs/sourcing.md.
 */
#ifndef TESTS_ORACLES_DUMP_CANDIDATES_H
#define TESTS_ORACLES_DUMP_CANDIDATES_H

#include "model/plan.h"

/** Print the members "heads" (limits by option), "candidates" (one head of each) and "running"
 * (heads that are there), each with a comma before it. */
void dump_candidates(const struct plan *plan);

/** Print the member "lines" with a comma before it: what each asks for, and who may fill it. */
void dump_lines(const struct plan *plan);

/** Print the member "own" with a comma before it: our people, then hard bookings, with minutes by
 * week and the lines that they may do. */
void dump_own(const struct plan *plan);

#endif
