/** Why these engagements. */
#ifndef PLANNER_SOURCE_EXPLAIN_H
#define PLANNER_SOURCE_EXPLAIN_H

#include "planner/sourcing/source_inner.h"

/** What each engagement is worth, what would come in its place, and when it would. */
void source_explain(struct source *s, struct sourcing *sourcing);

#endif
