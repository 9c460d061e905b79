/** One feed while it is read: scanned, its zones known, its events understood. */
#ifndef IMPORT_ICAL_FEED_H
#define IMPORT_ICAL_FEED_H

#include "import/ical/ical_class.h"
#include "import/ical/ical_freebusy.h"
#include "import/ical/ical_people.h"

struct feed_read {
	const struct calendar_request *request;
	struct arena *arena, scratch; /* scratch: what is given back at the end */
	struct notes *notes;
	bool accounting;                /* set by the caller: every event is read, see below */
	struct event_account *accounts; /* one per component of the scan; NULL: not wanted */
	struct scan scan;
	struct zones zones;
	struct fault trouble; /* of a zone; the first */
	struct judge judge;
	struct directory directory;  /* of absences */
	struct absentees *absentees; /* of absences: one per component */
	struct strangers strangers;
	struct ical_event *events;
	size_t event_count;
	int64_t from, to;   /* UTC seconds, with a day to spare on both sides */
	int32_t first, end; /* local minutes of the window, end excluded */
	struct feed_budget budget;
	struct calendar_counts counts;
};

/** An occurrence in the window, and what it does. */
struct taken_time {
	const struct occurrence *occurrence;
	struct verdict verdict;
	size_t person;                    /* index in request->people; 0 when not of absences */
	int32_t start_minute, end_minute; /* local, clipped to the window */
};

typedef void taken_visit(void *context, const struct taken_time *taken);

/** Scan the feed. feed_close releases, also after a failure. */
bool feed_open(struct feed_read *feed, struct fault *fault) MUST_CHECK;

void feed_close(struct feed_read *feed);

/** Have feed_each keep the account of every event in feed->accounts; `accounting` must be set. */
void feed_account_events(struct feed_read *feed);

/**
 * Visit every occurrence in the window, once per person; also those that take no time. Once.
 *
 * @return false with FAULT_SYSTEM when a time zone of the system cannot be read: what was visited
 *         is void
 */
bool feed_each(struct feed_read *feed, taken_visit *visit, void *context,
	       struct fault *fault) MUST_CHECK;

#endif
