/** A group as a problem of solver/covering/covering.h: who can be ordered, sets of resource
 * classes, rows. */
#ifndef PLANNER_SOURCE_STATE_H
#define PLANNER_SOURCE_STATE_H

#include "planner/sourcing/source_limits.h"
#include "planner/sourcing/source_use.h"

/** What a cover option stands for. */
struct choice {
	uint32_t option;   /* of the company */
	uint32_t contract; /* whose heads go on; or NO_CONTRACT */
};

/** A group that was stated, and its solution. Copies may be stated otherwise. */
struct stated {
	const struct group *group;
	struct choice *choices; /* per option of the problem */
	/* [week][set][tier]: what sets of resource classes have to cover beside all other groups;
	 * NULL: what their lines lack with our people where the statement has them. */
	const int64_t *wanted_minutes;
	struct covering_problem problem;
	struct covering_solution solution;
};

/** With what groups are stated. */
struct statement {
	const struct placement *placement; /* not looked at where wanted_minutes is set */
	const struct surcharge *surcharge; /* NULL: none */
	bool limited; /* no head may break a limit alone: only when the best plan does */
};

/** All groups, none of them stated, without solutions. */
struct stated *stated_all(const struct source_facts *s, struct arena *arena);

/** A copy of each, which share everything until they are stated or solved anew. */
struct stated *stated_copy(const struct source_facts *s, const struct stated *stated,
			   struct arena *arena);

/** State a group: problem and choices anew, in the arena; the solution stays as it is. */
void source_state(const struct source_facts *s, const struct statement *how, struct arena *arena,
		  struct stated *stated);

#endif
