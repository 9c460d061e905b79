#include "base/day.h"

#include <string.h>

static bool digits(struct span text, size_t at, size_t count, int *value)
{
	*value = 0;
	for (size_t i = at; i < at + count; i++) {
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
		*value = *value * 10 + (text.ptr[i] - '0');
	}
	return true;
}

int day_month_length(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return month == 2 && leap ? 29 : days[month - 1];
}

/* Years start in March here, so that the leap day is the last day of a year. */
static int32_t days_from_civil(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int m = month <= 2 ? month + 9 : month - 3;

	return 365 * y + y / 4 - y / 100 + y / 400 + (153 * m + 2) / 5 + day - 1 - 719468;
}

bool day_parse(struct span text, struct day *day, struct fault *fault)
{
	int y, m, d;

	if (text.len != DAY_TEXT_SIZE - 1 || text.ptr[4] != '-' || text.ptr[7] != '-' ||
	    !digits(text, 0, 4, &y) || !digits(text, 5, 2, &m) || !digits(text, 8, 2, &d) ||
	    y < 1 || m < 1 || m > 12 || d < 1 || d > day_month_length(y, m))
		return fault_set(fault, FAULT_INPUT, "'%.*s' is not a day (write YYYY-MM-DD)",
				 (int)(text.len < 40 ? text.len : 40), text.ptr);
	day->since_1970 = days_from_civil(y, m, d);
	return true;
}

struct day day_of(int year, int month, int day)
{
	return (struct day){ days_from_civil(year, month, day) };
}

void day_date(struct day day, int *year, int *month, int *mday)
{
	int32_t z = day.since_1970 + 719468;
	int32_t era = z / 146097, doe = z % 146097;
	int32_t yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
	int32_t doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int32_t mp = (5 * doy + 2) / 153;

	*year = yoe + era * 400 + (mp >= 10);
	*month = mp < 10 ? mp + 3 : mp - 9;
	*mday = doy - (153 * mp + 2) / 5 + 1;
}

void day_format(struct day day, char out[DAY_TEXT_SIZE])
{
	int y, m, d;

	day_date(day, &y, &m, &d);
	out[0] = (char)('0' + y / 1000 % 10);
	out[1] = (char)('0' + y / 100 % 10);
	out[2] = (char)('0' + y / 10 % 10);
	out[3] = (char)('0' + y % 10);
	out[4] = out[7] = '-';
	out[5] = (char)('0' + m / 10);
	out[6] = (char)('0' + m % 10);
	out[8] = (char)('0' + d / 10);
	out[9] = (char)('0' + d % 10);
	out[10] = '\0';
}

int day_weekday(struct day day)
{
	int32_t weekday = (day.since_1970 + 3) % 7; /* 1970-01-01 was a Thursday */

	return weekday < 0 ? weekday + 7 : weekday;
}

struct day day_week_start(struct day day)
{
	return day_add(day, -day_weekday(day));
}

struct day day_add(struct day day, int32_t days)
{
	return (struct day){ day.since_1970 + days };
}

int32_t day_distance(struct day a, struct day b)
{
	return b.since_1970 - a.since_1970;
}

struct day day_earlier(struct day a, struct day b)
{
	return a.since_1970 < b.since_1970 ? a : b;
}

struct day day_later(struct day a, struct day b)
{
	return a.since_1970 > b.since_1970 ? a : b;
}

/* The week with the year's first Thursday is week 1 (ISO 8601). */
static struct day first_monday(int year)
{
	return day_week_start((struct day){ days_from_civil(year, 1, 4) });
}

void week_format(struct day day, char out[WEEK_TEXT_SIZE])
{
	struct day monday = day_week_start(day);
	char thursday[DAY_TEXT_SIZE];
	int year = 0, week;

	day_format(day_add(monday, 3), thursday);
	for (int i = 0; i < 4; i++)
		year = year * 10 + (thursday[i] - '0');
	week = day_distance(first_monday(year), monday) / 7 + 1;
	memcpy(out, thursday, 4);
	out[4] = '-';
	out[5] = 'W';
	out[6] = (char)('0' + week / 10);
	out[7] = (char)('0' + week % 10);
	out[8] = '\0';
}

bool week_parse(struct span text, struct day *monday, struct fault *fault)
{
	int year, week;

	if (text.len == WEEK_TEXT_SIZE - 1 && text.ptr[4] == '-' && text.ptr[5] == 'W' &&
	    digits(text, 0, 4, &year) && digits(text, 6, 2, &week) && year >= 1 && year < 9999 &&
	    week >= 1) {
		struct day start = day_add(first_monday(year), 7 * (week - 1));

		if (start.since_1970 < first_monday(year + 1).since_1970) {
			*monday = start;
			return true;
		}
	}
	return fault_set(fault, FAULT_INPUT, "'%.*s' is not a week (write it like 2026-W49)",
			 (int)(text.len < 40 ? text.len : 40), text.ptr);
}
