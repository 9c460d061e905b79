/*
 * What is said of engagements beyond their price, a second time: what dropping one costs, what
 * would come in its place, from which rate on.
 *
 * Each of the two comes with the engagements that would be instead (struct alternative). They
 * are checked like those of the plan, priced day by day, given to lines by a flow of our own,
 * and compared with the plan; the rate that changes the choice is tried, and a cent less. Lead
 * time and weeks are only checked for what they could be. What is not checked is that nothing
 * cheaper would do instead: that is what the search has found, not proven.
 *
 * Cost: for each engagement two alternatives, each a flow per week; looks are counted, and where
 * they run out the engagements that were not checked are counted and reported. docs/sourcing.md,
 * "Why this one" and "How it is known to be right".
 */
#include "planner/verify/verify_reasons.h"

#include "base/scales.h"
#include "planner/verify/verify_alternatives.h"
#include "planner/verify/verify_check.h"
#include "planner/verify/verify_limits.h"
#include "planner/verify/verify_money.h"
#include "planner/verify/verify_own.h"
#include "planner/verify/verify_terms.h"

static bool is_among(const struct alternative *of, uint32_t option)
{
	for (size_t i = 0; i < of->option_count; i++)
		if (of->options[i] == option)
			return true;
	return false;
}

/* What the plan does with the options of an alternative, to compare the two. */
static struct checked_alternative alternative_of_plan(const struct reasons *r,
						      const struct alternative *of)
{
	const struct sourcing *sourcing = r->check->sourcing;
	struct checked_alternative alternative = {
		of,
		ARENA_ARRAY(r->arena, const struct engagement *, sourcing->engagement_count + 1), 0
	};

	for (size_t i = 0; i < sourcing->engagement_count; i++)
		if (is_among(of, sourcing->engagements[i].option))
			alternative.list[alternative.count++] = &sourcing->engagements[i];
	return alternative;
}

static struct checked_alternative alternative_of(const struct reasons *r,
						 const struct alternative *of)
{
	struct checked_alternative alternative = {
		of, ARENA_ARRAY(r->arena, const struct engagement *, of->engagement_count + 1),
		of->engagement_count
	};

	for (size_t i = 0; i < of->engagement_count; i++)
		alternative.list[i] = &of->engagements[i];
	return alternative;
}

/* --- money ----------------------------------------------------------------------------- */

static int64_t paid_outside(const struct cost *cost)
{
	return cost->rate_cents + cost->fee_cents + cost->commitment_cents;
}

static int64_t paid_cent60(const struct checked_alternative *alternative)
{
	int64_t cents = 0;

	for (size_t i = 0; i < alternative->count; i++)
		cents += paid_outside(&alternative->list[i]->cost) +
			 alternative->list[i]->cost.management_cents;
	return CENT60 * cents;
}

/* Whether a limit is kept when a way replaces what the plan does with its options, or at least not
 * broken by what is ordered or extended. */
static bool keeps_limit(const struct reasons *r, size_t index, const struct alternative *of,
			const struct checked_alternative *alternative)
{
	const struct sourcing_check *check = r->check;
	struct limit_use use = { 0 };

	for (size_t i = 0; i < check->sourcing->engagement_count; i++)
		if (!is_among(of, check->sourcing->engagements[i].option))
			verify_limit_add(check, index, &check->sourcing->engagements[i], &use);
	for (size_t i = 0; i < alternative->count; i++)
		verify_limit_add(check, index, alternative->list[i], &use);
	return verify_limit_keeps(check, index, &use);
}

static bool keeps_limits(const struct reasons *r, const struct alternative *of,
			 const struct checked_alternative *alternative)
{
	bool kept = true;

	for (size_t i = 0; kept && i < r->check->sourcing->limit_count; i++)
		kept = keeps_limit(r, i, of, alternative);
	return kept;
}

/* --- what is instead ------------------------------------------------------------------- */

static int64_t heads_at(const struct checked_alternative *alternative, uint32_t option,
			int32_t week)
{
	int64_t heads = 0;

	for (size_t i = 0; i < alternative->count; i++)
		if (alternative->list[i]->option == option &&
		    alternative->list[i]->first_week <= week &&
		    week <= alternative->list[i]->last_week)
			heads += alternative->list[i]->heads;
	return heads;
}

/* Every running engagement of the options is decided upon, and no option has too many heads. */
static const char *check_heads(const struct reasons *r,
			       const struct checked_alternative *alternative)
{
	const struct sourcing_check *check = r->check;

	for (size_t k = 0; k < alternative->of->option_count; k++) {
		uint32_t option = alternative->of->options[k];

		for (int32_t w = 0; w < check->weeks; w++) {
			int64_t heads = heads_at(alternative, option, w);

			if (heads > check->company->options[option].max_heads &&
			    heads > verify_agreed_heads(check, option, w))
				return "the heads at a time instead";
		}
	}
	for (uint32_t i = 0; i < check->company->contract_count; i++) {
		int64_t mine = 0, theirs = 0;

		if (!is_among(alternative->of, (uint32_t)check->company->contracts[i].option_index))
			continue;
		for (size_t e = 0; e < alternative->count; e++)
			mine += alternative->list[e]->contract == i ? alternative->list[e]->heads
								    : 0;
		for (size_t e = 0; e < check->sourcing->engagement_count; e++)
			if (check->sourcing->engagements[e].contract == i)
				theirs += check->sourcing->engagements[e].heads;
		if (mine != theirs)
			return "the running heads instead";
	}
	return NULL;
}

static bool check_alternative(const struct reasons *r, const struct engagement *e,
			      const struct checked_alternative *alternative)
{
	const char *id = r->check->company->options[e->option].id, *wrong;

	if (!is_among(alternative->of, e->option))
		return verify_broken(r->check, "the options instead", id);
	for (size_t i = 0; i < alternative->count; i++) {
		if (!is_among(alternative->of, alternative->list[i]->option))
			return verify_broken(r->check, "the options instead", id);
		if (!verify_engagement(r->check, alternative->list[i]))
			return false;
	}
	wrong = check_heads(r, alternative);
	if (!wrong && !keeps_limits(r, alternative->of, alternative))
		wrong = "the limits instead";
	return !wrong || verify_broken(r->check, wrong, id);
}

/* No more heads in its weeks than the option has without it. */
static bool is_without(const struct reasons *r, const struct engagement *e,
		       const struct checked_alternative *plan,
		       const struct checked_alternative *alternative)
{
	int32_t first = e->first_week;

	if (e->decision == DECISION_EXTEND)
		first = (r->check->company->contracts[e->contract].end.since_1970 -
			 r->check->first_day) /
				7 +
			1;
	for (int32_t w = first; w <= e->last_week && w < r->check->weeks; w++)
		if (heads_at(alternative, e->option, w) > heads_at(plan, e->option, w) - e->heads)
			return false;
	return true;
}

/* Nothing new of the option, or nothing extended of what runs. */
static bool is_in_its_place(const struct engagement *e,
			    const struct checked_alternative *alternative)
{
	for (size_t i = 0; i < alternative->count; i++)
		if (alternative->list[i]->option == e->option &&
		    alternative->list[i]->decision == e->decision &&
		    alternative->list[i]->contract == e->contract)
			return false;
	return true;
}

/* --- the rate at which the choice flips ------------------------------------------------- */

/* Whether the plan, with the option's new heads at another rate, costs that much more or breaks a
 * limit. */
static bool is_even(const struct reasons *r, const struct engagement *e, int64_t rate,
		    int64_t rise_cent60)
{
	const struct sourcing_check *check = r->check;
	struct rate_option option = check->company->options[e->option];
	struct arena arena = ARENA_INIT;
	struct checked_alternative plan = alternative_of_plan(r, e->runner);
	struct engagement *list = ARENA_ARRAY(&arena, struct engagement, plan.count + 1);
	int64_t now = paid_cent60(&plan);
	bool even;

	option.rate_cents = rate;
	for (size_t i = 0; i < plan.count; i++) {
		list[i] = *plan.list[i];
		if (list[i].option == e->option && list[i].decision == DECISION_NEW)
			verify_reprice(check->plan, &option, &arena, &list[i]);
		plan.list[i] = &list[i];
	}
	even = paid_cent60(&plan) - now >= rise_cent60 || !keeps_limits(r, e->runner, &plan);
	arena_release(&arena);
	return even;
}

/* At that rate the runner-up is no dearer, at a cent less it is. */
static bool check_rate(const struct reasons *r, const struct engagement *e, int64_t rise_cent60)
{
	const struct rate_option *option = &r->check->company->options[e->option];
	bool right = e->break_even.rate_cents >= option->rate_cents &&
		     is_even(r, e, e->break_even.rate_cents, rise_cent60) &&
		     (e->break_even.rate_cents == option->rate_cents ||
		      !is_even(r, e, e->break_even.rate_cents - 1, rise_cent60));

	return right || verify_broken(r->check, "the rate that changes the choice", option->id);
}

/* --- all of it ------------------------------------------------------------------------- */

static int64_t rise(int64_t other_cent60, int64_t plan_cent60)
{
	return other_cent60 > plan_cent60
		       ? verify_share((wide_int)other_cent60 - plan_cent60, CENT60)
		       : 0;
}

/* A later first Monday, a shorter need; and that a lead time names a Monday. */
static bool check_break_evens(const struct reasons *r, const struct engagement *e)
{
	const struct rate_option *option = &r->check->company->options[e->option];
	int32_t last = r->check->today + e->break_even.lead_days - 1;

	if (e->break_even.weeks >= 0 &&
	    (e->break_even.weeks < 1 || e->break_even.weeks > e->last_week - e->first_week))
		return verify_broken(r->check, "the weeks that change the choice", option->id);
	return e->break_even.lead_days < 0 ||
	       (last >= e->first_day.since_1970 && (last - r->check->first_day) % 7 == 0) ||
	       verify_broken(r->check, "the lead time that changes the choice", option->id);
}

/* Both alternatives, and that the costs that are said are the differences to the plan. */
static bool check_reasons(struct reasons *r, const struct engagement *e)
{
	const char *id = r->check->company->options[e->option].id;
	struct checked_alternative plan = alternative_of_plan(r, e->without),
				   without = alternative_of(r, e->without);
	struct checked_alternative place = alternative_of(r, e->runner);
	int64_t now, other;

	if (!check_alternative(r, e, &without) || !check_alternative(r, e, &place))
		return false;
	if (!is_without(r, e, &plan, &without))
		return verify_broken(r->check, "what is without it", id);
	if (!is_in_its_place(e, &place))
		return verify_broken(r->check, "what is in its place", id);
	now = paid_cent60(&plan) + alternative_open_cent60(r, &plan);
	other = paid_cent60(&place) + alternative_open_cent60(r, &place);
	if (e->runner_up_cents != rise(other, now))
		return verify_broken(r->check, "the cost of the runner-up", id);
	if (e->break_even.rate_cents >= 0 && !check_rate(r, e, other - now))
		return false;
	other = paid_cent60(&without) + alternative_open_cent60(r, &without);
	return e->drop_cents == rise(other, now) ||
	       verify_broken(r->check, "the cost of dropping it", id);
}

static void find_may(struct reasons *r)
{
	const struct company *company = r->check->company;

	r->may = ARENA_ARRAY(r->arena, bool, company->option_count * company->demand_count + 1);
	for (size_t k = 0; k < company->option_count; k++)
		for (size_t d = 0; d < company->demand_count; d++)
			r->may[k * company->demand_count + d] =
				verify_may_fill(r->check->plan, &company->options[k], d);
}

bool verify_reasons(const struct sourcing_check *check, int64_t looks, size_t *unchecked)
{
	struct arena arena = ARENA_INIT;
	struct reasons r = { .check = check, .arena = &arena, .looks = looks };
	bool ok = true;

	*unchecked = 0;
	if (!check->sourcing->explained)
		return true;
	find_may(&r);
	for (size_t i = 0; ok && i < check->sourcing->engagement_count; i++) {
		const struct engagement *e = &check->sourcing->engagements[i];

		ok = check_break_evens(&r, e);
		if (!ok || !e->without || !e->runner)
			continue;
		if (r.looks > 0)
			ok = check_reasons(&r, e);
		else
			++*unchecked;
	}
	arena_release(&arena);
	return ok;
}
