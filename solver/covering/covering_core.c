#include "solver/covering/covering_core.h"

#include <assert.h>

void covering_core_make(const struct covering_problem *problem, struct arena *arena,
			struct covering_core *core)
{
	uint32_t need = 0;

	assert(problem->week_count <= COVERING_WEEKS_MAX);
	*core = (struct covering_core){ .problem = problem, .weeks = problem->week_count };
	for (uint32_t t = 0; t < core->weeks; t++) {
		core->need_first[t] = need;
		for (; need < problem->need_count && problem->needs[need].week == t; need++)
			if (problem->needs[need].penalty > 0 &&
			    problem->needs[need].minutes > core->max_need_minutes[t])
				core->max_need_minutes[t] = problem->needs[need].minutes;
	}
	assert(need == problem->need_count);
	core->need_first[core->weeks] = need;
	core->column = ARENA_ARRAY(arena, size_t, problem->option_count + 1);
	for (size_t k = 0; k < problem->option_count; k++) {
		core->column[k] = core->column_count;
		core->column_count += problem->options[k].ramp_count + 1;
	}
	core->column[problem->option_count] = core->column_count;
}
