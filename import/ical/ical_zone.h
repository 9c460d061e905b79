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
	const char *tzid;
	const struct clock *clock;
	bool guessed; /* nobody knows the name, the default is taken */
};

struct zones {
	struct arena *arena;
	struct notes *notes;
	const char *feed;
	const struct scan *scan;
	const struct clock *person; /* of floating times, all-day dates and the result */
	struct zone_entry *entries;
	size_t count, room;
	size_t last; /* the entry found last */
};

/**
 * Get ready for a feed. An unknown time zone of the person is a warning, UTC is taken.
 * Everything lives in the arena, or for good.
 */
void zones_open(struct zones *zones, const char *feed, const char *person_zone,
		const struct scan *scan, struct arena *arena, struct notes *notes);

/** The zone of a TZID in one of the feed's calendars. Warns once per unknown TZID. */
const struct zone_entry *zones_find(struct zones *zones, size_t calendar, struct span tzid,
				    int32_t line);

/** The system's zone of that IANA name, or NULL. Names that could leave the zone folder are NULL.
 */
const struct clock *zone_of_system(const char *name);

#endif
