/** External minutes of engagements, given to lines. */
#ifndef PLANNER_SOURCE_SPREAD_H
#define PLANNER_SOURCE_SPREAD_H

#include "planner/sourcing/source_inner.h"

/** Give external minutes to lines; fill lines, coverage, open minutes, totals. */
void source_spread(struct source *s, struct sourcing *sourcing);

#endif
