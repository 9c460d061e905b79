/* Indexes into a covering problem: the rows of each week, where each option's ages begin. Rows come
 * in the order of weeks, so one pass finds them. */
#include "solver/covering/covering_core.h"

#include <assert.h>

void covering_core_make(const struct covering_problem *problem, struct arena *arena,
			struct covering_core *core)
{
	uint32_t row = 0;

	assert(problem->week_count <= COVERING_WEEKS_MAX);
	*core = (struct covering_core){ .problem = problem, .weeks = problem->week_count };
	for (uint32_t t = 0; t < core->weeks; t++) {
		core->row_first[t] = row;
		for (; row < problem->row_count && problem->rows[row].week == t; row++)
			if (problem->rows[row].penalty > 0 &&
			    problem->rows[row].rhs > core->max_row_minutes[t])
				core->max_row_minutes[t] = problem->rows[row].rhs;
	}
	assert(row == problem->row_count);
	core->row_first[core->weeks] = row;
	core->profile = ARENA_ARRAY(arena, size_t, problem->option_count + 1);
	for (size_t k = 0; k < problem->option_count; k++) {
		core->profile[k] = core->profile_count;
		core->profile_count += problem->options[k].ramp_count + 1;
	}
	core->profile[problem->option_count] = core->profile_count;
}
