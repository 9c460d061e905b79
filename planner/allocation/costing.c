/*
 * What a head of an option delivers and costs, part by part (docs/costs.md).
 *
 * Days are cut into parts at ends of weeks and months, each part is priced and rounded on its own,
 * and everything else is a sum of parts. So sourcing's table by week and an engagement's days
 * agree to the cent.
 */
#include "planner/allocation/costing.h"

#include <assert.h>
#include <string.h>

#include "base/number.h"

/* --- the days of heads ------------------------------------------------- */

enum { MORNING = 1, AFTERNOON = 2, MAKEUP = 4 };

/* What the holidays of an option's place do to consecutive days. */
struct days {
	const struct settings *settings;
	const struct rate_option *option;
	struct day first;
	int32_t count;
	unsigned char *marks;
};

static unsigned char mark_of(const struct holiday *holiday)
{
	if (holiday->workday)
		return MAKEUP;
	if (holiday->part == PART_MORNING)
		return MORNING;
	return holiday->part == PART_AFTERNOON ? AFTERNOON : MORNING | AFTERNOON;
}

static struct days days_of(const struct company *company, const struct rate_option *option,
			   struct day first, struct day last, struct arena *arena)
{
	struct days days = { &company->settings, option, first, day_distance(first, last) + 1,
			     NULL };

	days.marks = ARENA_ARRAY(arena, unsigned char, (size_t)days.count);
	for (size_t h = 0; h < company->holiday_count; h++) {
		const struct holiday *holiday = &company->holidays[h];
		int32_t i = day_distance(first, holiday->day);

		if (i >= 0 && i < days.count &&
		    location_within(option->location, holiday->location))
			days.marks[i] |= mark_of(holiday);
	}
	return days;
}

static int32_t contracted_minutes(const struct days *days, int32_t i)
{
	const int32_t *pattern = days->option->pattern_minutes;
	int32_t minutes = pattern[day_weekday(day_add(days->first, i))], sum = 0, count = 0;

	if (minutes > 0 || !(days->marks[i] & MAKEUP))
		return minutes;
	for (int d = 0; d < 7; d++) {
		sum += pattern[d];
		count += pattern[d] > 0;
	}
	return count ? sum / count : 0;
}

static int32_t day_present_minutes(const struct days *days, int32_t i)
{
	int32_t contracted = contracted_minutes(days, i), morning = contracted / 2;

	if (days->marks[i] & MORNING)
		contracted -= morning;
	if (days->marks[i] & AFTERNOON)
		contracted -= days->marks[i] & MORNING ? contracted : contracted - morning;
	return contracted;
}

static int32_t day_halves(const struct days *days, int32_t i)
{
	if (contracted_minutes(days, i) == 0)
		return 0;
	return 2 - ((days->marks[i] & MORNING) != 0) - ((days->marks[i] & AFTERNOON) != 0);
}

static int32_t present_minutes(const struct days *days, struct day first, struct day last)
{
	int32_t from = day_distance(days->first, first), to = day_distance(days->first, last);
	int32_t sum = 0;

	for (int32_t i = from; i <= to; i++)
		sum += day_present_minutes(days, i);
	return sum;
}

static int64_t workdays(const struct settings *settings, struct day first, struct day last)
{
	int64_t count = 0;

	for (struct day day = first; day_distance(day, last) >= 0; day = day_add(day, 1))
		count += settings->workday[day_weekday(day)];
	return count;
}

/* --- parts ------------------------------------------------------------- */

static struct day month_first(struct day day)
{
	int year, month, mday;

	day_date(day, &year, &month, &mday);
	return day_add(day, 1 - mday);
}

static struct day month_last(struct day day)
{
	int year, month, mday;

	day_date(day, &year, &month, &mday);
	return day_add(day, day_month_length(year, month) - mday);
}

static struct day part_end(struct day first, struct day last)
{
	struct day sunday = day_add(day_week_start(first), 6);

	return day_earlier(last, day_earlier(sunday, month_last(first)));
}

/* A flat rate of a week or month: differences of running totals, so that whole ones are exact. */
static int64_t flat_cents(const struct settings *settings, int64_t rate, struct day period_first,
			  struct day period_last, struct engagement_part *part)
{
	int64_t all = workdays(settings, period_first, period_last);
	int64_t before = workdays(settings, period_first, day_add(part->first, -1));

	part->paid_days = workdays(settings, part->first, part->last);
	part->of_days = all;
	return scale_half_even(rate, before + part->paid_days, all) -
	       scale_half_even(rate, before, all);
}

/* The rate of one head for the part's days; sets what is paid for. */
static int64_t part_rate_cents(const struct days *days, struct engagement_part *part)
{
	const struct rate_option *option = days->option;
	struct day monday = day_week_start(part->first);
	int32_t from = day_distance(days->first, part->first);

	switch (option->unit) {
	case UNIT_HOUR:
		part->paid_minutes = present_minutes(days, part->first, part->last);
		return scale_half_even(option->rate_cents, part->paid_minutes, 60);
	case UNIT_DAY:
		for (int32_t i = 0; i <= day_distance(part->first, part->last); i++)
			part->paid_half_days += day_halves(days, from + i);
		return scale_half_even(option->rate_cents, part->paid_half_days, 2);
	case UNIT_WEEK:
		return flat_cents(days->settings, option->rate_cents, monday, day_add(monday, 6),
				  part);
	case UNIT_MONTH:
		return flat_cents(days->settings, option->rate_cents, month_first(part->first),
				  month_last(part->first), part);
	case UNIT_COUNT: break;
	}
	assert(option->unit < UNIT_COUNT);
	return 0;
}

/* One head's part within the plan; days must hold it. */
static struct engagement_part price_part(const struct days *days, struct day first, struct day last)
{
	struct engagement_part part = { .first = first, .last = last };

	part.cost.rate_cents = part_rate_cents(days, &part);
	part.cost.management_cents =
		scale_half_even(part.cost.rate_cents, days->option->management_percent, 100);
	return part;
}

/* --- one head, by week ------------------------------------------------- */

static struct day week_day(const struct plan_options *options, int32_t week)
{
	return day_add(options->first_week, 7 * week);
}

int32_t costing_delivered_minutes(const struct rate_option *option, int32_t present_minutes,
				  int32_t nth_week)
{
	return (int32_t)scale_half_even(present_minutes,
					(int64_t)option_ramp_percent(option, nth_week) *
						option->productivity_percent,
					10000);
}

int32_t costing_least_last_week(const struct plan_options *options,
				const struct rate_option *option, int32_t first_week)
{
	return option->model == MODEL_HIRE ? (int32_t)options->week_count - 1
					   : first_week + option->min_weeks - 1;
}

int32_t costing_longest_weeks(const struct settings *settings, const struct rate_option *option,
			      struct day first_day)
{
	int32_t longest = option->max_weeks;

	if (option->model == MODEL_MANAGED || option->model == MODEL_HIRE)
		return longest;
	for (size_t i = 0; i < settings->tenure_count; i++) {
		const struct tenure *tenure = &settings->tenures[i];

		if (day_distance(tenure->from, first_day) >= 0 && tenure->weeks < longest &&
		    location_within(option->location, tenure->scope))
			longest = tenure->weeks;
	}
	return longest;
}

bool costing_may_begin(const struct settings *settings, const struct plan_options *options,
		       const struct rate_option *option, struct day first_day)
{
	int32_t longest = costing_longest_weeks(settings, option, first_day);
	int32_t left = day_distance(first_day, week_day(options, (int32_t)options->week_count)) / 7;
	int32_t shortest = option->model == MODEL_HIRE ? left : option->min_weeks;

	return day_distance(options->today, first_day) >= option->lead_days &&
	       day_distance(option->valid_from, first_day) >= 0 &&
	       day_distance(first_day, option->valid_to) >= 0 && shortest <= longest;
}

/* One head's week: its rate, what of it is for days of a quarter that begins in it, management. */
struct week_cents {
	int64_t rate, late, management;
};

static bool quarter_begins(struct day after, struct day first)
{
	int year, month, mday;

	day_date(first, &year, &month, &mday);
	return day_distance(after, first) > 0 && month % 3 == 1;
}

static void add_week(const struct days *days, struct day monday, struct week_cents *sum)
{
	struct day sunday = day_add(monday, 6);

	for (struct day day = monday; day_distance(day, sunday) >= 0;) {
		struct day end = part_end(day, sunday);
		struct engagement_part part = price_part(days, day, end);

		sum->rate += part.cost.rate_cents;
		sum->late += quarter_begins(monday, day) ? part.cost.rate_cents : 0;
		sum->management += part.cost.management_cents;
		day = day_add(end, 1);
	}
}

/* The weeks past the plan that the minimum term of the last possible start reaches. */
static void fill_commitment(const struct plan_options *options, const struct days *days,
			    struct costing_table *table)
{
	int32_t weeks = (int32_t)options->week_count, owed = days->option->min_weeks - 1;
	struct week_cents sum = { 0 };

	if (days->option->model == MODEL_HIRE)
		return;
	/* `past` weeks are owed by a start in week weeks - min_weeks + past. */
	for (int32_t past = 1; past <= owed; past++) {
		int32_t start = weeks - days->option->min_weeks + past;

		add_week(days, week_day(options, weeks + past - 1), &sum);
		if (start >= 0)
			table->commitment_cents[start] = sum.rate;
	}
}

void costing_option(const struct company *company, const struct plan_options *options,
		    const struct rate_option *option, struct arena *arena,
		    struct costing_table *table)
{
	size_t weeks = options->week_count;
	int32_t end = (int32_t)weeks + (option->model == MODEL_HIRE ? 0 : option->min_weeks);
	struct arena scratch = ARENA_INIT;
	struct days days = days_of(company, option, options->first_week,
				   day_add(week_day(options, end), -1), &scratch);

	*table = (struct costing_table){
		.first_start = (int32_t)weeks,
		.may_start = ARENA_ARRAY(arena, bool, weeks),
		.longest = ARENA_ARRAY(arena, int32_t, weeks),
		.present_minutes = ARENA_ARRAY(arena, int32_t, weeks),
		.rate_cents = ARENA_ARRAY(arena, int64_t, weeks),
		.late_cents = ARENA_ARRAY(arena, int64_t, weeks),
		.management_cents = ARENA_ARRAY(arena, int64_t, weeks),
		.commitment_cents = ARENA_ARRAY(arena, int64_t, weeks),
	};
	for (int32_t w = (int32_t)weeks - 1; w >= 0; w--) {
		struct day monday = week_day(options, w);
		struct week_cents sum = { 0 };

		table->present_minutes[w] = present_minutes(&days, monday, day_add(monday, 6));
		add_week(&days, monday, &sum);
		table->rate_cents[w] = sum.rate;
		table->late_cents[w] = sum.late;
		table->management_cents[w] = sum.management;
		table->longest[w] = costing_longest_weeks(&company->settings, option, monday);
		table->may_start[w] =
			costing_may_begin(&company->settings, options, option, monday);
		if (table->may_start[w])
			table->first_start = w;
	}
	fill_commitment(options, &days, table);
	arena_release(&scratch);
}

/* --- an engagement ----------------------------------------------------- */

static int32_t week_of(const struct plan_options *options, struct day day)
{
	return day_distance(options->first_week, day_week_start(day)) / 7;
}

int32_t costing_agreed_last_week(const struct plan_options *options,
				 const struct contract *contract)
{
	return week_of(options, contract->end);
}

static void set_days(const struct company *company, const struct plan_options *options,
		     struct engagement *engagement)
{
	const struct rate_option *option = &company->options[engagement->option];
	struct day sunday = day_add(week_day(options, engagement->last_week), 6);
	const struct contract *contract;

	engagement->last_day = sunday;
	if (engagement->contract == NO_CONTRACT) {
		engagement->first_day = week_day(options, engagement->first_week);
		engagement->order_by = day_add(engagement->first_day, -option->lead_days);
		return;
	}
	contract = &company->contracts[engagement->contract];
	engagement->first_day = contract->start;
	if (engagement->decision == DECISION_LET_END)
		engagement->last_day = contract->end;
	engagement->order_by =
		day_add(engagement->decision == DECISION_END_EARLY ? sunday : contract->end,
			-contract->notice_days);
}

static void times_heads(struct engagement_part *part, int64_t heads)
{
	part->paid_minutes *= heads;
	part->paid_half_days *= heads;
	part->cost.rate_cents *= heads;
	part->cost.management_cents *= heads;
}

static void add_parts(const struct plan_options *options, const struct days *days,
		      struct engagement *engagement)
{
	struct day plan_end = week_day(options, (int32_t)options->week_count);
	struct day first = days->first;

	while (day_distance(first, engagement->last_day) >= 0) {
		struct day end = part_end(first, engagement->last_day);
		struct engagement_part *part = &engagement->parts[engagement->part_count++];

		*part = price_part(days, first, end);
		times_heads(part, engagement->heads);
		if (day_distance(plan_end, first) >= 0)
			part->cost = (struct cost){ .commitment_cents = part->cost.rate_cents };
		if (day_distance(first, engagement->first_day) == 0)
			part->cost.fee_cents = days->option->fixed_fee_cents * engagement->heads;
		cost_add(&engagement->cost, &part->cost);
		first = day_add(end, 1);
	}
}

static void add_weeks(const struct plan_options *options, const struct days *days,
		      struct engagement *engagement)
{
	int32_t last = engagement->last_week, begun = week_of(options, engagement->first_day);

	if (last >= (int32_t)options->week_count)
		last = (int32_t)options->week_count - 1;
	for (int32_t w = week_of(options, days->first); w <= last; w++) {
		struct day monday = week_day(options, w);
		int32_t present =
			present_minutes(days, day_later(monday, days->first),
					day_earlier(day_add(monday, 6), engagement->last_day));
		struct engagement_week *week = &engagement->weeks[engagement->week_count++];

		*week = (struct engagement_week){
			.week = (uint32_t)w,
			.present_minutes = (int64_t)present * engagement->heads,
			.delivered_minutes = (int64_t)costing_delivered_minutes(
						     days->option, present, w - begun) *
					     engagement->heads,
		};
		engagement->delivered_minutes += week->delivered_minutes;
	}
}

/* A running engagement's days before the plan are paid for; those after it are, too: only a
 * minimum term owes more than the plan shows. */
static struct day priced_last(const struct plan_options *options,
			      const struct engagement *engagement)
{
	struct day plan_last = day_add(week_day(options, (int32_t)options->week_count), -1);

	return engagement->contract == NO_CONTRACT ? engagement->last_day
						   : day_earlier(engagement->last_day, plan_last);
}

void costing_engagement(const struct company *company, const struct plan_options *options,
			struct arena *arena, struct engagement *engagement)
{
	const struct rate_option *option = &company->options[engagement->option];
	struct arena scratch = ARENA_INIT;
	struct engagement priced;
	struct day first, last;
	struct days days;
	size_t weeks;

	set_days(company, options, engagement);
	engagement->part_count = engagement->week_count = 0;
	engagement->cost = (struct cost){ 0 };
	engagement->delivered_minutes = 0;
	first = day_later(engagement->first_day, options->first_week);
	last = priced_last(options, engagement);
	if (day_distance(first, last) < 0)
		return;
	days = days_of(company, option, first, last, &scratch);
	weeks = (size_t)day_distance(day_week_start(first), last) / 7 + 1;
	/* A month begins within a week at most every fourth. */
	engagement->parts = ARENA_ARRAY(arena, struct engagement_part, 2 * weeks);
	engagement->weeks = ARENA_ARRAY(arena, struct engagement_week, weeks);
	priced = *engagement;
	priced.last_day = last;
	add_parts(options, &days, &priced);
	add_weeks(options, &days, &priced);
	priced.last_day = engagement->last_day;
	*engagement = priced;
	arena_release(&scratch);
}
