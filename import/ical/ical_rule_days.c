#include "import/ical/ical_rule_days.h"

#include <stdlib.h>

struct rule_list rule_list_of(const short *values, size_t room)
{
	struct rule_list list = { values, 0 };

	while (list.count < room && values[list.count] != ICAL_RECURRENCE_ARRAY_MAX)
		list.count++;
	return list;
}

bool rule_list_has(struct rule_list list, int value)
{
	for (size_t i = 0; i < list.count; i++)
		if (list.values[i] == value)
			return true;
	return false;
}

bool rule_list_allows(struct rule_list list, int value)
{
	return list.count == 0 || rule_list_has(list, value);
}

/* 0 for Monday */
static int weekday_of(enum icalrecurrencetype_weekday weekday)
{
	return weekday == ICAL_SUNDAY_WEEKDAY ? 6 : (int)weekday - 2;
}

static int week_start_of(const struct icalrecurrencetype *rule)
{
	return rule->week_start == ICAL_NO_WEEKDAY ? 0 : weekday_of(rule->week_start);
}

struct day rule_week_start(const struct icalrecurrencetype *rule, struct day day)
{
	return day_add(day, -((day_weekday(day) - week_start_of(rule) + 7) % 7));
}

struct day rule_first_week(const struct icalrecurrencetype *rule, int year)
{
	return rule_week_start(rule, day_of(year, 1, 4));
}

static bool week_no_allows(const struct expansion *x, struct day day, int week_year)
{
	struct day first = rule_first_week(x->rule, week_year);
	int weeks = day_distance(first, rule_first_week(x->rule, week_year + 1)) / 7;
	int week = day_distance(first, day) / 7 + 1;

	return rule_list_has(x->week_no, week) || rule_list_has(x->week_no, week - weeks - 1);
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

bool rule_day_allowed(const struct expansion *x, struct day day, int week_year)
{
	int year, month, mday, year_day, year_length;

	day_date(day, &year, &month, &mday);
	year_day = day_distance(day_of(year, 1, 1), day) + 1;
	year_length = day_distance(day_of(year, 1, 1), day_of(year + 1, 1, 1));
	if (!rule_list_allows(x->month, month) || !default_allows(x, day, month, mday))
		return false;
	if (x->month_day.count && !rule_list_has(x->month_day, mday) &&
	    !rule_list_has(x->month_day, mday - day_month_length(year, month) - 1))
		return false;
	if (x->year_day.count && !rule_list_has(x->year_day, year_day) &&
	    !rule_list_has(x->year_day, year_day - year_length - 1))
		return false;
	if (x->week_no.count && x->rule->freq == ICAL_YEARLY_RECURRENCE &&
	    !week_no_allows(x, day, week_year))
		return false;
	return x->day.count == 0 || by_day_allows(x, day, year, month);
}

bool rule_names_no_day(const struct icalrecurrencetype *rule)
{
	struct rule_list months = rule_list_of(rule->by_month, ICAL_BY_MONTH_SIZE);
	struct rule_list days = rule_list_of(rule->by_month_day, ICAL_BY_MONTHDAY_SIZE);

	for (size_t m = 0; m < months.count; m++)
		for (size_t d = 0; d < days.count; d++)
			if (abs(days.values[d]) <= day_month_length(2024, months.values[m]))
				return false;
	return months.count > 0 && days.count > 0;
}
