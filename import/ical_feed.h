/** One feed while it is read: scanned, its zones known, its events understood. */
#ifndef IMPORT_ICAL_FEED_H
#define IMPORT_ICAL_FEED_H

#include "import/ical_class.h"

struct feed_read {
	const struct calendar_request *request;
	struct arena *arena, scratch; /* scratch: what is given back at the end */
	struct notes *notes;
	struct scan scan;
	struct zones zones;
	struct event *events;
	size_t event_count;
	int64_t from, to;   /* UTC seconds, with a day to spare on both sides */
	int32_t first, end; /* local minutes of the window, end excluded */
	struct calendar_counts counts;
};

/** Scan the feed and read its events. feed_close releases, also after a failure. */
bool feed_open(struct feed_read *feed, struct fault *fault) MUST_CHECK;

void feed_close(struct feed_read *feed);

/** Visit every occurrence near the window. */
void feed_each(struct feed_read *feed, occurrence_visit *visit, void *context);

#endif
