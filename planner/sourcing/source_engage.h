/** Solutions of the groups as engagements: days, decisions on what runs, prices, order. */
#ifndef PLANNER_SOURCE_ENGAGE_H
#define PLANNER_SOURCE_ENGAGE_H

#include "planner/sourcing/source_state.h"

struct engaged {
	struct engagement *list;
	size_t count;
};

/** Engagements of the solutions of all groups, priced and sorted; in the arena. */
struct engaged source_engage(const struct source_facts *s, const struct stated *stated,
			     struct arena *arena);

/** Everything that runs ends as agreed, and nothing is ordered; likewise. */
struct engaged source_engage_agreed(const struct source_facts *s, struct arena *arena);

/** Engagements of a solution of one group, with what of its running ones is not continued; priced,
 * in the arena. */
struct engaged source_engage_group(const struct source_facts *s, const struct stated *stated,
				   const struct covering_solution *solution, struct arena *arena);

/** What running engagements that belong to no group use of the limits. */
struct usage source_fixed_usage(const struct source_facts *s, struct arena *arena);

#endif
