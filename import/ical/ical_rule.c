#include "import/ical/ical_rule.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DAY_SECONDS = 86400, HOUR_SECONDS = 3600, MINUTE_SECONDS = 60, PERIOD_DAYS_MAX = 372 };

/* A BY list without its terminator. */
struct list {
	const short *values;
	size_t count;
};

struct expansion {
	const struct icalrecurrencetype *rule;
	struct moment start, from, to;
	rule_visit *visit;
	void *context;
	struct list second, minute, hour, day, month_day, year_day, week_no, month, set_pos;
	short start_second, start_minute, start_hour, only_month; /* what a missing list means */
	int start_month, start_month_day, start_weekday;
	int64_t steps, steps_max, count_left; /* count_left < 0: no COUNT */
	int32_t *times; /* seconds of the day of one day's instances, sorted */
	size_t time_count;
	bool over;
};

/* A run of days that belong to one interval of the rule. */
struct period {
	struct day first, last;
};

int moment_order(struct moment a, struct moment b)
{
	if (a.day.since_1970 != b.day.since_1970)
		return a.day.since_1970 < b.day.since_1970 ? -1 : 1;
	return (a.second > b.second) - (a.second < b.second);
}

static struct list list_of(const short *values, size_t room)
{
	struct list list = { values, 0 };

	while (list.count < room && values[list.count] != ICAL_RECURRENCE_ARRAY_MAX)
		list.count++;
	return list;
}

static bool contains(struct list list, int value)
{
	for (size_t i = 0; i < list.count; i++)
		if (list.values[i] == value)
			return true;
	return false;
}

/* An empty list limits nothing. */
static bool allows(struct list list, int value)
{
	return list.count == 0 || contains(list, value);
}

/* --- reading ----------------------------------------------------------- */

/* The Z at the end of UNTIL, or NULL. */
static char *until_mark(char *text)
{
	static const char name[] = "UNTIL=";

	for (char *part = text; part; part = strchr(part, ';')) {
		char *end;

		part += *part == ';';
		if (strncasecmp(part, name, sizeof(name) - 1) != 0)
			continue;
		end = part + strcspn(part, ";");
		return end[-1] == 'Z' ? end - 1 : NULL;
	}
	return NULL;
}

bool rule_read(char *text, struct arena *arena, struct rule *rule)
{
	char *mark = until_mark(text);
	struct rule made = { .until_utc = mark != NULL };

	if (mark)
		memmove(mark, mark + 1, strlen(mark));
	icalerror_clear_errno();
	made.parts = icalrecurrencetype_from_string(text);
	if (icalerrno == ICAL_NEWFAILED_ERROR)
		arena_exhausted();
	if (made.parts.rscale && strcasecmp(made.parts.rscale, "GREGORIAN") != 0)
		made.calendar = arena_copy(arena, span_of(made.parts.rscale));
	free(made.parts.rscale);
	made.parts.rscale = NULL;
	*rule = made;
	return made.parts.freq != ICAL_NO_RECURRENCE && made.parts.interval >= 1;
}

bool rule_names_no_day(const struct icalrecurrencetype *rule)
{
	struct list months = list_of(rule->by_month, ICAL_BY_MONTH_SIZE);
	struct list days = list_of(rule->by_month_day, ICAL_BY_MONTHDAY_SIZE);

	for (size_t m = 0; m < months.count; m++)
		for (size_t d = 0; d < days.count; d++)
			if (abs(days.values[d]) <= day_month_length(2024, months.values[m]))
				return false;
	return months.count > 0 && days.count > 0;
}

/* --- which days -------------------------------------------------------- */

/* 0 for Monday */
static int weekday_of(enum icalrecurrencetype_weekday weekday)
{
	return weekday == ICAL_SUNDAY_WEEKDAY ? 6 : (int)weekday - 2;
}

static int week_start_of(const struct icalrecurrencetype *rule)
{
	return rule->week_start == ICAL_NO_WEEKDAY ? 0 : weekday_of(rule->week_start);
}

static struct day start_of_week(const struct icalrecurrencetype *rule, struct day day)
{
	return day_add(day, -((day_weekday(day) - week_start_of(rule) + 7) % 7));
}

/* Week 1 is the first with at least four days in the year. */
static struct day first_week_of(const struct icalrecurrencetype *rule, int year)
{
	return start_of_week(rule, day_of(year, 1, 4));
}

static bool week_no_allows(const struct expansion *x, struct day day, int week_year)
{
	struct day first = first_week_of(x->rule, week_year);
	int weeks = day_distance(first, first_week_of(x->rule, week_year + 1)) / 7;
	int week = day_distance(first, day) / 7 + 1;

	return contains(x->week_no, week) || contains(x->week_no, week - weeks - 1);
}

/* "2MO": the second Monday of the days from first to last. */
static bool is_nth(struct day day, int position, struct day first, struct day last)
{
	int n = position > 0 ? day_distance(first, day) / 7 + 1 : day_distance(day, last) / 7 + 1;

	return n == abs(position);
}

static bool by_day_allows(const struct expansion *x, struct day day, int year, int month)
{
	bool monthly = x->rule->freq == ICAL_MONTHLY_RECURRENCE || x->month.count > 0;
	bool numbered = (x->rule->freq == ICAL_MONTHLY_RECURRENCE ||
			 x->rule->freq == ICAL_YEARLY_RECURRENCE) &&
			x->week_no.count == 0;
	struct day first = monthly ? day_of(year, month, 1) : day_of(year, 1, 1);
	struct day last =
		monthly ? day_of(year, month, day_month_length(year, month)) : day_of(year, 12, 31);

	for (size_t i = 0; i < x->day.count; i++) {
		int position = icalrecurrencetype_day_position(x->day.values[i]);

		if (weekday_of(icalrecurrencetype_day_day_of_week(x->day.values[i])) !=
		    day_weekday(day))
			continue;
		if (position == 0 || !numbered || is_nth(day, position, first, last))
			return true;
	}
	return false;
}

/* What DTSTART says where the rule says nothing. */
static bool default_allows(const struct expansion *x, struct day day, int month, int mday)
{
	bool by_any_day = x->day.count || x->month_day.count || x->year_day.count;

	if (by_any_day)
		return true;
	switch (x->rule->freq) {
	case ICAL_YEARLY_RECURRENCE:
		if (x->week_no.count)
			return day_weekday(day) == x->start_weekday;
		return mday == x->start_month_day && (x->month.count || month == x->start_month);
	case ICAL_MONTHLY_RECURRENCE: return mday == x->start_month_day;
	case ICAL_WEEKLY_RECURRENCE: return day_weekday(day) == x->start_weekday;
	case ICAL_SECONDLY_RECURRENCE:
	case ICAL_MINUTELY_RECURRENCE:
	case ICAL_HOURLY_RECURRENCE:
	case ICAL_DAILY_RECURRENCE:
	case ICAL_NO_RECURRENCE: break;
	}
	return true;
}

static bool day_allowed(const struct expansion *x, struct day day, int week_year)
{
	int year, month, mday, year_day, year_length;

	day_date(day, &year, &month, &mday);
	year_day = day_distance(day_of(year, 1, 1), day) + 1;
	year_length = day_distance(day_of(year, 1, 1), day_of(year + 1, 1, 1));
	if (!allows(x->month, month) || !default_allows(x, day, month, mday))
		return false;
	if (x->month_day.count && !contains(x->month_day, mday) &&
	    !contains(x->month_day, mday - day_month_length(year, month) - 1))
		return false;
	if (x->year_day.count && !contains(x->year_day, year_day) &&
	    !contains(x->year_day, year_day - year_length - 1))
		return false;
	if (x->week_no.count && x->rule->freq == ICAL_YEARLY_RECURRENCE &&
	    !week_no_allows(x, day, week_year))
		return false;
	return x->day.count == 0 || by_day_allows(x, day, year, month);
}

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
	return x->set_pos.count == 0 || contains(x->set_pos, (int)index + 1) ||
	       contains(x->set_pos, (int)index - (int)count);
}

static void emit_days(struct expansion *x, const struct day *days, size_t day_count)
{
	size_t count = day_count * x->time_count;

	for (size_t i = 0; i < count && !x->over && x->steps <= x->steps_max; i++) {
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
static bool collect_times(struct expansion *x, struct list hours, struct list minutes,
			  struct list seconds)
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

static struct list or_start(struct list list, const short *start)
{
	return list.count ? list : (struct list){ start, 1 };
}

/* --- daily and longer -------------------------------------------------- */

static struct period year_period(const struct expansion *x, int year)
{
	if (x->week_no.count)
		return (struct period){ first_week_of(x->rule, year),
					day_add(first_week_of(x->rule, year + 1), -1) };
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
			day_date(day_add(start_of_week(x->rule, x->start.day), 3), year, &month,
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
		day = day_add(start_of_week(x->rule, x->start.day), (int32_t)(7 * step));
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
	if (contains(x->month, month))
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
			if (day_allowed(x, d, year))
				days[count++] = d;
		if (x->steps <= x->steps_max)
			emit_days(x, days, count);
		if (x->steps > x->steps_max)
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

static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t absolute(struct moment moment)
{
	return (int64_t)moment.day.since_1970 * DAY_SECONDS + moment.second;
}

static struct moment moment_at(int64_t seconds)
{
	int64_t day = floor_div(seconds, DAY_SECONDS);

	return (struct moment){ { (int32_t)day }, (int32_t)(seconds - day * DAY_SECONDS) };
}

/* How far to go when nothing of this period can match; 0 when it may. */
static int64_t seconds_to_skip(struct expansion *x, struct moment at)
{
	int hour = at.second / HOUR_SECONDS, minute = at.second / MINUTE_SECONDS % 60;

	if (!day_allowed(x, at.day, 0))
		return DAY_SECONDS - at.second;
	if (!allows(x->hour, hour))
		return HOUR_SECONDS - at.second % HOUR_SECONDS;
	if (x->rule->freq != ICAL_HOURLY_RECURRENCE && !allows(x->minute, minute))
		return MINUTE_SECONDS - at.second % MINUTE_SECONDS;
	if (x->rule->freq == ICAL_SECONDLY_RECURRENCE && !allows(x->second, at.second % 60))
		return 1;
	return 0;
}

/* The instances within one hour, minute or second that begins at `at`. */
static bool emit_unit(struct expansion *x, struct moment at)
{
	const short zero = 0;
	struct list none = { &zero, 1 };
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
	int64_t origin = floor_div(absolute(x->start), unit) * unit, at = origin;

	if (x->count_left < 0 && absolute(x->from) > origin)
		at += floor_div(absolute(x->from) - origin, step) * step;
	while (!x->over && at <= absolute(x->to)) {
		int64_t skip = seconds_to_skip(x, moment_at(at));

		if (++x->steps > x->steps_max)
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

/* ----------------------------------------------------------------------- */

static struct expansion expansion_of(const struct icalrecurrencetype *rule, struct moment start)
{
	struct expansion x = {
		.rule = rule,
		.start = start,
		.second = list_of(rule->by_second, ICAL_BY_SECOND_SIZE),
		.minute = list_of(rule->by_minute, ICAL_BY_MINUTE_SIZE),
		.hour = list_of(rule->by_hour, ICAL_BY_HOUR_SIZE),
		.day = list_of(rule->by_day, ICAL_BY_DAY_SIZE),
		.month_day = list_of(rule->by_month_day, ICAL_BY_MONTHDAY_SIZE),
		.year_day = list_of(rule->by_year_day, ICAL_BY_YEARDAY_SIZE),
		.week_no = list_of(rule->by_week_no, ICAL_BY_WEEKNO_SIZE),
		.month = list_of(rule->by_month, ICAL_BY_MONTH_SIZE),
		.set_pos = list_of(rule->by_set_pos, ICAL_BY_SETPOS_SIZE),
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
		x.month = (struct list){ &x.only_month, 1 };
	}
	x.from = moment_order(from, start) < 0 ? start : from;
	x.to = to;
	x.visit = visit;
	x.context = context;
	x.steps_max = *steps_left < RULE_STEPS_MAX ? *steps_left : RULE_STEPS_MAX;
	if (rule->interval < 1 || moment_order(x.from, to) > 0)
		return RULE_DONE;
	end = expand(&x);
	*steps_left -= x.steps < *steps_left ? x.steps : *steps_left;
	return end;
}
