/*
 * What an engagement costs and delivers, day by day, with rounding of the verifier's own.
 *
 * The planner prices by weeks and tables (planner/allocation/costing.c); here each part of an
 * engagement is gone through day by day, in halves of working days, and weeks and months are
 * found by walking. Amounts must agree to the cent, minutes to the minute. Cost: days of all
 * engagements. docs/costs.md.
 */
#include "planner/verify/verify_money.h"

#include <assert.h>
#include <string.h>

int64_t verify_share(wide_int a, wide_int b)
{
	wide_int quotient, twice;

	assert(b > 0);
	quotient = a / b;
	twice = (a % b) * 2;
	return (int64_t)(twice > b || (twice == b && (quotient & 1)) ? quotient + 1 : quotient);
}

bool verify_within(const char *place, const char *scope)
{
	size_t len = strlen(scope);

	if (len == 0)
		return true;
	return strncmp(place, scope, len) == 0 && (place[len] == '-' || place[len] == '\0');
}

/* One day of one head. */
struct one_day {
	int64_t minutes; /* present */
	int64_t halves;  /* working half days present */
};

static int weekday_of(int32_t day)
{
	return (day % 7 + 10) % 7; /* 1970-01-01 was a Thursday */
}

static int month_of(int32_t day)
{
	int year, month, mday;

	day_date((struct day){ day }, &year, &month, &mday);
	return year * 12 + month;
}

/* One day of a head of the option: the pattern, holidays of its place by halves, and make-up
 * days, which count like the mean of the days that the pattern works. */
static struct one_day look_at(const struct company *company, const struct rate_option *option,
			      int32_t day)
{
	bool morning_off = false, afternoon_off = false, makeup = false;
	int64_t minutes = option->pattern_minutes[weekday_of(day)], sum = 0, days = 0;
	struct one_day made = { 0, 0 };

	for (size_t h = 0; h < company->holiday_count; h++) {
		const struct holiday *holiday = &company->holidays[h];

		if (holiday->day.since_1970 != day ||
		    !verify_within(option->location, holiday->location))
			continue;
		makeup |= holiday->workday;
		morning_off |= !holiday->workday && holiday->part != PART_AFTERNOON;
		afternoon_off |= !holiday->workday && holiday->part != PART_MORNING;
	}
	for (int i = 0; i < 7; i++) {
		sum += option->pattern_minutes[i];
		days += option->pattern_minutes[i] > 0;
	}
	if (minutes == 0 && makeup && days > 0)
		minutes = sum / days;
	if (minutes == 0)
		return made;
	made.minutes += morning_off ? 0 : minutes / 2;
	made.minutes += afternoon_off ? 0 : minutes - minutes / 2;
	made.halves = !morning_off + !afternoon_off;
	return made;
}

/* Working days of the company from a day on, as long as `same` stays what it is. */
static int64_t company_days(const struct settings *settings, int32_t from, int32_t to)
{
	int64_t count = 0;

	for (int32_t day = from; day <= to; day++)
		count += settings->workday[weekday_of(day)];
	return count;
}

/* The whole week or month around a day. */
static void period_around(enum rate_unit unit, int32_t day, int32_t *first, int32_t *last)
{
	*first = *last = day;
	if (unit == UNIT_WEEK) {
		*first -= weekday_of(day);
		*last = *first + 6;
		return;
	}
	while (month_of(*first - 1) == month_of(day))
		(*first)--;
	while (month_of(*last + 1) == month_of(day))
		(*last)++;
}

/* A rate by week or month for part of it: by differences of rounded running totals, so that the
 * parts of a whole one add up to the rate. */
static int64_t flat(const struct settings *settings, const struct rate_option *option,
		    const struct engagement_part *part)
{
	int32_t first, last;
	int64_t all, before, through;

	period_around(option->unit, part->first.since_1970, &first, &last);
	all = company_days(settings, first, last);
	before = company_days(settings, first, part->first.since_1970 - 1);
	through = company_days(settings, first, part->last.since_1970);
	return verify_share((wide_int)option->rate_cents * through, all) -
	       verify_share((wide_int)option->rate_cents * before, all);
}

/* What is paid by the unit of the rate, and the rate's amount for one head. */
static const char *check_paid(const struct plan *plan, const struct rate_option *option,
			      const struct engagement *engagement,
			      const struct engagement_part *part, int64_t *rate)
{
	const struct company *company = plan->company;
	int64_t heads = engagement->heads, minutes = 0, halves = 0;
	bool is_flat = option->unit == UNIT_WEEK || option->unit == UNIT_MONTH;
	int32_t first = part->first.since_1970, last = part->last.since_1970;

	for (int32_t day = first; day <= last; day++) {
		struct one_day one = look_at(company, option, day);

		minutes += one.minutes;
		halves += one.halves;
	}
	if (part->paid_minutes != (option->unit == UNIT_HOUR ? minutes * heads : 0) ||
	    part->paid_half_days != (option->unit == UNIT_DAY ? halves * heads : 0))
		return "the paid time";
	if (option->unit == UNIT_HOUR)
		*rate = verify_share((wide_int)option->rate_cents * minutes, 60);
	else if (option->unit == UNIT_DAY)
		*rate = verify_share((wide_int)option->rate_cents * halves, 2);
	else
		*rate = flat(&company->settings, option, part);
	if (is_flat && part->paid_days != company_days(&company->settings, first, last))
		return "the paid days";
	if (is_flat) {
		period_around(option->unit, part->first.since_1970, &first, &last);
		if (part->of_days != company_days(&company->settings, first, last))
			return "the days of the week or month";
	}
	return NULL;
}

/* A part lies in one week and one month; past the plan everything is commitment. */
static const char *check_part(const struct plan *plan, const struct engagement *engagement,
			      const struct engagement_part *part)
{
	const struct rate_option *option = &plan->company->options[engagement->option];
	int64_t heads = engagement->heads, rate = 0, management, fee = 0;
	int32_t end = plan->options.first_week.since_1970 + 7 * (int32_t)plan->options.week_count;
	bool past = part->first.since_1970 >= end;
	const char *wrong = check_paid(plan, option, engagement, part, &rate);

	if (wrong)
		return wrong;
	management = verify_share((wide_int)rate * option->management_percent, 100);
	if (part->first.since_1970 == engagement->first_day.since_1970)
		fee = option->fixed_fee_cents * heads;
	if (part->cost.rate_cents != (past ? 0 : rate * heads))
		return "the rate's amount";
	if (part->cost.commitment_cents != (past ? rate * heads : 0))
		return "the commitment's amount";
	if (part->cost.management_cents != (past ? 0 : management * heads))
		return "the management's amount";
	return part->cost.fee_cents == fee ? NULL : "the fee";
}

void verify_reprice(const struct plan *plan, const struct rate_option *option, struct arena *arena,
		    struct engagement *engagement)
{
	struct engagement_part *parts =
		ARENA_ARRAY(arena, struct engagement_part, engagement->part_count + 1);
	int32_t end = plan->options.first_week.since_1970 + 7 * (int32_t)plan->options.week_count;
	int64_t heads = engagement->heads;

	engagement->cost = (struct cost){ .fee_cents = engagement->cost.fee_cents };
	for (size_t i = 0; i < engagement->part_count; i++) {
		struct engagement_part *part = &parts[i];
		bool past = engagement->parts[i].first.since_1970 >= end;
		int64_t rate = 0;

		*part = engagement->parts[i];
		(void)check_paid(plan, option, engagement, part, &rate);
		part->cost.rate_cents = past ? 0 : rate * heads;
		part->cost.commitment_cents = past ? rate * heads : 0;
		part->cost.management_cents =
			past ? 0
			     : verify_share((wide_int)rate * option->management_percent, 100) *
					heads;
		engagement->cost.rate_cents += part->cost.rate_cents;
		engagement->cost.commitment_cents += part->cost.commitment_cents;
		engagement->cost.management_cents += part->cost.management_cents;
	}
	engagement->parts = parts;
}

/* The parts follow one another from the first day to the last, cut at Sundays and ends of
 * months, and add up to the cost. */
static const char *check_parts(const struct plan *plan, const struct engagement *engagement,
			       int32_t first, int32_t last)
{
	struct cost sum = { 0 };
	int32_t next = first;

	for (size_t i = 0; i < engagement->part_count; i++) {
		const struct engagement_part *part = &engagement->parts[i];
		int32_t end = next;
		const char *wrong;

		while (end < last && weekday_of(end) != 6 && month_of(end + 1) == month_of(next))
			end++;
		if (part->first.since_1970 != next || part->last.since_1970 != end)
			return "the days of a part";
		wrong = check_part(plan, engagement, part);
		if (wrong)
			return wrong;
		sum.rate_cents += part->cost.rate_cents;
		sum.fee_cents += part->cost.fee_cents;
		sum.commitment_cents += part->cost.commitment_cents;
		sum.management_cents += part->cost.management_cents;
		next = end + 1;
	}
	if (next != last + 1 && first <= last)
		return "the number of parts";
	if (sum.rate_cents != engagement->cost.rate_cents ||
	    sum.fee_cents != engagement->cost.fee_cents ||
	    sum.commitment_cents != engagement->cost.commitment_cents ||
	    sum.management_cents != engagement->cost.management_cents)
		return "the cost";
	return NULL;
}

/* Time present and delivered in a week: ramp by the weeks since the start, then productivity. */
static const char *check_week(const struct plan *plan, const struct engagement *engagement,
			      const struct engagement_week *week, int32_t first, int32_t last)
{
	const struct rate_option *option = &plan->company->options[engagement->option];
	int32_t monday = plan->options.first_week.since_1970 + 7 * (int32_t)week->week;
	int32_t begun = engagement->first_day.since_1970;
	int32_t nth = (monday - (begun - weekday_of(begun))) / 7;
	int64_t present = 0, percent = 100;

	for (int32_t day = monday; day < monday + 7; day++)
		if (day >= first && day <= last)
			present += look_at(plan->company, option, day).minutes;
	if (nth >= 0 && (size_t)nth < option->ramp_count)
		percent = option->ramp_percent[nth];
	if (week->present_minutes != present * engagement->heads)
		return "the time present";
	if (week->delivered_minutes !=
	    verify_share((wide_int)present * percent * option->productivity_percent, 10000) *
		    engagement->heads)
		return "the time delivered";
	return week->covered_minutes >= 0 && week->covered_minutes <= week->delivered_minutes
		       ? NULL
		       : "the time covered, more than is delivered,";
}

static const char *check_weeks(const struct plan *plan, const struct engagement *engagement,
			       int32_t first, int32_t last)
{
	int32_t plan_first = plan->options.first_week.since_1970;
	int32_t plan_last = plan_first + 7 * (int32_t)plan->options.week_count - 1;
	int64_t delivered = 0, covered = 0;
	int32_t week;

	if (last > plan_last)
		last = plan_last;
	week = (first - plan_first) / 7;
	for (size_t i = 0; i < engagement->week_count; i++, week++) {
		const char *wrong;

		if (engagement->weeks[i].week != (uint32_t)week)
			return "the weeks";
		wrong = check_week(plan, engagement, &engagement->weeks[i], first, last);
		if (wrong)
			return wrong;
		delivered += engagement->weeks[i].delivered_minutes;
		covered += engagement->weeks[i].covered_minutes;
	}
	if (first <= last && week != (last - plan_first) / 7 + 1)
		return "the number of weeks";
	return delivered == engagement->delivered_minutes && covered == engagement->covered_minutes
		       ? NULL
		       : "the sum of hours";
}

const char *verify_money(const struct plan *plan, const struct engagement *engagement)
{
	int32_t plan_first = plan->options.first_week.since_1970;
	int32_t plan_last = plan_first + 7 * (int32_t)plan->options.week_count - 1;
	int32_t first = engagement->first_day.since_1970, last = engagement->last_day.since_1970;
	const char *wrong;

	/* What runs already is counted within the plan; a new minimum term is owed in full. */
	if (first < plan_first)
		first = plan_first;
	if (engagement->contract != NO_CONTRACT && last > plan_last)
		last = plan_last;
	wrong = check_parts(plan, engagement, first, last);
	return wrong ? wrong : check_weeks(plan, engagement, first, last);
}
