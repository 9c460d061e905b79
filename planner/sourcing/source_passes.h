/**
 * Engagements chosen anew, group by group, beside all others: local search on the incumbent
 * (source_incumbent.h).
 */
#ifndef PLANNER_SOURCE_PASSES_H
#define PLANNER_SOURCE_PASSES_H

#include "planner/sourcing/source_state.h"

/**
 * Solve the groups again, each beside the solutions of the others with own people free to move, and
 * take what makes the whole cheaper; with terms that were found: and keeps the limits. A fixed
 * number of passes. Problems of groups are left as they were, only solutions change.
 */
void source_improve(const struct source_facts *s, const struct limit_terms *terms,
		    const struct source_rooms *rooms, struct stated *groups);

#endif
