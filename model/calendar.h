/**
 * What a calendar means for a person's working time.
 *
 * Times are local wall-clock minutes since 1970-01-01 00:00 in the person's
 * zone: capacity is counted in local days, so the hour that a DST change adds
 * or drops at night never moves a working day.
 */
#ifndef MODEL_CALENDAR_H
#define MODEL_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/day.h"

enum busy_class {
	BUSY_ABSENT,    /* away: leave, sickness, out of office */
	BUSY_BUSY,      /* a meeting */
	BUSY_TENTATIVE, /* counts tentative_percent */
	BUSY_CLASS_COUNT
};

/** Which part of its days a busy time takes from the person's contracted minutes. */
enum busy_part {
	PART_CLOCK,     /* the overlap of its clock times with the working window */
	PART_DAY,       /* whole days, whatever the hours */
	PART_MORNING,   /* the first half of the working window of each of its days */
	PART_AFTERNOON, /* the second half */
};

struct busy {
	int32_t start_minute,
		end_minute; /* local, start < end; whole days for all parts but PART_CLOCK */
	enum busy_class class;
	enum busy_part part;
	const char *feed;    /* where it stands: the feed's name, "calendars/ana.ics" */
	const char *uid;     /* "" when the event has none */
	const char *summary; /* as written; "" when there is none */
	int32_t line;        /* of the event's BEGIN in the feed, from 1 */
};

/** One person's times, sorted by start, end, class, feed, line, uid. */
struct calendar {
	bool known; /* false: no feed speaks of this person, who counts as fully available */
	struct busy *busy;
	size_t busy_count;
};

/** A day on which nobody at a location and below works, or (workday) on which they do. */
struct holiday {
	const char *location; /* "DE" holds for DE and DE-BE; "" for everybody */
	struct day day;
	enum busy_part part; /* PART_DAY, PART_MORNING or PART_AFTERNOON */
	bool workday;        /* a make-up working day: cancels the weekend, not a leave */
	const char *name;    /* "Christmas Day" */
	const char *feed, *uid;
	int32_t line;
};

enum feed_kind { FEED_PERSONAL, FEED_ABSENCE, FEED_HOLIDAYS, FEED_FREEBUSY };

enum feed_state {
	FEED_READ,      /* read now */
	FEED_UNCHANGED, /* the same bytes as last time; not parsed again */
	FEED_STALE,   /* could not be read, or is older than allowed: the last good copy is used */
	FEED_MISSING, /* could not be read and there never was a good copy */
};

/** One source of calendar data and how it fared. Shown by `feed list` and in report headers. */
struct feed {
	const char *name; /* "calendars/ana.ics" or the name in feeds.csv */
	enum feed_kind kind;
	const char *who;    /* person or location */
	const char *source; /* file, folder or redacted URL */
	enum feed_state state;
	struct day read_on; /* when the copy in use was read */
	bool counted;       /* the copy was read: the numbers are of it */
	int32_t event_count, busy_count, absence_count, skipped_count;
	const char *trouble; /* why it is stale or missing; "" when it is not */
};

#endif
