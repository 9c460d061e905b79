#include "planner/sourcing/source_limits.h"

#include <string.h>

#include "base/number.h"
#include "planner/allocation/price.h"
#include "planner/sourcing/source_costs.h"

enum { AFFORDABLE_MAX = 12 };

/* --- the limits that are set ------------------------------------------------------------------ */

static const char *quarter_name(struct day first, struct arena *arena)
{
	int year, month, mday;

	day_date(first, &year, &month, &mday);
	return arena_format(arena, "%04d-Q%d", year, (month - 1) / 3 + 1);
}

struct listing {
	struct source_limit *list;
	size_t count;
};

static void add_limit(struct listing *out, enum limit_kind kind, const char *name, int64_t cents)
{
	out->list[out->count++] =
		(struct source_limit){ .kind = kind, .name = name, .limit_cents = cents };
}

const struct source_limit *limits_make(const struct company *company, struct arena *arena,
				       size_t *count)
{
	const struct settings *settings = &company->settings;
	struct listing out = { ARENA_ARRAY(arena, struct source_limit,
					   settings->quarter_count + settings->vendor_count + 2),
			       0 };

	if (settings->budget_cents != NO_BUDGET)
		add_limit(&out, LIMIT_BUDGET, "", settings->budget_cents);
	for (size_t i = 0; i < settings->quarter_count; i++)
		add_limit(&out, LIMIT_QUARTER, quarter_name(settings->quarters[i].first, arena),
			  settings->quarters[i].cents);
	if (settings->min_onshore_percent > 0)
		add_limit(&out, LIMIT_ONSHORE, "", 0);
	for (size_t i = 0; i < settings->vendor_count; i++)
		add_limit(&out, LIMIT_VENDOR, settings->vendors[i].vendor,
			  settings->vendors[i].cents);
	*count = out.count;
	return out.list;
}

/* --- what is used --------------------------------------------------------------------- */

struct usage usage_new(const struct source_facts *s, struct arena *arena)
{
	return (struct usage){ .used = ARENA_ARRAY(arena, int64_t, s->limit_count + 1),
			       .ours = ARENA_ARRAY(arena, int64_t, s->limit_count + 1) };
}

static struct day quarter_start(struct day day)
{
	int year, month, mday;

	day_date(day, &year, &month, &mday);
	return day_of(year, month - (month - 1) % 3, 1);
}

/* The day on which the quarter of a limit begins. */
static struct day limit_quarter(const struct source_facts *s, size_t index)
{
	size_t before = s->company->settings.budget_cents != NO_BUDGET;

	return s->company->settings.quarters[index - before].first;
}

int64_t limit_counted(const struct source_facts *s, size_t index, const struct engagement *e)
{
	const struct source_limit *limit = &s->limits[index];
	const struct option *option = &s->company->options[e->option];
	int64_t sum = 0;

	switch (limit->kind) {
	case LIMIT_BUDGET: return cost_spend(&e->cost);
	case LIMIT_ONSHORE:
		return option_is_onshore(&s->company->settings, option) ? cost_spend(&e->cost) : 0;
	case LIMIT_VENDOR:
		return strcmp(option->vendor, limit->name) == 0 ? cost_spend(&e->cost) : 0;
	case LIMIT_QUARTER:
		for (size_t i = 0; i < e->part_count; i++)
			if (day_distance(quarter_start(e->parts[i].first),
					 limit_quarter(s, index)) == 0)
				sum += cost_spend(&e->parts[i].cost);
		return sum;
	case LIMIT_COUNT: break;
	}
	return 0;
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
		if (ours && s->limits[i].kind != LIMIT_ONSHORE)
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

int64_t limit_over(const struct source_facts *s, size_t index, const struct usage *usage)
{
	if (s->limits[index].kind == LIMIT_ONSHORE)
		return (usage->spend * s->company->settings.min_onshore_percent + 99) / 100 -
		       usage->used[index];
	return usage->used[index] - s->limits[index].limit_cents;
}

bool limit_is_ours(const struct source_facts *s, size_t index, const struct usage *usage)
{
	return s->limits[index].kind == LIMIT_ONSHORE ? usage->elsewhere > 0
						      : usage->ours[index] > 0;
}

bool usage_fits(const struct source_facts *s, const struct usage *usage)
{
	for (size_t i = 0; i < s->limit_count; i++)
		if (limit_is_ours(s, i, usage) && limit_over(s, i, usage) > 0)
			return false;
	return true;
}

/* --- surcharges ------------------------------------------------------------------------ */

/* Whether the limit counts the option, whatever the day; quarters and the share are apart. */
static bool counts(const struct source_facts *s, size_t index, uint32_t option)
{
	switch (s->limits[index].kind) {
	case LIMIT_BUDGET: return true;
	case LIMIT_VENDOR:
		return strcmp(s->company->options[option].vendor, s->limits[index].name) == 0;
	case LIMIT_QUARTER:
	case LIMIT_ONSHORE:
	case LIMIT_COUNT: break;
	}
	return false;
}

/* Micro of the spend of an option whatever the day. */
static int64_t steady_burden(const struct limit_prices *prices, uint32_t option, bool kept)
{
	const struct source_facts *s = prices->s;
	int64_t share = s->company->settings.min_onshore_percent, sum = 0;

	for (size_t i = 0; i < s->limit_count; i++) {
		if (kept && prices->ours_only[i])
			continue;
		if (counts(s, i, option))
			sum += prices->micro[i];
		if (s->limits[i].kind == LIMIT_ONSHORE)
			sum += option_is_onshore(&s->company->settings,
						 &s->company->options[option])
				       ? -((prices->micro[i] * (100 - share) + 99) / 100)
				       : prices->micro[i] * share / 100;
	}
	return sum;
}

/* Micro of a day's quarter. */
static int64_t day_burden(const struct limit_prices *prices, struct day day, bool kept)
{
	const struct source_facts *s = prices->s;

	for (size_t i = 0; i < s->limit_count; i++)
		if (s->limits[i].kind == LIMIT_QUARTER && !(kept && prices->ours_only[i]) &&
		    day_distance(quarter_start(day), limit_quarter(s, i)) == 0)
			return prices->micro[i];
	return 0;
}

int64_t limit_most_micro(const struct source_facts *s, size_t limit)
{
	/* No price may fall below 0. */
	return s->limits[limit].kind == LIMIT_ONSHORE
		       ? INT64_C(95) * MICRO / (101 - s->company->settings.min_onshore_percent)
		       : 64 * MICRO;
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

struct surcharge limit_surcharge(const struct limit_prices *prices, struct arena *arena)
{
	const struct source_facts *s = prices->s;
	size_t options = s->company->option_count;
	struct surcharge made = { ARENA_ARRAY(arena, struct burden, options * s->weeks + 1),
				  ARENA_ARRAY(arena, int64_t, options + 1) };

	for (uint32_t k = 0; k < options; k++) {
		int64_t steady = steady_burden(prices, k, false);
		int64_t kept = steady_burden(prices, k, true);

		made.past[k] = steady;
		for (size_t t = 0; t < s->weeks; t++) {
			struct day monday = plan_week(s->plan, t), sunday = day_add(monday, 6);

			made.weeks[k * s->weeks + t] = (struct burden){
				steady + day_burden(prices, monday, false),
				steady + day_burden(prices, sunday, false),
				kept + day_burden(prices, monday, true),
				kept + day_burden(prices, sunday, true),
			};
		}
	}
	return made;
}

/* What the problems charge more than there is for weeks that an agreed end cuts. */
static int64_t cut_coins(const struct source_facts *s, const struct surcharge *surcharge)
{
	int64_t coins = 0;

	for (uint32_t r = 0; r < s->company->running_count; r++) {
		size_t k = s->company->running[r].option_index;
		const struct burden *b;
		int64_t rate, most;

		if (!s->terms[r].within || !s->tables[k].present_min)
			continue;
		source_cut_cents(s, r, &rate);
		if (rate <= 0)
			continue;
		b = &surcharge->weeks[k * s->weeks + (size_t)s->terms[r].agreed_week];
		most = b->kept > b->kept_late ? b->kept : b->kept_late;
		if (most > 0)
			coins += (scale_half_even(most, rate, MICRO) + 1) * COVER_COINS;
	}
	return coins;
}

int64_t limit_relief(const struct limit_prices *prices, const struct surcharge *surcharge,
		     const int64_t *room)
{
	const struct source_facts *s = prices->s;
	int64_t coins = cut_coins(s, surcharge);

	for (size_t i = 0; i < s->limit_count; i++)
		if (prices->micro[i] > 0)
			coins += (scale_half_even(prices->micro[i], room[i], MICRO) + 1) *
				 COVER_COINS;
	return coins;
}

int64_t limit_charge(const struct limit_prices *prices, const struct usage *usage)
{
	const struct source_facts *s = prices->s;
	int64_t cents = 0;

	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t load = prices->ours_only[i] ? usage->ours[i] : usage->used[i];

		if (s->limits[i].kind == LIMIT_ONSHORE)
			load = usage->spend * s->company->settings.min_onshore_percent / 100 -
			       usage->used[i];
		cents += scale_half_even(prices->micro[i], load, MICRO);
	}
	return cents * COVER_COINS;
}

/* --- what one head may be at all ------------------------------------------------------- */

/* Of a head's days in a week what the limit counts, without what is paid once. */
static int64_t week_counted(const struct source_facts *s, size_t index, uint32_t option,
			    uint32_t week)
{
	const struct price_table *table = &s->tables[option];
	struct day monday = plan_week(s->plan, week);
	int64_t late = table->late_cents[week], sum = 0;

	if (counts(s, index, option))
		return table->rate_cents[week];
	if (s->limits[index].kind != LIMIT_QUARTER)
		return 0;
	if (day_distance(quarter_start(monday), limit_quarter(s, index)) == 0)
		sum += table->rate_cents[week] - late;
	if (day_distance(quarter_start(day_add(monday, 6)), limit_quarter(s, index)) == 0)
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
	return s->limits[index].kind == LIMIT_QUARTER &&
			       day_distance(quarter_start(plan_week(s->plan, first)),
					    limit_quarter(s, index)) == 0
		       ? fee
		       : 0;
}

/* What is left of a limit for what is ordered. */
static int64_t room_left(const struct source_facts *s, size_t index)
{
	int64_t room = s->limits[index].limit_cents - s->sunk_used[index];

	return room > 0 ? room : 0;
}

bool limits_trim(const struct source_facts *s, uint32_t option, uint32_t first, uint32_t least,
		 uint32_t *latest)
{
	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t sum, room;

		if (s->limits[i].kind == LIMIT_ONSHORE)
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

		if (!counts(s, i, option))
			continue;
		for (uint32_t t = 0; t < s->weeks; t++) {
			int64_t sum = start_counted(s, i, option, t);
			int32_t last = price_least_last_week(
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
