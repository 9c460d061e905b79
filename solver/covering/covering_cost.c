/* What a solution costs: its columns, and the penalty of what they leave open, in cent60. Whatever
 * method found a solution, its price is worked out here in the end; while the search walks it keeps
 * a cost of its own (covering_state.c). */
#include "solver/covering/covering_cost.h"

#include "solver/covering/covering_core.h"

int32_t covering_minutes(const struct covering_problem *problem, uint32_t option, uint32_t first,
			 uint32_t week)
{
	const struct covering_option *o = &problem->options[option];
	size_t age = week - first < o->ramp_count ? week - first : o->ramp_count;

	return o->minutes[age * problem->week_count + week];
}

int64_t covering_cost(const struct covering_problem *problem, uint32_t option, uint32_t first,
		      uint32_t last)
{
	const struct covering_option *o = &problem->options[option];
	int64_t sum = o->start_cost[first];

	for (uint32_t t = first; t <= last; t++)
		sum += o->week_cost[t];
	return sum;
}

void covering_evaluate(const struct covering_problem *problem, struct covering_solution *solution)
{
	struct arena scratch = ARENA_INIT;
	int64_t *covered = ARENA_ARRAY(&scratch, int64_t, problem->set_count * problem->week_count);
	struct covering_core core;

	covering_core_make(problem, &scratch, &core);
	solution->spend = solution->penalty = 0;
	for (size_t i = 0; i < solution->buy_count; i++) {
		const struct covering_buy *buy = &solution->buys[i];

		solution->spend +=
			buy->heads * covering_cost(problem, buy->option, buy->first, buy->last);
		for (uint32_t t = buy->first; t <= buy->last; t++)
			for (uint32_t s = 0; s < problem->set_count; s++)
				if (core_counts(&core, buy->option, s))
					covered[t * problem->set_count + s] +=
						(int64_t)buy->heads *
						covering_minutes(problem, buy->option, buy->first,
								 t);
	}
	for (uint32_t t = 0; t < problem->week_count; t++)
		solution->penalty += core_penalty(&core, t, &covered[t * problem->set_count], 0, 0);
	arena_release(&scratch);
}
