/**
 * Time zones of a feed: what a TZID means.
 *
 * In this order: the VTIMEZONE of the same calendar, the system's zone of that
 * name, the zone that Windows means by it (ICU), a short table of names seen in
 * feeds, else the feed's default with a warning. Never silently UTC.
 */
#ifndef IMPORT_ICAL_ZONE_H
#define IMPORT_ICAL_ZONE_H

#include "import/ical/ical_clock.h"
#include "import/ical/ical_scan.h"

struct zone_entry {
	size_t calendar;
	struct span tzid; /* may hold a NUL */
	const struct clock *clock;
	bool guessed; /* nobody knows the name, the default is taken */
};

struct zones {
	struct arena *arena;
	struct notes *notes;
	const char *feed;
	const struct scan *scan;
	struct zone_marks *marks;   /* of the system's zones; may be NULL */
	struct fault trouble;       /* a zone of the system cannot be read: nothing counts */
	const struct clock *person; /* of floating times, all-day dates and the result */
	struct zone_entry *entries;
	size_t count, room;
	size_t last; /* the entry found last */
};

/**
 * Get ready for a feed; what stands before `person` is set. An unknown time zone of the person is
 * a warning, UTC is taken. Everything lives in the arena, or for good.
 */
void zones_open(struct zones *zones, const char *person_zone);

/** The zone of a TZID in one of the feed's calendars. Warns once per unknown TZID. */
const struct zone_entry *zones_find(struct zones *zones, size_t calendar, struct span tzid,
				    int32_t line);

#endif
