/** The problems of groups, stated and solved. */
#ifndef PLANNER_SOURCE_GROUPS_H
#define PLANNER_SOURCE_GROUPS_H

#include "planner/sourcing/source_inner.h"

/** State and solve the problems of some groups, several at a time. */
void source_solve(struct source *s, struct group *groups, size_t count,
		  const struct cover_effort *effort);

#endif
