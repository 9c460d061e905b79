/*
 * What limits count, what their multipliers add to prices, and what they leave for one head.
 *
 * Model: each limit is a coupling row over all groups, "what it counts is at most so much" (a
 * share: at least that part of all spend, which is linear, too: each euro elsewhere counts the
 * share, each euro onshore the rest of a euro against it). Lagrangian relaxation puts a
 * multiplier on each and moves it into the costs of the columns, as a surcharge in millionths of
 * the spend by option and week; the groups fall apart again. A week on either side of a
 * quarter's first day has two rates, one for the days before it and one for those from it on.
 *
 * A limit that is broken by what was agreed before today may stay so as long as nothing is
 * ordered or extended that it counts; then only what is ordered or extended pays (`ours_only`).
 *
 * A bound at surcharged prices becomes one of the limited plan by taking the multiplier times
 * the limit off it (limit_relief). All rounding goes towards a smaller bound. Which limits there
 * are is a table, source_limit_rows.c.
 *
 * Implements docs/sourcing.md, "Limits that couple groups". Left out here: finding the
 * multipliers (source_master.c).
 */
#include "planner/sourcing/source_limits.h"

#include <string.h>

#include "base/number.h"
#include "planner/allocation/costing.h"
#include "planner/sourcing/source_costs.h"

/* When the limits pay for fewer heads than that, the problem is told so. That makes bounds
 * sharper where heads are few (0.03 % over the 100 random plans 901 to 1000 of
 * tests/oracles/dump_limits.c, with 4 as much), but a limit on heads keeps a group from being
 * solved exactly by flow, so with many it is left out. */
enum { AFFORDABLE_MAX = 12 };

/* --- what is used --------------------------------------------------------------------- */

/* Whether a limit counts the spend on an option, whatever the day. */
static bool counts(const struct source_facts *s, size_t index, uint32_t option)
{
	return limit_counts_option(s->company, &s->limits[index], &s->company->options[option]);
}

struct usage usage_make(const struct source_facts *s, struct arena *arena)
{
	return (struct usage){ .used = ARENA_ARRAY(arena, int64_t, s->limit_count + 1),
			       .ours = ARENA_ARRAY(arena, int64_t, s->limit_count + 1) };
}

int64_t limit_counted(const struct source_facts *s, size_t index, const struct engagement *e)
{
	const struct limit *limit = &s->limits[index];
	int64_t sum = 0;

	if (limit->row->option)
		return counts(s, index, e->option) ? cost_spend(&e->cost) : 0;
	for (size_t i = 0; i < e->part_count; i++)
		if (limit_counts_day(limit, e->parts[i].first))
			sum += cost_spend(&e->parts[i].cost);
	return sum;
}

void usage_add(const struct source_facts *s, const struct engagement *e, struct usage *usage)
{
	bool ours = e->decision == DECISION_NEW || e->decision == DECISION_EXTEND;

	usage->spend += cost_spend(&e->cost);
	usage->elsewhere +=
		ours && s->company->settings.min_onshore_percent > 0 &&
		!option_is_onshore(&s->company->settings, &s->company->options[e->option]);
	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t used = limit_counted(s, i, e);

		usage->used[i] += used;
		if (ours && s->limits[i].row->shape->cap)
			usage->ours[i] += used;
	}
}

void usage_clear(const struct source_facts *s, struct usage *usage)
{
	memset(usage->used, 0, s->limit_count * sizeof(*usage->used));
	memset(usage->ours, 0, s->limit_count * sizeof(*usage->ours));
	usage->spend = 0;
	usage->elsewhere = 0;
}

void usage_sum(const struct source_facts *s, const struct usage *other, int sign,
	       struct usage *usage)
{
	usage->spend += sign * other->spend;
	usage->elsewhere += sign * other->elsewhere;
	for (size_t i = 0; i < s->limit_count; i++) {
		usage->used[i] += sign * other->used[i];
		usage->ours[i] += sign * other->ours[i];
	}
}

bool usage_same(const struct source_facts *s, const struct usage *a, const struct usage *b)
{
	size_t bytes = s->limit_count * sizeof(int64_t);

	return a->spend == b->spend && a->elsewhere == b->elsewhere &&
	       memcmp(a->used, b->used, bytes) == 0 && memcmp(a->ours, b->ours, bytes) == 0;
}

int64_t limit_allowed(const struct source_facts *s, size_t index, const struct usage *usage)
{
	const struct limit *limit = &s->limits[index];

	return limit->row->shape->allowed(&s->company->settings, limit, usage->spend);
}

/* By how much a limit is broken: 0 or less when it is kept. */
static int64_t limit_over(const struct source_facts *s, size_t index, const struct usage *usage)
{
	return s->limits[index].row->shape->broken(usage->used[index],
						   limit_allowed(s, index, usage));
}

/* Whether something that is ordered or extended counts against it. */
static bool limit_is_ours(const struct source_facts *s, size_t index, const struct usage *usage)
{
	return s->limits[index].row->shape->ours(usage->ours[index], usage->elsewhere) > 0;
}

bool usage_fits(const struct source_facts *s, const struct usage *usage)
{
	for (size_t i = 0; i < s->limit_count; i++)
		if (limit_is_ours(s, i, usage) && limit_over(s, i, usage) > 0)
			return false;
	return true;
}

/* --- surcharges ------------------------------------------------------------------------ */

/* What a multiplier puts on the spend of an option, whatever the day. */
static int64_t option_surcharge(const struct source_facts *s, size_t index, int64_t micro,
				uint32_t option)
{
	return s->limits[index].row->shape->surcharge(&s->company->settings, micro,
						      counts(s, index, option));
}

/* Whether what is spent pays the multiplier; `kept`: it was agreed before today. */
static bool pays(const struct limit_multipliers *multipliers, size_t index, bool kept)
{
	return !(kept && multipliers->ours_only[index]);
}

/* Micro of the spend of an option whatever the day. */
static int64_t steady_surcharge(const struct limit_multipliers *multipliers, uint32_t option,
				bool kept)
{
	int64_t sum = 0;

	for (size_t i = 0; i < multipliers->s->limit_count; i++)
		if (pays(multipliers, i, kept))
			sum += option_surcharge(multipliers->s, i, multipliers->micro[i], option);
	return sum;
}

/* Micro of what is spent for a day, whatever the option. */
static int64_t day_surcharge(const struct limit_multipliers *multipliers, struct day day, bool kept)
{
	int64_t sum = 0;

	for (size_t i = 0; i < multipliers->s->limit_count; i++)
		if (pays(multipliers, i, kept) && limit_counts_day(&multipliers->s->limits[i], day))
			sum += multipliers->micro[i];
	return sum;
}

int64_t limit_most_micro(const struct source_facts *s, size_t limit)
{
	return s->limits[limit].row->shape->max_micro(&s->company->settings);
}

void limit_scale(const struct source_facts *s, const int64_t *micro, int32_t percent,
		 int64_t *scaled)
{
	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t most = limit_most_micro(s, i);

		scaled[i] = micro[i] * percent / 100;
		if (scaled[i] > most)
			scaled[i] = most;
	}
}

struct surcharge limit_surcharge(const struct limit_multipliers *multipliers, struct arena *arena)
{
	const struct source_facts *s = multipliers->s;
	size_t options = s->company->option_count;
	struct surcharge made = { ARENA_ARRAY(arena, struct week_surcharge, options * s->weeks + 1),
				  ARENA_ARRAY(arena, int64_t, options + 1) };

	for (uint32_t k = 0; k < options; k++) {
		int64_t steady = steady_surcharge(multipliers, k, false);
		int64_t kept = steady_surcharge(multipliers, k, true);

		made.past[k] = steady;
		for (size_t t = 0; t < s->weeks; t++) {
			struct day monday = plan_week(s->plan, t), sunday = day_add(monday, 6);

			made.weeks[k * s->weeks + t] = (struct week_surcharge){
				steady + day_surcharge(multipliers, monday, false),
				steady + day_surcharge(multipliers, sunday, false),
				kept + day_surcharge(multipliers, monday, true),
				kept + day_surcharge(multipliers, sunday, true),
			};
		}
	}
	return made;
}

/* What the problems charge more than there is for weeks that an agreed end cuts: they know
 * whole weeks only. */
static int64_t cut_cent60(const struct source_facts *s, const struct surcharge *surcharge)
{
	int64_t cent60 = 0;

	for (uint32_t r = 0; r < s->company->contract_count; r++) {
		size_t k = s->company->contracts[r].option_index;
		const struct week_surcharge *b;
		int64_t rate, most;

		if (!s->terms[r].within || !s->tables[k].present_minutes)
			continue;
		source_cut_cents(s, r, &rate);
		if (rate <= 0)
			continue;
		b = &surcharge->weeks[k * s->weeks + (size_t)s->terms[r].agreed_week];
		most = b->kept > b->kept_late ? b->kept : b->kept_late;
		if (most > 0)
			cent60 += (scale_half_even(most, rate, MICRO) + 1) * CENT60;
	}
	return cent60;
}

int64_t limit_relief(const struct limit_multipliers *multipliers, const struct surcharge *surcharge,
		     const int64_t *room)
{
	const struct source_facts *s = multipliers->s;
	int64_t cent60 = cut_cent60(s, surcharge);

	for (size_t i = 0; i < s->limit_count; i++)
		if (multipliers->micro[i] > 0)
			cent60 += (scale_half_even(multipliers->micro[i], room[i], MICRO) + 1) *
				  CENT60;
	return cent60;
}

int64_t limit_charge(const struct limit_multipliers *multipliers, const struct usage *usage)
{
	const struct source_facts *s = multipliers->s;
	int64_t cents = 0;

	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t used = multipliers->ours_only[i] ? usage->ours[i] : usage->used[i];
		int64_t load =
			s->limits[i].row->shape->load(&s->company->settings, used, usage->spend);

		cents += scale_half_even(multipliers->micro[i], load, MICRO);
	}
	return cents * CENT60;
}

/* --- what one head may be at all ------------------------------------------------------- */

/* Of a head's days in a week what the limit counts, without what is paid once. */
static int64_t week_counted(const struct source_facts *s, size_t index, uint32_t option,
			    uint32_t week)
{
	const struct costing_table *table = &s->tables[option];
	const struct limit *limit = &s->limits[index];
	struct day monday = plan_week(s->plan, week);
	int64_t late = table->late_cents[week], sum = 0;

	if (counts(s, index, option))
		return table->rate_cents[week];
	if (limit_counts_day(limit, monday))
		sum += table->rate_cents[week] - late;
	if (limit_counts_day(limit, day_add(monday, 6)))
		sum += late > 0 ? late : 0;
	return sum;
}

/* What it counts of a head's fee and of what a start owes past the plan. */
static int64_t start_counted(const struct source_facts *s, size_t index, uint32_t option,
			     uint32_t first)
{
	int64_t fee = s->company->options[option].fixed_fee_cents;

	if (counts(s, index, option))
		return fee + s->tables[option].commitment_cents[first];
	return limit_counts_day(&s->limits[index], plan_week(s->plan, first)) ? fee : 0;
}

/* What is left of a limit for what is ordered. */
static int64_t room_left(const struct source_facts *s, size_t index)
{
	int64_t room = s->limits[index].cents - s->firm_used[index];

	return room > 0 ? room : 0;
}

bool limits_trim(const struct source_facts *s, uint32_t option, uint32_t first, uint32_t least,
		 uint32_t *latest)
{
	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t sum, room;

		if (!s->limits[i].row->shape->cap)
			continue;
		room = room_left(s, i);
		sum = start_counted(s, i, option, first);
		for (uint32_t t = first; t <= *latest; t++) {
			sum += week_counted(s, i, option, t);
			if (sum <= room)
				continue;
			if (t == first)
				return false;
			*latest = t - 1;
		}
	}
	return *latest >= least;
}

int32_t limits_heads(const struct source_facts *s, uint32_t option)
{
	int64_t heads = HEADS_OPEN;

	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t least = INT64_MAX;

		if (!s->limits[i].row->shape->cap || !counts(s, i, option))
			continue;
		for (uint32_t t = 0; t < s->weeks; t++) {
			int64_t sum = start_counted(s, i, option, t);
			int32_t last = costing_least_last_week(
				&s->plan->options, &s->company->options[option], (int32_t)t);

			if (!s->tables[option].may_start[t])
				continue;
			for (uint32_t w = t; w < s->weeks && (int32_t)w <= last; w++)
				sum += week_counted(s, i, option, w);
			if (sum < least)
				least = sum;
		}
		if (least > 0 && least < INT64_MAX && room_left(s, i) / least < heads)
			heads = room_left(s, i) / least;
	}
	/* Many heads are as good as no limit: then the exact path may hold. */
	return heads < AFFORDABLE_MAX ? (int32_t)heads : HEADS_OPEN;
}
