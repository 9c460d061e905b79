#include "import/ical_time.h"

#include <string.h>

enum { DAY_SECONDS = 86400 };

static bool sane(const struct icaltimetype *t)
{
	return t->year >= 1 && t->year <= 9999 && t->month >= 1 && t->month <= 12 && t->day >= 1 &&
	       t->day <= day_month_length(t->year, t->month) && t->hour >= 0 && t->hour <= 24 &&
	       t->minute >= 0 && t->minute <= 59 && t->second >= 0 && t->second <= 60;
}

static struct moment wall_of(const struct icaltimetype *t)
{
	int32_t second = t->is_date ? 0 : t->hour * 3600 + t->minute * 60 + t->second;
	struct moment wall = { day_of(t->year, t->month, t->day), second };

	if (second >= DAY_SECONDS) /* 24:00:00 and leap seconds */
		wall = (struct moment){ day_add(wall.day, 1), second - DAY_SECONDS };
	return wall;
}

static bool only_digits(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.ptr[i] < '0' || text.ptr[i] > '9')
			return false;
	return true;
}

/* DATE is YYYYMMDD, DATE-TIME is YYYYMMDDTHHMMSS with an optional Z. */
static bool well_formed(struct span text)
{
	struct span date = { text.ptr, 8 }, time = { text.ptr + 9, 6 };

	if (text.len == 8)
		return only_digits(date);
	return (text.len == 15 ||
		(text.len == 16 && (text.ptr[15] == 'Z' || text.ptr[15] == 'z'))) &&
	       only_digits(date) && (text.ptr[8] == 'T' || text.ptr[8] == 't') && only_digits(time);
}

bool time_read(struct zones *zones, size_t calendar, const struct ical_line *line,
	       struct span value, struct event_time *time)
{
	struct arena *arena = zones->arena;
	const char *tzid = line_parameter(line, "TZID", arena);
	struct icaltimetype t;
	char text[17] = "";

	value = span_trim(value);
	if (!well_formed(value))
		return false;
	for (size_t i = 0; i < value.len; i++)
		text[i] = (char)(value.ptr[i] >= 'a' ? value.ptr[i] - 'a' + 'A' : value.ptr[i]);
	t = icaltime_from_string(text);
	if (icaltime_is_null_time(t) || !sane(&t))
		return false;
	*time = (struct event_time){ .wall = wall_of(&t), .is_date = t.is_date };
	if (time->is_date || (value.len == 15 && tzid[0] == '\0'))
		time->zone = zones->person;
	else if (value.len == 16) {
		time->zone = icaltimezone_get_utc_timezone();
		time->is_utc = true;
	} else {
		const struct zone_entry *entry = zones_find(zones, calendar, tzid, line->line);

		time->zone = entry->zone;
		time->zone_guessed = entry->guessed;
	}
	return true;
}

int64_t zone_offset(icaltimezone *zone, int64_t utc)
{
	struct icaltimetype t =
		icaltime_from_timet_with_zone((time_t)utc, 0, icaltimezone_get_utc_timezone());
	int daylight = 0;

	return icaltimezone_get_utc_offset_of_utc_time(zone, &t, &daylight);
}

/*
 * A time that the clock skips is moved on by the gap; of one that it shows twice the first is meant
 * (RFC 5545, 3.3.5). libical 3.0 takes either side, so both are looked at with the offset of some
 * hours before.
 */
static int64_t settle_change(icaltimezone *zone, int64_t wall, int64_t utc)
{
	int64_t earlier = wall - zone_offset(zone, utc - INT64_C(6) * 3600);

	if (earlier == utc)
		return utc;
	if (earlier + zone_offset(zone, earlier) == wall)
		return earlier < utc ? earlier : utc;
	return utc + zone_offset(zone, utc) == wall ? utc : earlier;
}

int64_t event_time_utc(struct event_time time)
{
	struct icaltimetype t = icaltime_null_time();
	int64_t wall = (int64_t)time.wall.day.since_1970 * DAY_SECONDS + time.wall.second;

	if (time.is_utc)
		return wall;
	day_date(time.wall.day, &t.year, &t.month, &t.day);
	t.hour = time.wall.second / 3600;
	t.minute = time.wall.second / 60 % 60;
	t.second = time.wall.second % 60;
	return settle_change(time.zone, wall, (int64_t)icaltime_as_timet_with_zone(t, time.zone));
}

/* --- durations and periods --------------------------------------------- */

bool duration_read(struct span value, int32_t *days, int64_t *seconds, struct arena *arena)
{
	const char *text = arena_copy(arena, value);
	struct icaldurationtype d = icaldurationtype_from_string(text);

	if (icaldurationtype_is_bad_duration(d) || text[0] == '\0')
		return false;
	*days = (int32_t)(d.weeks * 7 + d.days);
	*seconds = (int64_t)d.hours * 3600 + (int64_t)d.minutes * 60 + d.seconds;
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
