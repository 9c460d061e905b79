/** What stays open and why; which engagements come later than they were wanted. */
#ifndef PLANNER_SOURCE_GAPS_H
#define PLANNER_SOURCE_GAPS_H

#include "planner/sourcing/source_inner.h"

/** The gaps by requirement and week, and why they stay: what `unlimited`, the plan without limits,
 * covers is left open because of the limits. */
void source_gaps(struct source *s, const struct sourcing *unlimited, struct sourcing *sourcing);

/** Since when engagements are wanted, and how late they are. */
void source_lateness(struct source *s, struct sourcing *sourcing);

#endif
