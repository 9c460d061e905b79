#include "import/ical/ical_time.h"

#include <string.h>

enum { DAY_SECONDS = 86400 };

/* Longer than from the first day that there is to the last: whatever lasts longer lasts so long. */
#define AGE_DAYS INT64_C(4000000)

/* DATE is YYYYMMDD, DATE-TIME is YYYYMMDDTHHMMSS with an optional Z. */
static bool well_formed(struct span text)
{
	struct span date = { text.ptr, 8 }, time = { text.ptr + 9, 6 };

	if (text.len == 8)
		return span_is_digits(date);
	return (text.len == 15 ||
		(text.len == 16 && (text.ptr[15] == 'Z' || text.ptr[15] == 'z'))) &&
	       span_is_digits(date) && (text.ptr[8] == 'T' || text.ptr[8] == 't') &&
	       span_is_digits(time);
}

static int number(const char *digits, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++)
		value = value * 10 + (digits[i] - '0');
	return value;
}

/* Of a well-formed value; 24:00:00 and leap seconds are the next minute's. */
static bool wall_of(struct span text, struct moment *wall)
{
	int year = number(text.ptr, 4), month = number(text.ptr + 4, 2);
	int mday = number(text.ptr + 6, 2), hour = 0, minute = 0, second = 0;

	if (text.len > 8) {
		hour = number(text.ptr + 9, 2);
		minute = number(text.ptr + 11, 2);
		second = number(text.ptr + 13, 2);
	}
	if (year < 1 || month < 1 || month > 12 || mday < 1 ||
	    mday > day_month_length(year, month) || hour > 24 || minute > 59 || second > 60)
		return false;
	*wall = (struct moment){ day_of(year, month, mday), hour * 3600 + minute * 60 + second };
	if (wall->second >= DAY_SECONDS)
		*wall = (struct moment){ day_add(wall->day, 1), wall->second - DAY_SECONDS };
	return true;
}

bool time_read(struct zones *zones, size_t calendar, const struct ical_line *line,
	       struct span value, struct event_time *time)
{
	struct span tzid = line_parameter_span(line, "TZID");
	struct moment wall;

	value = span_trim(value);
	if (!well_formed(value) || !wall_of(value, &wall))
		return false;
	*time = (struct event_time){ .wall = wall, .is_date = value.len == 8 };
	if (time->is_date || (value.len == 15 && tzid.len == 0))
		time->zone = zones->person;
	else if (value.len == 16) {
		time->zone = &clock_utc;
		time->is_utc = true;
	} else {
		const struct zone_entry *entry = zones_find(zones, calendar, tzid, line->line);

		time->zone = entry->clock;
		time->zone_guessed = entry->guessed;
	}
	return true;
}

int64_t event_time_utc(struct event_time time)
{
	int64_t wall = (int64_t)time.wall.day.since_1970 * DAY_SECONDS + time.wall.second;

	return time.is_utc ? wall : clock_instant(time.zone, wall);
}

/* --- durations and periods --------------------------------------------- */

static int64_t at_most(int64_t value, int64_t most)
{
	return value < most ? value : most;
}

bool duration_read(struct span value, int32_t *days, int64_t *seconds, struct arena *arena)
{
	const char *text = arena_copy(arena, value);
	struct icaldurationtype d = icaldurationtype_from_string(text);

	if (icaldurationtype_is_bad_duration(d) || text[0] == '\0')
		return false;
	*days = (int32_t)at_most((int64_t)d.weeks * 7 + d.days, AGE_DAYS);
	*seconds = at_most((int64_t)d.hours * 3600 + (int64_t)d.minutes * 60 + d.seconds,
			   AGE_DAYS * DAY_SECONDS);
	if (d.is_neg) {
		*days = -*days;
		*seconds = -*seconds;
	}
	return true;
}

/* "START/END" or "START/DURATION" */
bool period_read(struct zones *zones, size_t calendar, const struct ical_line *line,
		 struct span value, struct extra *extra)
{
	const char *slash = memchr(value.ptr, '/', value.len);
	struct span first = { value.ptr, slash ? (size_t)(slash - value.ptr) : value.len }, second;
	struct event_time end;
	int32_t days;

	if (!time_read(zones, calendar, line, first, &extra->time))
		return false;
	if (!slash)
		return true;
	extra->has_length = true;
	second = (struct span){ slash + 1, value.len - first.len - 1 };
	if (time_read(zones, calendar, line, second, &end)) {
		extra->length = event_time_utc(end) - event_time_utc(extra->time);
		return extra->length >= 0;
	}
	if (!duration_read(second, &days, &extra->length, zones->arena))
		return false;
	extra->length += (int64_t)days * DAY_SECONDS;
	return extra->length >= 0;
}
