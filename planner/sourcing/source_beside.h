/** Problems of groups beside the answers of all others. */
#ifndef PLANNER_SOURCE_BESIDE_H
#define PLANNER_SOURCE_BESIDE_H

#include "planner/sourcing/source_inner.h"

/**
 * State groups beside the answers of all others.
 *
 * @param groups    copies of those of the sourcing: their needs are made anew
 * @param help_min  [kind][week]: what the heads of all answers do
 */
void source_beside(struct source *s, struct group *groups, const int64_t *help_min,
		   struct arena *arena);

#endif
