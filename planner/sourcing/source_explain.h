/**
 * Why these engagements: a sensitivity analysis of each, by solving its group again.
 */
#ifndef PLANNER_SOURCE_EXPLAIN_H
#define PLANNER_SOURCE_EXPLAIN_H

#include "planner/sourcing/source_state.h"

/** What each engagement is worth, what would come in its place, and when it would. */
void source_explain(const struct source_facts *s, const struct placement *place,
		    const struct limit_terms *terms, const struct stated *decided,
		    struct arena *arena, struct sourcing *sourcing);

#endif
