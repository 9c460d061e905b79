/**
 * Lagrangian bounds of plans under limits: what is proven at multipliers, less the limits times
 * these.
 */
#ifndef PLANNER_SOURCE_DUAL_H
#define PLANNER_SOURCE_DUAL_H

#include "planner/sourcing/source_bound.h"

/**
 * The bounds of a plan under limits, with the groups as they were decided and our people where they
 * are in the end: bounds of the problems at multipliers, less the relief.
 */
struct source_bounds source_limits_bound(const struct source_facts *s,
					 const struct placement *place,
					 const struct limit_terms *terms,
					 const struct source_rooms *rooms,
					 const struct stated *groups);

#endif
