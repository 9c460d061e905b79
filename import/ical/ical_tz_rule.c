#include "import/ical/ical_tz_rule.h"

#include <stdlib.h>
#include <string.h>

#include "base/day.h"

enum { DAY_SECONDS = 86400, YEAR_FIRST = 1900, YEAR_LAST = 2099, HOURS_MAX = 167 };

/* --- reading -------------------------------------------------------------------------- */

struct rule_reader {
	const char *at, *end;
	bool bad;
};

static bool next_is(struct rule_reader *r, char c)
{
	if (r->at == r->end || *r->at != c)
		return false;
	r->at++;
	return true;
}

static void need(struct rule_reader *r, char c)
{
	r->bad |= !next_is(r, c);
}

static int digits(struct rule_reader *r, int most)
{
	const char *from = r->at;
	int value = 0;

	while (r->at < r->end && *r->at >= '0' && *r->at <= '9' && r->at - from < 3)
		value = value * 10 + (*r->at++ - '0');
	r->bad |= r->at == from || value > most;
	return value;
}

/* "CET" or "<+0330>" */
static void skip_name(struct rule_reader *r)
{
	const char *from;

	if (next_is(r, '<')) {
		while (r->at < r->end && *r->at != '>')
			r->at++;
		need(r, '>');
		return;
	}
	from = r->at;
	while (r->at < r->end && ((*r->at | 0x20) >= 'a' && (*r->at | 0x20) <= 'z'))
		r->at++;
	r->bad |= r->at - from < 3;
}

/* "2", "-1:30", "+5:45:10" as seconds */
static int32_t seconds(struct rule_reader *r, int hours_most)
{
	bool minus = next_is(r, '-');
	int32_t value;

	if (!minus)
		(void)next_is(r, '+');
	value = digits(r, hours_most) * 3600;
	if (next_is(r, ':')) {
		value += digits(r, 59) * 60;
		if (next_is(r, ':'))
			value += digits(r, 59);
	}
	return minus ? -value : value;
}

static struct tz_date read_date(struct rule_reader *r)
{
	struct tz_date date = { .kind = TZ_ZERO_BASED, .second = 2 * 3600 };

	need(r, ',');
	if (next_is(r, 'M')) {
		date.kind = TZ_WEEKDAY;
		date.month = digits(r, 12);
		need(r, '.');
		date.week = digits(r, 5);
		need(r, '.');
		date.day = digits(r, 6);
		r->bad |= date.month < 1 || date.week < 1;
	} else {
		if (next_is(r, 'J'))
			date.kind = TZ_JULIAN;
		date.day = digits(r, 365);
		r->bad |= date.kind == TZ_JULIAN && date.day < 1;
	}
	if (next_is(r, '/'))
		date.second = seconds(r, HOURS_MAX);
	return date;
}

bool tz_rule_read(struct span text, struct tz_rule *rule)
{
	struct rule_reader r = { text.ptr, text.ptr + text.len, false };
	struct tz_rule made = { .has_summer = false };

	skip_name(&r);
	made.standard = -seconds(&r, 24);
	if (!r.bad && r.at < r.end) {
		made.has_summer = true;
		skip_name(&r);
		made.summer = made.standard + 3600;
		if (r.at < r.end && *r.at != ',')
			made.summer = -seconds(&r, 24);
		made.begins = read_date(&r);
		made.ends = read_date(&r);
	}
	if (r.bad || r.at != r.end)
		return false;
	*rule = made;
	return true;
}

/* --- years ----------------------------------------------------------------------------- */

static struct day day_in(const struct tz_date *date, int year)
{
	struct day first = day_of(year, 1, 1), day;
	int32_t length = day_month_length(year, 2) == 29;

	if (date->kind == TZ_ZERO_BASED)
		return day_add(first, date->day);
	if (date->kind == TZ_JULIAN)
		return day_add(first, date->day - 1 + (date->day >= 60 ? length : 0));
	day = day_of(year, date->month, 1);
	/* day_weekday counts from Monday. */
	day = day_add(day, ((date->day + 6) % 7 - day_weekday(day) + 7) % 7);
	for (int week = 1; week < date->week; week++) {
		struct day next = day_add(day, 7);
		int y, m, d;

		day_date(next, &y, &m, &d);
		if (m != date->month)
			break;
		day = next;
	}
	return day;
}

static int64_t instant(const struct tz_date *date, int year, int32_t offset)
{
	return (int64_t)day_in(date, year).since_1970 * DAY_SECONDS + date->second - offset;
}

/*
 * The changes of the years, sorted. Where summer ends and begins at once it goes on: a zone that
 * is on summer time all year is written so.
 */
static size_t changes_of(const struct tz_rule *rule, int from, int to, struct clock_change *list)
{
	size_t count = 0, kept = 0;

	for (int year = from; year <= to; year++) {
		list[count++] = (struct clock_change){ instant(&rule->begins, year, rule->standard),
						       rule->summer };
		list[count++] = (struct clock_change){ instant(&rule->ends, year, rule->summer),
						       rule->standard };
	}
	qsort(list, count, sizeof(*list), clock_change_order);
	for (size_t i = 0; i < count; i++) {
		if (i + 1 < count && list[i].utc == list[i + 1].utc) {
			struct clock_change summer = list[i];

			summer.offset = rule->summer;
			list[++i] = summer;
		}
		list[kept++] = list[i];
	}
	return kept;
}

int32_t tz_rule_offset(const struct tz_rule *rule, int64_t utc)
{
	struct clock_change list[6];
	int64_t day = utc / DAY_SECONDS - (utc % DAY_SECONDS < 0);
	int32_t offset = rule->standard;
	int year, month, mday;
	size_t count;

	if (!rule->has_summer || day < day_of(2, 1, 1).since_1970 ||
	    day > day_of(9998, 1, 1).since_1970)
		return rule->standard;
	day_date((struct day){ (int32_t)day }, &year, &month, &mday);
	count = changes_of(rule, year - 1, year + 1, list);
	for (size_t i = 0; i < count && list[i].utc <= utc; i++)
		offset = list[i].offset;
	return offset;
}

static int32_t last_offset(const struct clock *clock)
{
	return clock->count > 0 ? clock->changes[clock->count - 1].offset : clock->before;
}

void tz_rule_extend(const struct tz_rule *rule, int64_t after, struct arena *arena,
		    struct clock *clock)
{
	enum { YEARS = YEAR_LAST - YEAR_FIRST + 1 };
	struct clock_change list[2 * YEARS], *all;
	size_t count;

	if (!rule->has_summer) {
		/* Without a table the rule is all there is. */
		if (after == INT64_MIN)
			clock->before = rule->standard;
		return;
	}
	count = changes_of(rule, YEAR_FIRST, YEAR_LAST, list);
	all = ARENA_ARRAY(arena, struct clock_change, clock->count + count + 1);
	if (clock->count > 0)
		memcpy(all, clock->changes, clock->count * sizeof(*all));
	clock->changes = all;
	for (size_t i = 0; i < count; i++)
		if (list[i].utc > after && list[i].offset != last_offset(clock))
			clock->changes[clock->count++] = list[i];
}
