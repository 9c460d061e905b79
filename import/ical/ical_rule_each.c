#include "import/ical/ical_rule_each.h"

#include <stdlib.h>

#include "base/number.h"
#include "import/ical/ical_rule_days.h"

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600, MINUTE_SECONDS = 60, PERIOD_DAYS_MAX = 372 };

/* A run of days that belong to one interval of the rule. */
struct period {
	struct day first, last;
};

/* --- instances --------------------------------------------------------- */

static bool emit(struct expansion *x, struct moment moment)
{
	if (moment_order(moment, x->start) < 0)
		return true;
	if (x->count_left == 0 || moment_order(moment, x->to) > 0) {
		x->over = true;
		return false;
	}
	if (x->count_left > 0)
		x->count_left--;
	if (moment_order(moment, x->from) >= 0 && !x->visit(x->context, moment))
		x->over = true;
	return !x->over;
}

static bool position_chosen(const struct expansion *x, size_t index, size_t count)
{
	return x->set_pos.count == 0 || rule_list_has(x->set_pos, (int)index + 1) ||
	       rule_list_has(x->set_pos, (int)index - (int)count);
}

static void emit_days(struct expansion *x, const struct day *days, size_t day_count)
{
	size_t count = day_count * x->time_count;

	for (size_t i = 0; i < count && !x->over && x->steps <= x->max_steps; i++) {
		x->steps += 1 + (int64_t)x->set_pos.count / 4;
		if (position_chosen(x, i, count))
			emit(x, (struct moment){ days[i / x->time_count],
						 x->times[i % x->time_count] });
	}
}

static int by_number(const void *a, const void *b)
{
	int32_t left = *(const int32_t *)a, right = *(const int32_t *)b;

	return (left > right) - (left < right);
}

/* All seconds of a day from three lists, sorted, each once. */
static bool collect_times(struct expansion *x, struct rule_list hours, struct rule_list minutes,
			  struct rule_list seconds)
{
	size_t kept = 0;

	x->time_count = 0;
	x->times = calloc(hours.count * minutes.count * seconds.count + 1, sizeof(*x->times));
	if (!x->times)
		return false;
	for (size_t h = 0; h < hours.count; h++)
		for (size_t m = 0; m < minutes.count; m++)
			for (size_t s = 0; s < seconds.count; s++)
				x->times[x->time_count++] = hours.values[h] * HOUR_SECONDS +
							    minutes.values[m] * MINUTE_SECONDS +
							    seconds.values[s];
	qsort(x->times, x->time_count, sizeof(*x->times), by_number);
	for (size_t i = 0; i < x->time_count; i++)
		if (x->times[i] < DAY_SECONDS && (kept == 0 || x->times[kept - 1] != x->times[i]))
			x->times[kept++] = x->times[i];
	x->time_count = kept;
	return true;
}

static struct rule_list or_start(struct rule_list list, const short *start)
{
	return list.count ? list : (struct rule_list){ start, 1 };
}

/* --- daily and longer -------------------------------------------------- */

static struct period year_period(const struct expansion *x, int year)
{
	if (x->week_no.count)
		return (struct period){ rule_first_week(x->rule, year),
					day_add(rule_first_week(x->rule, year + 1), -1) };
	return (struct period){ day_of(year, 1, 1), day_of(year, 12, 31) };
}

/* The k-th period of the rule; *year is the one that BYWEEKNO refers to. */
static struct period period_at(const struct expansion *x, int64_t k, int *year)
{
	int64_t step = k * x->rule->interval;
	int month, mday;
	struct day day;

	day_date(x->start.day, year, &month, &mday);
	switch (x->rule->freq) {
	case ICAL_YEARLY_RECURRENCE:
		if (x->week_no.count) /* the week's year, which may be the next or the last */
			day_date(day_add(rule_week_start(x->rule, x->start.day), 3), year, &month,
				 &mday);
		*year += (int)step;
		return year_period(x, *year);
	case ICAL_MONTHLY_RECURRENCE:
		step += month - 1;
		*year += (int)(step / 12);
		month = (int)(step % 12) + 1;
		return (struct period){ day_of(*year, month, 1),
					day_of(*year, month, day_month_length(*year, month)) };
	case ICAL_WEEKLY_RECURRENCE:
		day = day_add(rule_week_start(x->rule, x->start.day), (int32_t)(7 * step));
		return (struct period){ day, day_add(day, 6) };
	case ICAL_SECONDLY_RECURRENCE:
	case ICAL_MINUTELY_RECURRENCE:
	case ICAL_HOURLY_RECURRENCE:
	case ICAL_DAILY_RECURRENCE:
	case ICAL_NO_RECURRENCE: break;
	}
	day = day_add(x->start.day, (int32_t)step);
	return (struct period){ day, day };
}

static int64_t longest_period_days(const struct icalrecurrencetype *rule)
{
	switch (rule->freq) {
	case ICAL_YEARLY_RECURRENCE: return 371;
	case ICAL_MONTHLY_RECURRENCE: return 31;
	case ICAL_WEEKLY_RECURRENCE: return 7;
	case ICAL_SECONDLY_RECURRENCE:
	case ICAL_MINUTELY_RECURRENCE:
	case ICAL_HOURLY_RECURRENCE:
	case ICAL_DAILY_RECURRENCE:
	case ICAL_NO_RECURRENCE: break;
	}
	return 1;
}

/* A period that is surely not after `from`, near to it; 0 when all must be counted. */
static int64_t first_period(const struct expansion *x)
{
	int64_t days = day_distance(x->start.day, x->from.day);
	int64_t k = days / (longest_period_days(x->rule) * x->rule->interval) - 2;

	return x->count_left >= 0 || k < 0 ? 0 : k;
}

/* The next day that may match: months that BYMONTH leaves out are passed over. */
static struct day next_day(const struct expansion *x, struct day day)
{
	int year, month, mday;

	if (x->month.count == 0)
		return day_add(day, 1);
	day_date(day, &year, &month, &mday);
	if (rule_list_has(x->month, month))
		return day_add(day, 1);
	return day_add(day, day_month_length(year, month) - mday + 1);
}

static enum rule_end expand_days(struct expansion *x)
{
	struct day days[PERIOD_DAYS_MAX];

	for (int64_t k = first_period(x); !x->over; k++) {
		size_t count = 0;
		int year;
		struct period period = period_at(x, k, &year);

		if (day_distance(x->to.day, period.first) > 0)
			break;
		for (struct day d = period.first; day_distance(d, period.last) >= 0;
		     d = next_day(x, d), x->steps++)
			if (rule_day_allowed(x, d, year))
				days[count++] = d;
		if (x->steps <= x->max_steps)
			emit_days(x, days, count);
		if (x->steps > x->max_steps)
			return RULE_TOO_COSTLY;
	}
	return RULE_DONE;
}

/* --- hourly and shorter ------------------------------------------------ */

static int64_t unit_seconds(const struct icalrecurrencetype *rule)
{
	if (rule->freq == ICAL_HOURLY_RECURRENCE)
		return HOUR_SECONDS;
	return rule->freq == ICAL_MINUTELY_RECURRENCE ? MINUTE_SECONDS : 1;
}

static int64_t absolute(struct moment moment)
{
	return (int64_t)moment.day.since_1970 * DAY_SECONDS + moment.second;
}

static struct moment moment_at(int64_t seconds)
{
	int64_t day = divide_down(seconds, DAY_SECONDS);

	return (struct moment){ { (int32_t)day }, (int32_t)(seconds - day * DAY_SECONDS) };
}

/* How far to go when nothing of this period can match; 0 when it may. */
static int64_t seconds_to_skip(struct expansion *x, struct moment at)
{
	int hour = at.second / HOUR_SECONDS, minute = at.second / MINUTE_SECONDS % 60;

	if (!rule_day_allowed(x, at.day, 0))
		return DAY_SECONDS - at.second;
	if (!rule_list_allows(x->hour, hour))
		return HOUR_SECONDS - at.second % HOUR_SECONDS;
	if (x->rule->freq != ICAL_HOURLY_RECURRENCE && !rule_list_allows(x->minute, minute))
		return MINUTE_SECONDS - at.second % MINUTE_SECONDS;
	if (x->rule->freq == ICAL_SECONDLY_RECURRENCE &&
	    !rule_list_allows(x->second, at.second % 60))
		return 1;
	return 0;
}

/* The instances within one hour, minute or second that begins at `at`. */
static bool emit_unit(struct expansion *x, struct moment at)
{
	const short zero = 0;
	struct rule_list none = { &zero, 1 };
	bool hourly = x->rule->freq == ICAL_HOURLY_RECURRENCE;
	bool secondly = x->rule->freq == ICAL_SECONDLY_RECURRENCE;
	bool ok;

	ok = collect_times(x, none, hourly ? or_start(x->minute, &x->start_minute) : none,
			   secondly ? none : or_start(x->second, &x->start_second));
	x->steps += (int64_t)x->time_count;
	for (size_t i = 0; ok && i < x->time_count && !x->over; i++)
		if (position_chosen(x, i, x->time_count))
			emit(x, (struct moment){ at.day, at.second + x->times[i] });
	free(x->times);
	x->times = NULL;
	return ok;
}

static enum rule_end expand_units(struct expansion *x)
{
	int64_t unit = unit_seconds(x->rule), step = unit * x->rule->interval;
	int64_t origin = divide_down(absolute(x->start), unit) * unit, at = origin;

	if (x->count_left < 0 && absolute(x->from) > origin)
		at += divide_down(absolute(x->from) - origin, step) * step;
	while (!x->over && at <= absolute(x->to)) {
		int64_t skip = seconds_to_skip(x, moment_at(at));

		if (++x->steps > x->max_steps)
			return RULE_TOO_COSTLY;
		if (skip > 0) {
			at += (skip + step - 1) / step * step;
			continue;
		}
		if (!emit_unit(x, moment_at(at)))
			return RULE_TOO_COSTLY;
		at += step;
	}
	return RULE_DONE;
}

static struct expansion expansion_of(const struct icalrecurrencetype *rule, struct moment start)
{
	struct expansion x = {
		.rule = rule,
		.start = start,
		.second = rule_list_of(rule->by_second, ICAL_BY_SECOND_SIZE),
		.minute = rule_list_of(rule->by_minute, ICAL_BY_MINUTE_SIZE),
		.hour = rule_list_of(rule->by_hour, ICAL_BY_HOUR_SIZE),
		.day = rule_list_of(rule->by_day, ICAL_BY_DAY_SIZE),
		.month_day = rule_list_of(rule->by_month_day, ICAL_BY_MONTHDAY_SIZE),
		.year_day = rule_list_of(rule->by_year_day, ICAL_BY_YEARDAY_SIZE),
		.week_no = rule_list_of(rule->by_week_no, ICAL_BY_WEEKNO_SIZE),
		.month = rule_list_of(rule->by_month, ICAL_BY_MONTH_SIZE),
		.set_pos = rule_list_of(rule->by_set_pos, ICAL_BY_SETPOS_SIZE),
		.start_second = (short)(start.second % 60),
		.start_minute = (short)(start.second / MINUTE_SECONDS % 60),
		.start_hour = (short)(start.second / HOUR_SECONDS),
		.start_weekday = day_weekday(start.day),
		.count_left = rule->count > 0 ? rule->count : -1,
	};
	int year;

	day_date(start.day, &year, &x.start_month, &x.start_month_day);
	return x;
}

/* Once a year on the day of the start: no other month need be looked at. */
static bool is_anniversary(const struct expansion *x)
{
	return x->rule->freq == ICAL_YEARLY_RECURRENCE && x->month.count == 0 &&
	       x->week_no.count == 0 && x->year_day.count == 0 && x->month_day.count == 0 &&
	       x->day.count == 0;
}

static enum rule_end expand(struct expansion *x)
{
	enum rule_end end;

	if (x->rule->freq < ICAL_DAILY_RECURRENCE)
		return expand_units(x);
	if (!collect_times(x, or_start(x->hour, &x->start_hour),
			   or_start(x->minute, &x->start_minute),
			   or_start(x->second, &x->start_second)))
		return RULE_TOO_COSTLY;
	end = expand_days(x);
	free(x->times);
	return end;
}

enum rule_end rule_each(const struct icalrecurrencetype *rule, struct moment start,
			struct moment from, struct moment to, int64_t *steps_left,
			rule_visit *visit, void *context)
{
	struct expansion x = expansion_of(rule, start);
	enum rule_end end;

	if (is_anniversary(&x)) {
		x.only_month = (short)x.start_month;
		x.month = (struct rule_list){ &x.only_month, 1 };
	}
	x.from = moment_order(from, start) < 0 ? start : from;
	x.to = to;
	x.visit = visit;
	x.context = context;
	x.max_steps = *steps_left < RULE_STEPS_MAX ? *steps_left : RULE_STEPS_MAX;
	if (rule->interval < 1 || moment_order(x.from, to) > 0)
		return RULE_DONE;
	end = expand(&x);
	*steps_left -= x.steps < *steps_left ? x.steps : *steps_left;
	return end;
}
