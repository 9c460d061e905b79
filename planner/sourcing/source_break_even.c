/*
 * Break-even values of a choice: from which rate, with which lead time, with how few weeks of
 * need it would be another.
 *
 * The rate needs no search. At a higher rate the plan's engagements cost more and the runner-up
 * costs the same, so the least rate at which the runner-up is no dearer, or a limit breaks, is
 * found by doubling and bisection over priced engagements, to the cent.
 *
 * Lead time and need change what is possible, so each value that is tried is the group solved
 * again: starts only from a week on, rows only up to a week. Halving takes it for granted that
 * what does not pay with less does not pay with less still; the search may break that, so both
 * are what was found, not proven.
 *
 * Cost: the rate some fifty pricings, the other two a search per halving. Left out: other groups
 * and our people stay as they are. Implements docs/sourcing.md, "Why this one", Flip of the rate
 * and what follows it.
 */
#include "planner/sourcing/source_break_even.h"

#include <string.h>

#include "planner/allocation/costing.h"
#include "planner/sourcing/source_sensitivity.h"
#include "solver/covering/covering_cost.h"

/* A rate this far up, some 170 million, is no break-even any more: then none is said. */
#define RATE_STEP_MAX (INT64_C(1) << 34)

/* --- the rate --------------------------------------------------------------------------- */

/* What the plan's engagements of the group would be with another rate of the option. */
struct rated {
	struct engagement *list;
	size_t count;
	int64_t cost; /* of the option's new heads */
};

/* The plan's engagements with another rate of the option; only new heads of it are priced
 * again, since what runs has its price. */
static struct rated at_rate(const struct sensitivity *a, int64_t rate, struct arena *arena)
{
	const struct sourcing *sourcing = a->sourcing;
	struct company company = *a->s->company;
	struct rate_option *options = ARENA_ARRAY(arena, struct rate_option, company.option_count);
	struct rated r = { .list = ARENA_ARRAY(arena, struct engagement,
					       sourcing->engagement_count + 1) };

	memcpy(options, company.options, company.option_count * sizeof(*options));
	options[a->engagement->option].rate_cents = rate;
	company.options = options;
	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		struct engagement *e = &r.list[r.count];

		*e = sourcing->engagements[i];
		if (sensitivity_group(a->s, e->option) != a->decided->group)
			continue;
		r.count++;
		if (e->option != a->engagement->option || e->decision != DECISION_NEW)
			continue;
		costing_engagement(&company, &a->s->plan->options, arena, e);
		r.cost += cost_total(&e->cost);
	}
	return r;
}

/* Whether at that rate the plan is no cheaper than the runner-up, or breaks a limit. */
static bool is_even(const struct sensitivity *a, int64_t rate, int64_t now, int64_t rise_cent60)
{
	struct arena arena = ARENA_INIT;
	struct rated r = at_rate(a, rate, &arena);
	bool even = CENT60 * (r.cost - now) >= rise_cent60 || !sensitivity_fits(a, r.list, r.count);

	arena_release(&arena);
	return even;
}

void break_even_rate(const struct sensitivity *a, int64_t rise_cent60)
{
	int64_t rate = a->s->company->options[a->engagement->option].rate_cents;
	int64_t now = at_rate(a, rate, a->scratch).cost, low = rate - 1, high = rate, step = 1;

	while (!is_even(a, high, now, rise_cent60)) {
		low = high;
		high += step;
		step *= 2;
		if (step > RATE_STEP_MAX)
			return;
	}
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (is_even(a, middle, now, rise_cent60))
			high = middle;
		else
			low = middle;
	}
	a->engagement->break_even.rate_cents = high;
}

/* --- the lead time, the need ------------------------------------------------------------ */

static bool takes(const struct sensitivity *a, const struct covering_solution *solution)
{
	for (size_t i = 0; i < solution->buy_count; i++)
		if (sensitivity_meant(a, solution->buys[i].option))
			return true;
	return false;
}

/* Starts of the option move to the week; a column that its terms do not allow then is not
 * there. */
static bool come_later(const struct sensitivity *a, uint32_t week, struct covering_buy *buy)
{
	const struct covering_option *o = &a->decided->problem.options[buy->option];

	if (buy->first >= week)
		return true;
	buy->first = week;
	return week <= buy->last && o->min_last[week] <= buy->last &&
	       buy->last <= o->max_last[week];
}

/* Heads leave when the need does, but not before their minimum term. */
static bool leave_with_need(const struct sensitivity *a, uint32_t week, struct covering_buy *buy)
{
	uint32_t least = a->decided->problem.options[buy->option].min_last[buy->first];

	if (buy->last >= week)
		buy->last = week - 1 > least ? week - 1 : least;
	return true;
}

/* Whether it takes the option and is cheaper than an alternative without it. */
static bool beats(const struct sensitivity *a, const struct covering_solution *solution,
		  int64_t than_cent60)
{
	struct arena arena = ARENA_INIT;
	bool better;

	if (!takes(a, solution))
		return false;
	better = sensitivity_alternative(a, solution, &arena).cost_cent60 < than_cent60;
	arena_release(&arena);
	return better;
}

/* Whether a plan with the option, not before that week, is cheaper than the runner-up. */
static bool is_worth_from(const struct sensitivity *a, uint32_t week, int64_t place_cent60)
{
	struct covering_solution later = sensitivity_plan(a, true, come_later, week);

	if (beats(a, &later, place_cent60))
		return true;
	later = sensitivity_again(a, week, UINT32_MAX);
	return beats(a, &later, place_cent60);
}

/* The last week in which it may begin for that. */
void break_even_lead(const struct sensitivity *a, int64_t place_cent60)
{
	struct engagement *e = a->engagement;
	uint32_t low = (uint32_t)e->first_week, high = (uint32_t)a->s->weeks;

	while (high - low > 1) {
		uint32_t middle = (low + high) / 2;

		if (is_worth_from(a, middle, place_cent60))
			low = middle;
		else
			high = middle;
	}
	/* A start in week `low` must just not be possible any more. */
	e->break_even.lead_days =
		day_distance(a->s->plan->options.today, plan_week(a->s->plan, low)) + 1;
}

static int64_t cent60_of(const struct covering_problem *p, struct covering_solution *solution)
{
	covering_evaluate(p, solution);
	return solution->spend + solution->penalty;
}

/* Whether it is taken when the need ends before that week. */
static bool is_worth_to(const struct sensitivity *a, uint32_t week)
{
	struct covering_problem p = sensitivity_changed(a, &a->decided->problem, 0, week);
	struct covering_solution solution = sensitivity_again(a, 0, week), shorter;

	if (takes(a, &solution))
		return true;
	shorter = sensitivity_plan(a, true, leave_with_need, week);
	return cent60_of(&p, &shorter) < cent60_of(&p, &solution);
}

/* With so many weeks of need it is not taken. */
void break_even_weeks(const struct sensitivity *a)
{
	struct engagement *e = a->engagement;
	uint32_t first = (uint32_t)e->first_week, low = 0, high;

	high = (uint32_t)(e->last_week < (int32_t)a->s->weeks ? e->last_week
							      : (int32_t)a->s->weeks - 1) -
	       first + 1;
	while (high - low > 1) {
		uint32_t middle = (low + high) / 2;

		if (is_worth_to(a, first + middle))
			high = middle;
		else
			low = middle;
	}
	if (low > 0)
		e->break_even.weeks = (int32_t)low;
}
