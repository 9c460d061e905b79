/** What stays open and why; which engagements come later than they were wanted. */
#ifndef PLANNER_SOURCE_GAPS_H
#define PLANNER_SOURCE_GAPS_H

#include "planner/sourcing/source_limits.h"

/** The gaps by requirement and week, and why they stay: what `unlimited`, the plan without limits,
 * covers is left open because of the limits. */
void source_gaps(const struct source_facts *s, const struct limit_terms *terms,
		 const struct sourcing *unlimited, struct arena *arena, struct sourcing *sourcing);

/** Since when engagements are wanted, and how late they are. */
void source_lateness(const struct source_facts *s, struct sourcing *sourcing);

#endif
