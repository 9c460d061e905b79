/*
 * Alternatives to an engagement: the group's problem changed a little, solved again, and priced
 * as a plan is priced.
 *
 * A change is a problem that shares everything with the decided one but what is forbidden:
 * starts before a week, rows from a week on. Solutions come from the same search and the same
 * cache as the plan's. To compare them with the plan they are made engagements, priced to the
 * cent, and their open minutes are given to lines anew (source_open.c): the group's problem
 * alone, with its multipliers and whole weeks, would not compare. An alternative that breaks a
 * limit costs NEVER_CENT60.
 *
 * Implements docs/sourcing.md, "Why this one"; which questions are asked is in source_explain.c
 * and source_break_even.c.
 */
#include "planner/sourcing/source_sensitivity.h"

#include <string.h>

#include "planner/sourcing/source_engage.h"
#include "planner/sourcing/source_open.h"
#include "solver/covering/covering_cache.h"

/* Steps of a search that only asks: as many as a round of column generation, far fewer than
 * those of the plan. They are all that explaining costs: on bench_sourcing at 52 weeks 0.4 s
 * beside 1.2 s for the plan. More steps were not tried. */
enum { AGAIN_STEPS = 2500 };

const struct group *sensitivity_group(const struct source_facts *s, uint32_t option)
{
	for (size_t g = 0; g < s->group_count; g++)
		for (size_t i = 0; i < s->groups[g].option_count; i++)
			if (s->groups[g].options[i] == option)
				return &s->groups[g];
	return NULL;
}

bool sensitivity_meant(const struct sensitivity *a, uint32_t covering_option)
{
	const struct choice *choice = &a->decided->choices[covering_option];

	return choice->option == a->engagement->option &&
	       choice->contract == a->engagement->contract;
}

struct covering_problem sensitivity_changed(const struct sensitivity *a,
					    const struct covering_problem *problem,
					    uint32_t earliest, uint32_t end_week)
{
	struct covering_problem p = *problem;
	struct arena *arena = a->scratch;
	struct covering_option *options =
		ARENA_ARRAY(arena, struct covering_option, p.option_count + 1);

	for (uint32_t k = 0; k < p.option_count; k++) {
		uint32_t *min_last;

		options[k] = p.options[k];
		if (!sensitivity_meant(a, k))
			continue;
		min_last = ARENA_ARRAY(arena, uint32_t, p.week_count);
		memcpy(min_last, options[k].min_last, p.week_count * sizeof(*min_last));
		for (uint32_t t = 0; t < earliest && t < p.week_count; t++)
			min_last[t] = options[k].max_last[t] + 1;
		options[k].min_last = min_last;
	}
	p.options = options;
	while (p.row_count > 0 && p.rows[p.row_count - 1].week >= end_week)
		p.row_count--;
	return p;
}

struct covering_solution sensitivity_solve(const struct sensitivity *a,
					   const struct covering_problem *p)
{
	const struct covering_effort effort = { .search_steps = AGAIN_STEPS, .bound_rounds = -1 };
	struct covering_solution solution;

	covering_solve_once(a->s->effort->cache, p, &effort, a->scratch, &solution);
	return solution;
}

struct covering_solution sensitivity_again(const struct sensitivity *a, uint32_t earliest,
					   uint32_t end_week)
{
	struct covering_problem p = sensitivity_changed(a, a->priced, earliest, end_week);

	return sensitivity_solve(a, &p);
}

static bool is_buy_of(const struct sensitivity *a, const struct covering_buy *buy)
{
	const struct engagement *e = a->engagement;
	int32_t end = (int32_t)a->s->weeks - 1;

	return sensitivity_meant(a, buy->option) &&
	       (e->decision == DECISION_EXTEND || (int32_t)buy->first == e->first_week) &&
	       (int32_t)buy->last == (e->last_week < end ? e->last_week : end);
}

struct covering_solution sensitivity_plan(const struct sensitivity *a, bool all, change_buy *change,
					  uint32_t week)
{
	struct covering_solution plan = a->decided->solution;

	plan.buys = ARENA_ARRAY(a->scratch, struct covering_buy, plan.buy_count + 1);
	plan.buy_count = 0;
	for (size_t i = 0; i < a->decided->solution.buy_count; i++) {
		struct covering_buy buy = a->decided->solution.buys[i];
		bool touched = all ? sensitivity_meant(a, buy.option) : is_buy_of(a, &buy);

		if (!touched || change(a, week, &buy))
			plan.buys[plan.buy_count++] = buy;
	}
	return plan;
}

bool sensitivity_fits(const struct sensitivity *a, const struct engagement *list, size_t count)
{
	struct arena arena = ARENA_INIT;
	struct usage usage;
	bool fits;

	if (a->s->limit_count == 0)
		return true;
	usage = usage_make(a->s, &arena);
	usage_sum(a->s, &a->others, 1, &usage);
	for (size_t i = 0; i < count; i++)
		usage_add(a->s, &list[i], &usage);
	fits = usage_fits(a->s, &usage);
	arena_release(&arena);
	return fits;
}

int64_t sensitivity_cost_cent60(const struct sensitivity *a, const struct engagement *list,
				size_t count)
{
	int64_t cents = 0;

	for (size_t i = 0; i < count; i++)
		cents += cost_total(&list[i].cost);
	return CENT60 * cents + source_open_cent60(a->s, a->place, a->decided->group, list, count);
}

struct priced_alternative sensitivity_alternative(const struct sensitivity *a,
						  const struct covering_solution *solution,
						  struct arena *arena)
{
	const struct source_facts *s = a->s;
	const struct group *group = a->decided->group;
	struct engaged engaged = source_engage_group(s, a->decided, solution, arena);
	struct alternative *alternative = ARENA_ARRAY(arena, struct alternative, 1);
	struct priced_alternative priced = { .alternative = alternative,
					     .solution = *solution,
					     .cost_cent60 = NEVER_CENT60 };

	for (size_t i = 0; i < engaged.count; i++) {
		struct engagement *e = &engaged.list[i];
		int32_t passed = day_distance(e->order_by, s->plan->options.today);

		if (e->decision == DECISION_EXTEND && passed > 0)
			e->late_days = passed;
	}
	*alternative =
		(struct alternative){ .options = ARENA_ARRAY(arena, uint32_t, group->option_count),
				      .option_count = group->option_count,
				      .engagements = engaged.list,
				      .engagement_count = engaged.count };
	memcpy(alternative->options, group->options, group->option_count * sizeof(uint32_t));
	if (sensitivity_fits(a, engaged.list, engaged.count))
		priced.cost_cent60 = sensitivity_cost_cent60(a, engaged.list, engaged.count);
	return priced;
}
