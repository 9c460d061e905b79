/**
 * How good a sourcing is: two proven bounds, one with our own people where they are, one whatever
 * they do (planner/sourcing/source_benders.h).
 */
#ifndef PLANNER_SOURCE_BOUND_H
#define PLANNER_SOURCE_BOUND_H

#include "planner/sourcing/source_state.h"

/** Proven: nothing costs less, with own people as they are now placed; wherever they work. */
struct source_bounds {
	int64_t use_cent60, free_cent60;
	bool uncoupled; /* it does not matter where they work */
};

/**
 * The bounds of problems without limits; 0 when none is wanted.
 *
 * @param how     with what the groups are stated; bounds at surcharges are those of another problem
 *                (planner/sourcing/source_dual.h)
 * @param groups  as they were decided
 */
struct source_bounds source_bound(const struct source_facts *s, const struct statement *how,
				  const struct source_rooms *rooms, const struct stated *groups);

#endif
