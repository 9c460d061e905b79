/**
 * Times as they are written: dates, local times, UTC, durations, periods.
 *
 * Read here and not by libical, because libical 3.0 takes 2026-13-45 for a date. What
 * cannot be read is the caller's to report.
 */
#ifndef IMPORT_ICAL_TIME_H
#define IMPORT_ICAL_TIME_H

#include "import/ical/ical_rule.h"
#include "import/ical/ical_zone.h"

/** A date, or a date and time in a zone. */
struct event_time {
	struct moment wall;
	bool is_date, is_utc;
	bool zone_guessed;        /* the TZID is not known */
	const struct clock *zone; /* never NULL; the person's when floating */
};

/** Seconds since 1970 UTC; dates count from midnight in their zone. */
int64_t event_time_utc(struct event_time time);

/** RDATE: an instance, with a length of its own when it was a period. */
struct extra {
	struct event_time time;
	bool has_length;
	int64_t length; /* seconds */
};

/**
 * Read a DATE or DATE-TIME in the zone that its line names.
 *
 * @param[out] time  set only on success
 * @return false when the value is no time that exists
 */
bool time_read(struct zones *zones, size_t calendar, const struct ical_line *line,
	       struct span value, struct event_time *time) MUST_CHECK;

/** Read a DURATION: nominal days, and seconds on top. Both are negative with a minus sign. */
bool duration_read(struct span value, int32_t *days, int64_t *seconds,
		   struct arena *arena) MUST_CHECK;

/** Read "START/END", "START/DURATION" or a time alone. An end before its start is refused. */
bool period_read(struct zones *zones, size_t calendar, const struct ical_line *line,
		 struct span value, struct extra *extra) MUST_CHECK;

#endif
