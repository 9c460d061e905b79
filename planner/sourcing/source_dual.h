/** Bounds of plans under limits. */
#ifndef PLANNER_SOURCE_DUAL_H
#define PLANNER_SOURCE_DUAL_H

#include "planner/sourcing/source_bound.h"

/**
 * Raise the bounds of a plan under limits, with the groups as they were decided and our people
 * where they are in the end: bounds of the problems at multipliers, less the relief.
 */
void source_limits_bound(struct source *s, struct source_bounds *bounds);

#endif
