/**
 * Finding the components of a feed: content lines, unfolded, with their line numbers.
 *
 * No libical here. A feed is read line by line, so its memory does not grow
 * with long descriptions, a missing END loses one event at most, and every
 * remark can name its line. Understood: a byte order mark, junk before the
 * first BEGIN, CR, LF and CRLF, several calendars in one feed, events without a
 * calendar around them, events that were never closed, a feed that was cut off.
 */
#ifndef IMPORT_ICAL_SCAN_H
#define IMPORT_ICAL_SCAN_H

#include "import/ical/ical_lines.h"
#include "import/ical/ical_request.h"

enum scan_kind { SCAN_EVENT, SCAN_FREEBUSY, SCAN_AVAILABILITY, SCAN_AVAILABLE };

/** An event and the like, with those of its lines that mean something to us. */
struct scan_component {
	enum scan_kind kind;
	int32_t line;    /* of its BEGIN */
	size_t calendar; /* index of the VCALENDAR that it stands in */
	size_t parent;   /* AVAILABLE: index of its VAVAILABILITY, else of itself */
	struct ical_line *lines;
	size_t count, room;
};

struct scan_zone {
	struct span text; /* BEGIN:VTIMEZONE to END:VTIMEZONE, as written */
	int32_t line;
};

struct scan_calendar {
	const char *time_zone_hint; /* X-WR-TIMEZONE; "" when not given */
	bool cancelled;             /* METHOD:CANCEL */
	struct scan_zone *zones;
	size_t zone_count, zone_room;
};

struct scan {
	struct scan_calendar *calendars; /* at least one when there are components */
	size_t calendar_count, calendar_room;
	struct scan_component *components;
	size_t component_count, component_room;
	int32_t other_count;   /* to-dos and journals */
	int32_t outside_count; /* events outside of the window: counted, not kept */
};

/** What of a feed is of interest. */
struct scan_wishes {
	size_t max_events; /* a feed with more is refused */
	bool people;       /* ATTENDEE and ORGANIZER are */
	bool descriptions; /* DESCRIPTION, ATTENDEE and ORGANIZER are */
	/* Only events that recur or touch the time from..to (UTC seconds, two days of margin
	 * are added); the others are counted by outside_count. */
	bool only_window;
	int64_t from, to;
};

/** Limits of one feed. What lies beyond is reported and fails or is skipped, never cut in silence.
 */
enum { SCAN_BYTES_MAX = 1000 * 1000 * 1000 };

/**
 * Read a feed into components.
 * @return false with FAULT_INPUT when there is no calendar in the bytes (an
 *         empty file, a login page) or a limit is passed
 */
bool scan_feed(struct source source, const struct scan_wishes *wishes, struct arena *arena,
	       struct scan *scan, struct notes *notes, struct fault *fault) MUST_CHECK;

/** The first line of that name, or NULL. */
const struct ical_line *component_line(const struct scan_component *component, const char *name);

#endif
