/** What becomes of an event, and the words for it. */
#ifndef IMPORT_ICAL_USE_H
#define IMPORT_ICAL_USE_H

#include <stdbool.h>
#include <stdint.h>

/** What became of an event. The first three take time, in the order of enum busy_class. */
enum event_use {
	USE_ABSENT,
	USE_BUSY,
	USE_TENTATIVE,
	USE_HOLIDAY,        /* a day off (holidays) */
	USE_WORKDAY,        /* a make-up working day (holidays) */
	USE_AVAILABLE,      /* AVAILABLE of a VAVAILABILITY: takes none away */
	USE_FREE,           /* shown in the calendar, costs no time */
	USE_ELSEWHERE,      /* works, in another place */
	USE_CANCELLED,      /* the event, or this one instance of its series */
	USE_DECLINED,       /* the feed's person declined */
	USE_IGNORED,        /* by a setting or by the feed's kind */
	USE_UNKNOWN_PERSON, /* an absence of somebody who is not among the people */
	USE_SUPERSEDED,     /* another event of the same UID is newer */
	USE_NEVER,   /* it never takes place: excluded, or an override without its instance */
	USE_OUTSIDE, /* nothing of it lies in the window */
	USE_SKIPPED, /* it could not be used: a note says why */
	USE_COUNT
};

/** The word for it: "absent", "unknown_person". */
const char *event_use_name(enum event_use use);

/** One event of a feed and what became of it. */
struct event_account {
	const char *uid, *summary; /* "" when it has none */
	int32_t line;              /* of its BEGIN */
	enum event_use use;        /* of its occurrences in the window: the one that takes most */
	const char *reason; /* in words: "TRANSP:TRANSPARENT", "the title matches out_of_office" */
	bool has_start;     /* false: it has none that can be read */
	bool all_day;       /* a matter of days: start_minute is midnight */
	int32_t start_minute;     /* of its first occurrence in the window, else of the event; local
				  minutes since 1970 */
	int32_t occurrence_count; /* in the window, those included that take no time */
	const char *person;       /* FEED_ABSENCE: ids, separated by "; "; "" when nobody */
};

#endif
