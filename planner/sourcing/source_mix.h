/** Columns of pools that no multiplier makes the cheapest: solver/covering/covering_mix.h. */
#ifndef PLANNER_SOURCE_MIX_H
#define PLANNER_SOURCE_MIX_H

#include "planner/sourcing/source_pool.h"

/** Columns by local search beside what is taken of the other pools. */
void pool_mix(struct master *m, size_t group);

#endif
