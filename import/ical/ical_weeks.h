/**
 * A feed summed up for a reader: by week, and event by event.
 *
 * What comes back lives in the given arena; faults are those of import_calendar.
 */
#ifndef IMPORT_ICAL_WEEKS_H
#define IMPORT_ICAL_WEEKS_H

#include "import/ical/ical_request.h"
#include "import/ical/ical_use.h"

/** What a feed takes of one ISO week, before anything is clipped to working hours. */
struct calendar_week {
	struct day monday;
	int32_t absent_minutes, busy_minutes, tentative_minutes;
	int32_t blocked_minutes; /* the union of the three: overlaps count once */
};

/**
 * Sum up a feed week by week, from the Monday of request->first through request->last.
 *
 * Minutes of real time: the Sunday on which summer time begins has 23 hours.
 * Holidays are whole days, and absences of several people add up.
 * @param[out] weeks  in the arena
 */
bool import_calendar_weeks(const struct calendar_request *request, struct arena *arena,
			   struct calendar_week **weeks, size_t *week_count,
			   struct calendar_counts *counts, struct notes *notes,
			   struct fault *fault) MUST_CHECK;

/** Everything about a feed that a person wants to see before they trust it. */
struct feed_account {
	struct event_account *events; /* by line; as many as counts.event_count */
	struct calendar_week *weeks;  /* as import_calendar_weeks gives them */
	size_t week_count;
	int32_t by_use[USE_COUNT]; /* events */
	struct calendar_counts counts;
};

/**
 * Account for every event of a feed of any kind; the window is made whole weeks.
 *
 * The notes are those of reading it for a plan.
 */
bool import_account(const struct calendar_request *request, struct arena *arena,
		    struct feed_account *account, struct notes *notes,
		    struct fault *fault) MUST_CHECK;

#endif
