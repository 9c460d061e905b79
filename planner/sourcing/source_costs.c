/*
 * What is paid whatever is decided: firm weeks of running engagements, and penalties of lines
 * that nothing may fill.
 *
 * The covering problems hold only what can be decided, so a bound of the whole plan is the sum
 * of their bounds and this. They also count whole weeks, while an agreed end may cut one; what
 * they charge too much for that week is taken off here, so that the bound stays below the price
 * of the plan. docs/sourcing.md, "Two bounds".
 */
#include "planner/sourcing/source_costs.h"

#include "planner/allocation/costing.h"

struct engagement source_firm(const struct source_facts *s, uint32_t r, struct arena *arena)
{
	const struct term *term = &s->terms[r];
	struct engagement e = {
		.option = (uint32_t)s->company->contracts[r].option_index,
		.contract = r,
		.decision = term->firm_week < term->agreed_week &&
					    term->firm_week + 1 < (int32_t)s->weeks
				    ? DECISION_END_EARLY
				    : DECISION_LET_END,
		.heads = s->company->contracts[r].heads,
		.first_week = term->first_week,
		.last_week = term->firm_week,
	};

	if (e.decision == DECISION_LET_END)
		e.last_week = term->agreed_week;
	costing_engagement(s->company, &s->plan->options, arena, &e);
	return e;
}

/* Only an agreed end within the plan and before a Sunday cuts a week. The part that is paid is
 * the difference between the engagement as agreed and one that ends a week earlier. */
int64_t source_cut_cents(const struct source_facts *s, uint32_t r, int64_t *rate)
{
	const struct term *term = &s->terms[r];
	const struct contract *contract = &s->company->contracts[r];
	struct arena arena = ARENA_INIT;
	struct engagement whole, shorter;
	int64_t part, part_rate;

	*rate = 0;
	if (term->agreed_week <= term->firm_week || term->agreed_week >= (int32_t)s->weeks ||
	    day_weekday(contract->end) == 6)
		return 0;
	whole = shorter = source_firm(s, r, &arena);
	whole.decision = DECISION_LET_END;
	whole.last_week = term->agreed_week;
	shorter.decision = DECISION_END_EARLY;
	shorter.last_week = term->agreed_week - 1;
	costing_engagement(s->company, &s->plan->options, &arena, &whole);
	costing_engagement(s->company, &s->plan->options, &arena, &shorter);
	part = cost_total(&whole.cost) - cost_total(&shorter.cost);
	part_rate = cost_spend(&whole.cost) - cost_spend(&shorter.cost);
	arena_release(&arena);
	*rate = whole.heads * s->tables[whole.option].rate_cents[term->agreed_week] - part_rate;
	return whole.heads * (s->tables[whole.option].rate_cents[term->agreed_week] +
			      s->tables[whole.option].management_cents[term->agreed_week]) -
	       part;
}

/* What a running engagement costs up to its earliest end, less what a week that the agreed end
 * cuts costs more in the problem than it does. */
static int64_t firm_cent60(const struct source_facts *s, uint32_t r)
{
	struct arena arena = ARENA_INIT;
	struct engagement e = source_firm(s, r, &arena);
	int64_t cents = cost_total(&e.cost), unused;

	arena_release(&arena);
	if (s->tables[e.option].present_minutes)
		cents -= source_cut_cents(s, r, &unused);
	return cents * CENT60;
}

int64_t source_firm_all(const struct source_facts *s)
{
	int64_t cent60 = 0;

	for (uint32_t r = 0; r < s->company->contract_count; r++)
		if (s->terms[r].within)
			cent60 += firm_cent60(s, r);
	return cent60;
}

int64_t source_fixed_cent60(const struct source_facts *s, const struct placement *place)
{
	int64_t cent60 = source_firm_all(s);

	for (size_t g = 0; g < s->group_count; g++)
		for (size_t i = 0; i < s->groups[g].line_count; i++)
			if (class_set_is_empty(&s->groups[g].line_resources[i]))
				for (size_t w = 0; w < s->weeks; w++)
					cent60 += source_penalty(s, s->groups[g].lines[i]) *
						  placement_gap(s, place, s->groups[g].lines[i], w);
	return cent60;
}
