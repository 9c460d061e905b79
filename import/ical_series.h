/**
 * From events to occurrences: rules, exceptions and overrides put together.
 *
 * Events of one UID are one series: a master and overrides (RECURRENCE-ID).
 * The rules, each with its reason, are in docs/calendars.md.
 */
#ifndef IMPORT_ICAL_SERIES_H
#define IMPORT_ICAL_SERIES_H

#include "import/ical_event.h"

/** Once that an event takes place. */
struct occurrence {
	const struct event *event; /* the override where there is one */
	int64_t start, end;        /* seconds since 1970 UTC, end excluded */
	bool is_date;
	struct day first; /* of dates, and of times from midnight to midnight: local days */
	int32_t days;     /* 0 when it is a matter of hours */
};

/** Occurrences of one series within the window beyond which the rest is reported and dropped. */
enum { SERIES_OCCURRENCES_MAX = 10000 };

typedef void occurrence_visit(void *context, const struct occurrence *occurrence);

/**
 * Visit every occurrence that touches the time from `from` to `to` (UTC seconds).
 * @param events  sorted here by UID; the visited occurrences point into them
 */
void series_each(struct event *events, size_t count, int64_t from, int64_t to, struct zones *zones,
		 occurrence_visit *visit, void *context);

#endif
