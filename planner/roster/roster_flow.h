/** The hours of a week, given to people by a minimum cost flow over the eligibility graph. */
#ifndef PLANNER_ROSTER_FLOW_H
#define PLANNER_ROSTER_FLOW_H

#include "planner/roster/roster_week.h"

/** What the flow of a week says beside who does what, for roster_fewer. In the week's arena. */
struct week_values {
	/* Of the people's and lines' nodes in the network; who is not in it has 0. */
	int64_t *person_potential, *line_potential;
	/* Costs of minutes that are worth something: those of person p from first[p] on. */
	struct wish {
		uint32_t line;
		int32_t cost; /* below 0 */
	} * wishes;
	size_t *first;
};

/**
 * Name the week n->week: assignments from n->here on, by person and line.
 *
 * @return false when the covered minutes cannot be worked
 */
bool roster_flow(struct rostering *n, struct arena *arena, struct week_values *values) MUST_CHECK;

/** What is worth nothing is 0. */
int32_t value_cost(const struct week_values *values, uint32_t person, uint32_t line);

#endif
