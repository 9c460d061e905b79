/** The problems of groups, stated and solved. */
#ifndef PLANNER_SOURCE_GROUPS_H
#define PLANNER_SOURCE_GROUPS_H

#include "planner/sourcing/source_state.h"

/** State and solve some groups, several at a time. */
void source_solve(const struct source_facts *s, const struct statement *how,
		  const struct covering_effort *effort, const struct source_rooms *rooms,
		  struct stated *groups, size_t count);

#endif
