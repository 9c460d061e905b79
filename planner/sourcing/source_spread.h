/** External minutes of engagements, given to lines. */
#ifndef PLANNER_SOURCE_SPREAD_H
#define PLANNER_SOURCE_SPREAD_H

#include "planner/sourcing/source_use.h"

/** Give external minutes to lines, beside our people; fill lines, coverage, open minutes, totals.
 */
void source_spread(const struct source_facts *s, const struct placement *place, struct arena *arena,
		   struct sourcing *sourcing);

#endif
