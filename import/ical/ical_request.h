/** How a feed is to be read, and how much there was in it. All that it points to is the caller's.
 */
#ifndef IMPORT_ICAL_REQUEST_H
#define IMPORT_ICAL_REQUEST_H

#include "base/source.h"
#include "import/ical/ical_marks.h"
#include "model/company.h"

/** How one feed is to be read. Members that are left zero mean what their comment says. */
struct calendar_request {
	struct source source; /* name: the feed's name in notes and in struct busy */
	enum feed_kind kind;
	const char *time_zone;  /* of floating times and all-day dates: the person's */
	struct day first, last; /* local days, both included: what lies outside is not returned */
	enum meetings meetings; /* MEETINGS_IGNORE drops timed busy events */
	const struct settings *settings; /* its patterns of titles; NULL: the defaults */
	const char *email; /* of the feed's person: what they declined takes no time; NULL: unknown
			    */
	struct zone_marks *zones; /* the system's zones that it asks for are added; NULL: unheard */
	const struct person *people; /* FEED_ABSENCE: who may be absent (id, name, email, zone) */
	size_t person_count;
};

/** What became of a feed's events: every one is counted exactly once. */
struct calendar_counts {
	int32_t event_count;   /* events in the feed, VFREEBUSY and VAVAILABILITY included */
	int32_t busy_count;    /* busy times returned */
	int32_t skipped_count; /* events that could not be used: each has a note */
	int32_t other_count;   /* to-dos and journals: they take no time and are not read */
};

#endif
