/*
 * Sensitivity analysis of a plan: what each engagement is worth, what would come in its place,
 * when the choice would change.
 *
 * For an integer program there are no ranges to be read off a final tableau, so each question is
 * the group solved again with something forbidden, all other groups and our people as they are:
 *
 * - runner-up: without new heads of the option (of an extension: without it);
 * - without it: in the weeks of the engagement the option has only the heads of its other
 *   engagements;
 * - both compared with the plan less the engagement, so that a weak search never says more than
 *   leaving it out costs.
 *
 * The solution is kept as engagements (struct alternative), which the verifier prices a second
 * time. Where limits bind, prices carry their multipliers, and the alternative must keep the
 * limits beside all other groups.
 *
 * Cost: two searches for each engagement, and about a dozen more for the break-even values of
 * the dearest. Left out: what other groups and our people would do instead, so that what is said
 * is an upper bound of the change; and a proof that nothing cheaper would do.
 *
 * Implements docs/sourcing.md, "Why this one".
 */
#include "planner/sourcing/source_explain.h"

#include <string.h>

#include "base/number.h"
#include "planner/sourcing/source_break_even.h"
#include "planner/sourcing/source_sensitivity.h"

/* Lead time and need take some six searches each, by halving, so they are worked out for the
 * dearest new engagements only. Twelve since the first version: about what a reader goes
 * through one by one; not measured. */
enum { BREAK_EVENS_MAX = 12 };

/* What the group costs in the plan; what other groups use of the limits goes to a->others. */
static int64_t measure_plan(struct sensitivity *a)
{
	const struct sourcing *sourcing = a->sourcing;
	struct engagement *list =
		ARENA_ARRAY(a->scratch, struct engagement, sourcing->engagement_count + 1);
	size_t count = 0;

	a->others = usage_make(a->s, a->scratch);
	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		const struct engagement *e = &sourcing->engagements[i];

		if (sensitivity_group(a->s, e->option) == a->decided->group)
			list[count++] = *e;
		else
			usage_add(a->s, e, &a->others);
	}
	return sensitivity_cost_cent60(a, list, count);
}

static struct priced_alternative cheaper(struct priced_alternative a, struct priced_alternative b)
{
	return b.cost_cent60 < a.cost_cent60 ? b : a;
}

/* By how much the plan's total rises; search may have missed that it falls: 0. */
static int64_t rise_cents(int64_t other_cent60, int64_t plan_cent60)
{
	return other_cent60 > plan_cent60 ? divide_half_even(other_cent60 - plan_cent60, CENT60)
					  : 0;
}

/* --- without it ------------------------------------------------------------------------- */

/* What of a column is left without the engagement: of an extension what was agreed, of a new
 * one nothing. */
static bool leave_out(const struct sensitivity *a, uint32_t week, struct covering_buy *buy)
{
	const struct term *term;

	(void)week;
	if (a->engagement->decision != DECISION_EXTEND)
		return false;
	term = &a->s->terms[a->engagement->contract];
	if ((int32_t)buy->last > term->agreed_week)
		buy->last = (uint32_t)term->agreed_week;
	return term->agreed_week > term->firm_week;
}

/* The first week of what is left out. */
static int32_t first_left_out(const struct sensitivity *a)
{
	return a->engagement->decision == DECISION_EXTEND
		       ? a->s->terms[a->engagement->contract].agreed_week + 1
		       : a->engagement->first_week;
}

/* New heads of the option or any that go on. */
static bool is_of_option(const struct sensitivity *a, uint32_t k)
{
	return a->decided->choices[k].option == a->engagement->option;
}

/* The shared cap of all that stands for the option, or none. */
static uint32_t shared_cap_of(const struct sensitivity *a)
{
	const struct covering_problem *p = &a->decided->problem;

	for (uint32_t k = 0; k < p->option_count; k++)
		if (is_of_option(a, k) && p->options[k].shared_cap != COVERING_NO_SHARED_CAP)
			return p->options[k].shared_cap;
	return COVERING_NO_SHARED_CAP;
}

/* In its weeks the option has no more heads than it has now without the engagement. */
static const int32_t *heads_without(const struct sensitivity *a, uint32_t shared_cap)
{
	const struct covering_problem *p = &a->decided->problem;
	const struct engagement *e = a->engagement;
	int32_t *most = ARENA_ARRAY(a->scratch, int32_t, p->week_count);

	for (int32_t t = 0; t < (int32_t)p->week_count; t++) {
		most[t] = shared_cap == COVERING_NO_SHARED_CAP
				  ? HEADS_OPEN
				  : p->shared_caps[shared_cap].max_heads[t];
		if (t < first_left_out(a) || t > e->last_week)
			continue;
		most[t] = -e->heads;
		for (size_t i = 0; i < a->decided->solution.buy_count; i++) {
			const struct covering_buy *buy = &a->decided->solution.buys[i];

			if (is_of_option(a, buy->option) && (int32_t)buy->first <= t &&
			    t <= (int32_t)buy->last)
				most[t] += buy->heads;
		}
		if (most[t] < 0)
			most[t] = 0;
	}
	return most;
}

/* The group solved again with that cap, which is added where the option had none. */
static struct covering_solution solve_without(const struct sensitivity *a)
{
	struct covering_problem p = *a->priced;
	struct covering_option *options =
		ARENA_ARRAY(a->scratch, struct covering_option, p.option_count + 1);
	struct covering_shared_cap *shared_caps =
		ARENA_ARRAY(a->scratch, struct covering_shared_cap, p.shared_cap_count + 1);
	uint32_t shared_cap = shared_cap_of(a), added = (uint32_t)p.shared_cap_count;

	memcpy(options, p.options, p.option_count * sizeof(*options));
	if (p.shared_cap_count > 0)
		memcpy(shared_caps, p.shared_caps, p.shared_cap_count * sizeof(*shared_caps));
	shared_caps[shared_cap == COVERING_NO_SHARED_CAP ? added : shared_cap] =
		(struct covering_shared_cap){ heads_without(a, shared_cap), false };
	if (shared_cap == COVERING_NO_SHARED_CAP) {
		p.shared_cap_count++;
		for (uint32_t k = 0; k < p.option_count; k++)
			if (is_of_option(a, k))
				options[k].shared_cap = added;
	}
	p.options = options;
	p.shared_caps = shared_caps;
	return sensitivity_solve(a, &p);
}

static int64_t heads_in(const struct engagement *list, size_t count, uint32_t option, int32_t week)
{
	int64_t heads = 0;

	for (size_t i = 0; i < count; i++)
		if (list[i].option == option && list[i].first_week <= week &&
		    week <= list[i].last_week)
			heads += list[i].heads;
	return heads;
}

/* Whether what is in its place is one way to be without it: nothing of the option stays longer. */
static bool is_without(const struct sensitivity *a, const struct alternative *alternative)
{
	const struct engagement *e = a->engagement;

	for (int32_t t = first_left_out(a); t <= e->last_week && t < (int32_t)a->s->weeks; t++)
		if (heads_in(alternative->engagements, alternative->engagement_count, e->option,
			     t) > heads_in(a->sourcing->engagements, a->sourcing->engagement_count,
					   e->option, t) -
					  e->heads)
			return false;
	return true;
}

/* --- in its place ----------------------------------------------------------------------- */

/* Heads times weeks of an option in the weeks of the engagement. */
static int64_t head_weeks(const struct sensitivity *a, const struct covering_solution *solution,
			  uint32_t option)
{
	int64_t sum = 0;

	for (size_t i = 0; i < solution->buy_count; i++) {
		const struct covering_buy *buy = &solution->buys[i];

		for (uint32_t t = buy->first; t <= buy->last; t++)
			if (a->decided->choices[buy->option].option == option &&
			    (int32_t)t >= a->engagement->first_week &&
			    (int32_t)t <= a->engagement->last_week)
				sum += buy->heads;
	}
	return sum;
}

/* The option that stands most in its weeks, beyond what it does now. */
static void find_runner_up(const struct sensitivity *a, const struct covering_solution *other)
{
	struct engagement *e = a->engagement;
	int64_t most = 0;

	for (size_t i = 0; i < a->decided->group->option_count; i++) {
		uint32_t option = a->decided->group->options[i];
		int64_t more =
			head_weeks(a, other, option) - head_weeks(a, &a->decided->solution, option);

		if (option != e->option && more > most) {
			most = more;
			e->runner_up = option;
		}
	}
}

/* The runner-up, and what is cheapest without the engagement. */
static struct priced_alternative explain_choice(struct sensitivity *a, struct arena *arena)
{
	struct engagement *e = a->engagement;
	int64_t now = measure_plan(a);
	struct covering_solution solutions[] = { sensitivity_again(a, UINT32_MAX, UINT32_MAX),
						 sensitivity_plan(a, true, leave_out, 0),
						 solve_without(a),
						 sensitivity_plan(a, false, leave_out, 0) };
	struct priced_alternative place = cheaper(sensitivity_alternative(a, &solutions[0], arena),
						  sensitivity_alternative(a, &solutions[1], arena));
	struct priced_alternative without =
		cheaper(sensitivity_alternative(a, &solutions[2], arena),
			sensitivity_alternative(a, &solutions[3], arena));

	if (is_without(a, place.alternative))
		without = cheaper(without, place);
	/* With the option gone the share onshore may be out of reach: then nothing is said. */
	if (place.cost_cent60 == NEVER_CENT60 || without.cost_cent60 == NEVER_CENT60)
		return place;
	e->runner = place.alternative;
	e->without = without.alternative;
	find_runner_up(a, &place.solution);
	e->drop_cents = rise_cents(without.cost_cent60, now);
	e->runner_up_cents = rise_cents(place.cost_cent60, now);
	if (e->decision == DECISION_NEW)
		break_even_rate(a, place.cost_cent60 - now);
	return place;
}

/* --- all of it -------------------------------------------------------------------------- */

/* The n-th largest cost of new engagements, so that only the dearest are looked at closely. */
static int64_t dear_from(const struct sourcing *sourcing)
{
	int64_t least = 0;

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		int64_t cost = cost_total(&sourcing->engagements[i].cost);
		size_t dearer = 0;

		for (size_t k = 0; k < sourcing->engagement_count; k++)
			dearer += cost_total(&sourcing->engagements[k].cost) > cost;
		if (dearer >= BREAK_EVENS_MAX && cost >= least)
			least = cost + 1;
	}
	return least;
}

static void explain_one(struct sensitivity *a, int64_t dear, struct arena *arena)
{
	struct engagement *e = a->engagement;
	struct priced_alternative place = explain_choice(a, arena);

	if (e->decision == DECISION_NEW && e->runner && cost_total(&e->cost) >= dear) {
		break_even_lead(a, place.cost_cent60);
		break_even_weeks(a);
	}
}

/* The groups with the multipliers of limits on their prices; where no limit binds as they are. */
static const struct stated *priced_groups(const struct source_facts *s,
					  const struct placement *place,
					  const struct limit_terms *terms,
					  const struct stated *decided, struct arena *arena)
{
	const struct limit_multipliers multipliers = { s, terms->saves_micro, terms->ours_only };
	struct statement how = { .placement = place };
	struct surcharge surcharge;
	struct stated *groups;

	if (!terms->found)
		return decided;
	surcharge = limit_surcharge(&multipliers, arena);
	how.surcharge = &surcharge;
	groups = stated_copy(s, decided, arena);
	for (size_t g = 0; g < s->group_count; g++)
		source_state(s, &how, arena, &groups[g]);
	return groups;
}

void source_explain(const struct source_facts *s, const struct placement *place,
		    const struct limit_terms *terms, const struct stated *decided,
		    struct arena *arena, struct sourcing *sourcing)
{
	struct arena memory = ARENA_INIT;
	const struct stated *priced = priced_groups(s, place, terms, decided, &memory);
	int64_t dear = dear_from(sourcing);

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		struct arena scratch = ARENA_INIT;
		struct engagement *e = &sourcing->engagements[i];
		const struct group *group = sensitivity_group(s, e->option);
		struct sensitivity sensitivity = { .s = s,
						   .place = place,
						   .sourcing = sourcing,
						   .engagement = e,
						   .scratch = &scratch };

		if ((e->decision != DECISION_NEW && e->decision != DECISION_EXTEND) || !group)
			continue;
		sensitivity.decided = &decided[group - s->groups];
		sensitivity.priced = &priced[group - s->groups].problem;
		explain_one(&sensitivity, dear, arena);
		arena_release(&scratch);
	}
	arena_release(&memory);
}
