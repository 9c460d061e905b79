/** What a sourcing starts from. */
#ifndef PLANNER_SOURCE_GATHER_H
#define PLANNER_SOURCE_GATHER_H

#include "planner/sourcing/source_facts.h"

/**
 * Who may fill what, prices by week, terms of what runs, groups, limits; of `firm_used` nothing.
 *
 * @param need     [line][week] of a percentile; NULL: of the view
 * @param arena    for all of it, as are
 * @param workers  PARALLEL_MAX arenas
 */
struct source_facts source_gather(const struct plan *plan, enum view view,
				  const struct source_effort *effort,
				  const struct demand_coverage *need, struct arena *arena,
				  struct arena *workers);

#endif
