/** A problem of solver/covering/covering.h with the indexes that all its parts want, and heads one
 * by one. */
#ifndef SOLVER_COVERING_CORE_H
#define SOLVER_COVERING_CORE_H

#include "solver/covering/covering.h"

/** A problem with the indexes that every part wants. */
struct covering_core {
	const struct covering_problem *problem;
	size_t weeks;
	uint32_t row_first[COVERING_WEEKS_MAX + 1];  /* rows of week t: row_first[t] to [t+1]-1 */
	size_t *profile;                             /* per option: where its ages begin */
	size_t profile_count;                        /* ages of all options together */
	int32_t max_row_minutes[COVERING_WEEKS_MAX]; /* the most that any row of the week asks for
						      */
};

/** Whether the minutes of an option count for a set. */
static inline bool core_counts(const struct covering_core *core, uint32_t option, uint32_t set)
{
	return class_set_has(&core->problem->sets[set], core->problem->options[option].resource);
}

/** Cent60 of a week's open minutes; covered: [set], with `more` minutes on the sets of an option.
 */
static inline int64_t core_penalty(const struct covering_core *core, size_t week,
				   const int64_t *covered, uint32_t option, int64_t more)
{
	const struct covering_problem *p = core->problem;
	const struct covering_row *row = &p->rows[core->row_first[week]];
	const struct covering_row *end = &p->rows[core->row_first[week + 1]];
	int64_t sum = 0, open = 0;

	for (; row < end; row++) {
		int64_t miss = row->rhs - covered[row->set];

		if (more > 0 && core_counts(core, option, row->set))
			miss -= more;
		if (!row->same_tier)
			open = 0;
		if (miss > open) {
			sum += row->penalty * (miss - open);
			open = miss;
		}
	}
	return sum;
}

/** As many heads of an option as may be there at once, but for a cap that it shares. */
static inline int32_t covering_max_heads(const struct covering_option *option)
{
	return option->max_heads > 0 ? option->max_heads : COVERING_HEADS_MAX;
}

void covering_core_make(const struct covering_problem *problem, struct arena *arena,
			struct covering_core *core);

/** Minutes of a profile (an option at an age, week by week) in a week. */
static inline int32_t core_minutes(const struct covering_core *core, uint32_t option, size_t age,
				   size_t week)
{
	return core->problem->options[option].minutes[age * core->weeks + week];
}

/** A column of the covering: one head of an option from a first to a last week. */
struct covering_column {
	uint32_t option, first, last;
};

struct covering_columns {
	struct covering_column *list;
	size_t count, room;
};

#endif
