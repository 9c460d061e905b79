/*
 * The options of a group's covering problem: what heads there may be, when, and at what cost.
 *
 * Each stands for many columns: a head from one week to another, for every pair of weeks that
 * the terms allow. An option of the rate card becomes one of new heads, and one for the heads of
 * each running engagement that may stay beyond their earliest end. The solver wants the latest
 * end of a start never to step back from one start to the next; where a tenure limit begins it
 * does, so there another option begins. All that stand for one option of the rate card share its
 * limit on heads by a shared cap.
 *
 * Multipliers of limits (source_limits.c) raise the cost of a week by what it is charged; a
 * charge is rounded down, since a problem that charges less has a smaller bound, which is safe.
 * Under limits a start that would break one by itself is left out.
 *
 * Cost: options times weeks. Implements docs/sourcing.md, "The model", with the prices of
 * docs/costs.md.
 */
#include "planner/sourcing/source_offer.h"

#include <assert.h>

#include "base/number.h"
#include "planner/allocation/costing.h"
#include "planner/sourcing/source_costs.h"
#include "planner/sourcing/source_limits.h"
#include "planner/sourcing/source_stating.h"

/* What a head delivers by week since its start as long as the ramp lasts, then for good; `age`
 * is how old it is at its first start. */
static void set_minutes(struct stating *st, const struct rate_option *option,
			const struct costing_table *table, int32_t age, struct covering_option *out)
{
	size_t weeks = st->s->weeks;
	size_t ramp = option->ramp_count > (size_t)age ? option->ramp_count - (size_t)age : 0;
	int32_t *minutes = ARENA_ARRAY(st->arena, int32_t, (ramp + 1) * weeks);

	if (ramp > weeks)
		ramp = weeks;
	for (size_t a = 0; a <= ramp; a++)
		for (size_t t = 0; t < weeks; t++)
			minutes[a * weeks + t] = costing_delivered_minutes(
				option, table->present_minutes[t],
				a < ramp ? age + (int32_t)a : (int32_t)option->ramp_count);
	out->ramp_count = ramp;
	out->minutes = minutes;
}

/* What nothing is put on. */
static const struct week_surcharge no_surcharge = { 0, 0, 0, 0 };

static const struct week_surcharge *surcharge_of(const struct stating *st, uint32_t option,
						 size_t week)
{
	const struct surcharge *surcharge = st->how->surcharge;

	return surcharge ? &surcharge->weeks[option * st->s->weeks + week] : &no_surcharge;
}

/* Cent60 that a limit's multiplier puts on a spend; rounded down, so that bounds stay bounds. */
static int64_t charged(int64_t cents, int64_t micro)
{
	int64_t whole = micro / MICRO, part = micro % MICRO;
	int64_t cent60 = cents * CENT60 * whole + cents * part / MICRO * CENT60;

	return part < 0 ? cent60 - CENT60 : cent60;
}

/* One more option of the problem, with what each week delivers and costs, without starts. For
 * heads of a running engagement `age` is how many weeks they have been there when they go on. */
static struct covering_option *add_option(struct stating *st, size_t index, uint32_t contract,
					  int32_t age)
{
	uint32_t k = st->group->options[index];
	const struct rate_option *option = &st->s->company->options[k];
	const struct costing_table *table = &st->s->tables[k];
	size_t weeks = st->s->weeks, count = st->stated->problem.option_count++;
	int64_t *week_cost = ARENA_ARRAY(st->arena, int64_t, weeks);
	struct covering_option *out;

	st->options = ARENA_PUSH(st->arena, st->options, count, st->option_room);
	st->stated->choices = ARENA_PUSH(st->arena, st->stated->choices, count, st->choice_room);
	st->stated->choices[count] = (struct choice){ k, contract };
	out = &st->options[count];
	*out = (struct covering_option){ .resource = st->group->option_resource[index],
					 .shared_cap = COVERING_NO_SHARED_CAP };
	set_minutes(st, option, table, age, out);
	for (size_t t = 0; t < weeks; t++) {
		const struct week_surcharge *b = surcharge_of(st, k, t);
		bool kept =
			contract != NO_CONTRACT && (int32_t)t <= st->s->terms[contract].agreed_week;
		int64_t late = table->late_cents[t], early = table->rate_cents[t] - late;

		week_cost[t] = (table->rate_cents[t] + table->management_cents[t]) * CENT60 +
			       charged(early, kept ? b->kept : b->rate) +
			       charged(late, kept ? b->kept_late : b->late);
	}
	out->week_cost = week_cost;
	return out;
}

/* By first week: what starting then costs once, and between which weeks the last one must be. */
struct windows {
	int64_t *start_cost;
	uint32_t *min_last, *max_last;
};

static struct windows no_windows(struct stating *st, struct covering_option *option)
{
	size_t weeks = st->s->weeks;
	struct windows w = { ARENA_ARRAY(st->arena, int64_t, weeks),
			     ARENA_ARRAY(st->arena, uint32_t, weeks),
			     ARENA_ARRAY(st->arena, uint32_t, weeks) };

	for (size_t t = 0; t < weeks; t++)
		w.min_last[t] = 1; /* and max_last 0: no start */
	option->start_cost = w.start_cost;
	option->min_last = w.min_last;
	option->max_last = w.max_last;
	return w;
}

/* The last week of the plan where it lies beyond: what a term owes past the plan is part of the
 * cost of its start. */
static uint32_t within_plan(const struct source_facts *s, int32_t week)
{
	return week < (int32_t)s->weeks ? (uint32_t)week : (uint32_t)s->weeks - 1;
}

/* New heads. Where a tenure limit begins the latest end may step back: another option of ours,
 * since the windows of one only move forward. */
static size_t add_new(struct stating *st, size_t index)
{
	const struct source_facts *s = st->s;
	uint32_t k = st->group->options[index];
	const struct rate_option *option = &s->company->options[k];
	const struct costing_table *table = &s->tables[k];
	struct windows windows = { .start_cost = NULL };
	uint32_t before = 0;
	size_t added = 0;

	for (size_t t = 0; t < s->weeks; t++) {
		uint32_t latest = within_plan(s, (int32_t)t + table->longest[t] - 1);
		uint32_t least = within_plan(
			s, costing_least_last_week(&s->plan->options, option, (int32_t)t));

		if (!table->may_start[t])
			continue;
		if (st->how->limited && !limits_trim(s, k, (uint32_t)t, least, &latest))
			continue;
		if (added == 0 || latest < before) {
			windows = no_windows(st, add_option(st, index, NO_CONTRACT, 0));
			added++;
		}
		before = latest;
		windows.start_cost[t] =
			(option->fixed_fee_cents + table->commitment_cents[t]) * CENT60 +
			charged(option->fixed_fee_cents, surcharge_of(st, k, t)->rate) +
			charged(table->commitment_cents[t],
				st->how->surcharge ? st->how->surcharge->past[k] : 0);
		windows.min_last[t] = least;
		windows.max_last[t] = latest;
	}
	return added;
}

/* Heads of a running engagement that stay longer than they must. */
static void add_continued(struct stating *st, size_t index, uint32_t r)
{
	const struct source_facts *s = st->s;
	const struct contract *contract = &s->company->contracts[r];
	const struct term *term = &s->terms[r];
	int32_t first = term->firm_week + 1, last = (int32_t)within_plan(s, term->agreed_week);
	int32_t begun =
		day_distance(s->plan->options.first_week, day_week_start(contract->start)) / 7;
	struct covering_option *option;
	struct windows windows;

	if (term->longest_week > last && st->group->line_count > 0)
		last = term->longest_week;
	if (first > last || first >= (int32_t)s->weeks)
		return;
	option = add_option(st, index, r, first - begun);
	windows = no_windows(st, option);
	option->max_heads = contract->heads;
	windows.min_last[first] = (uint32_t)first;
	windows.max_last[first] = (uint32_t)last;
}

/* What the vendor's limit on heads leaves for what is decided here. */
static const int32_t *heads_left(struct stating *st, uint32_t k, int32_t most)
{
	const struct source_facts *s = st->s;
	int32_t *left = ARENA_ARRAY(st->arena, int32_t, s->weeks);

	for (int32_t t = 0; t < (int32_t)s->weeks; t++) {
		int32_t firm = 0, agreed = 0;

		for (size_t r = 0; r < s->company->contract_count; r++) {
			const struct contract *contract = &s->company->contracts[r];
			const struct term *term = &s->terms[r];

			if (contract->option_index != k || !term->within || t < term->first_week)
				continue;
			firm += t <= term->firm_week ? contract->heads : 0;
			agreed += t <= term->agreed_week ? contract->heads : 0;
		}
		left[t] = (agreed > most ? agreed : most) - firm;
	}
	return left;
}

static_assert((int)HEADS_OPEN == (int)COVERING_HEADS_MAX, "an option without max_heads needs none");

/* A limit on heads belongs to the option itself, or to a shared cap when it is split: also the one
 * that holds where none is given. */
static void limit_heads(struct stating *st, uint32_t k, size_t from, bool runs)
{
	struct covering_problem *p = &st->stated->problem;
	int32_t most = st->s->company->options[k].max_heads, affordable = HEADS_OPEN;

	if (st->how->limited && !runs)
		affordable = limits_heads(st->s, k);
	if (affordable < most)
		most = affordable;
	if (from == p->option_count)
		return;
	if (!runs && p->option_count - from == 1) {
		st->options[from].max_heads = most < HEADS_OPEN ? most : 0;
		return;
	}
	st->shared_caps =
		ARENA_PUSH(st->arena, st->shared_caps, p->shared_cap_count, st->shared_cap_room);
	st->shared_caps[p->shared_cap_count] =
		(struct covering_shared_cap){ heads_left(st, k, most), most >= HEADS_OPEN };
	for (size_t i = from; i < p->option_count; i++)
		st->options[i].shared_cap = (uint32_t)p->shared_cap_count;
	p->shared_cap_count++;
}

/* Heads that are there in any case are no choice: what they deliver lessens the rows. */
static void add_firm(struct stating *st, uint8_t resource, uint32_t r)
{
	const struct source_facts *s = st->s;
	struct engagement e = source_firm(s, r, st->arena);

	for (size_t i = 0; i < e.week_count; i++)
		st->firm_minutes[resource * s->weeks + e.weeks[i].week] +=
			e.weeks[i].delivered_minutes;
}

void stating_options(struct stating *st)
{
	for (size_t i = 0; i < st->group->option_count; i++) {
		uint32_t k = st->group->options[i];
		size_t from = st->stated->problem.option_count;
		bool runs = false;

		/* Nobody is ordered or extended who may do nothing that is wanted. */
		if (st->group->line_count > 0)
			add_new(st, i);
		for (uint32_t r = 0; r < st->s->company->contract_count; r++) {
			if (st->s->company->contracts[r].option_index != k ||
			    !st->s->terms[r].within)
				continue;
			add_firm(st, st->group->option_resource[i], r);
			add_continued(st, i, r);
			runs = true;
		}
		limit_heads(st, k, from, runs);
	}
}
