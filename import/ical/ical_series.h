/**
 * From events to occurrences: rules, exceptions and overrides put together.
 *
 * Events of one UID are one series: a master and overrides (RECURRENCE-ID).
 * The rules, each with its reason, are in docs/calendars.md.
 */
#ifndef IMPORT_ICAL_SERIES_H
#define IMPORT_ICAL_SERIES_H

#include "import/ical/ical_event.h"

/** Once that an event takes place. */
struct occurrence {
	const struct ical_event *event; /* the override where there is one */
	int64_t start, end;             /* seconds since 1970 UTC, end excluded */
	bool is_date;
	struct day first; /* of dates, and of times from midnight to midnight: local days */
	int32_t days;     /* 0 when it is a matter of hours */
};

/** Occurrences of one series within the window beyond which the rest is reported and dropped. */
enum { SERIES_OCCURRENCES_MAX = 10000 };

/** What one feed may cost in all; shared by its series. Counted, not timed: equal for all. */
struct feed_budget {
	int64_t steps_left;       /* of rules */
	int64_t occurrences_left; /* within the window */
	bool exhausted;           /* occurrences are missing */
};

enum { FEED_STEPS_MAX = 20 * 1000 * 1000, FEED_OCCURRENCES_MAX = 1000 * 1000 };

typedef void occurrence_visit(void *context, const struct occurrence *occurrence);

struct series_visitor {
	occurrence_visit *visit;
	/* Events that never take place or that others replace; NULL when that is of no interest. */
	void (*fate)(void *context, const struct ical_event *event, enum event_use use,
		     const char *why);
	void *context;
};

/**
 * Visit every occurrence that touches the time from `from` to `to` (UTC seconds).
 * @param events  sorted here by UID; the visited occurrences point into them
 */
void series_each(struct ical_event *events, size_t count, int64_t from, int64_t to,
		 struct zones *zones, struct feed_budget *budget,
		 const struct series_visitor *visitor);

#endif
