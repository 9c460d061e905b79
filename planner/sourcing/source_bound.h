/**
 * How good a sourcing is: two proven bounds, one with our own people where they are, one whatever
 * they do (planner/sourcing/source_joint.h).
 */
#ifndef PLANNER_SOURCE_BOUND_H
#define PLANNER_SOURCE_BOUND_H

#include "planner/sourcing/source_inner.h"

/** Proven: nothing costs less, with own people as they are now placed; wherever they work. */
struct source_bounds {
	int64_t use_coins, free_coins;
	bool rigid; /* it does not matter where they work */
};

/** The bounds of the plan without its limits; 0 when none is wanted. */
struct source_bounds source_bound(struct source *s);

#endif
