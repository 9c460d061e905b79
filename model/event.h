/**
 * What a plan says in calendars: gaps, engagements, deadlines, and who each event is from plan to
 * plan.
 *
 * reports/events/event_make.h makes them of a plan, reports/events/event_match.h finds each one's
 * predecessor in the plan before, so that a moved gap stays the same event in a subscriber's
 * calendar. The store keeps the events of each plan as they were: what was published is never
 * rewritten.
 */
#ifndef MODEL_EVENT_H
#define MODEL_EVENT_H

#include "base/day.h"

enum event_kind {
	EVENT_GAP,        /* weeks in a row in which a requirement has a gap */
	EVENT_ENGAGEMENT, /* heads of one option from a first to a last day */
	EVENT_DEADLINE, /* the last day on which an engagement can be ordered, extended or ended */
	EVENT_KIND_COUNT
};

/** "gap", "engagement", "deadline". */
const char *event_kind_name(enum event_kind kind);

/** How long a cancelled event stays, and one that is over. */
enum { EVENT_KEEP_DAYS = 28 };

struct event {
	/* What it says. */
	enum event_kind kind;
	const char *key;        /* what it is about: events of one kind and key can be the same */
	struct day first, last; /* both included */
	bool confirmed;         /* signed demand, or an engagement that runs; else tentative */
	const char *summary;
	/* What stands below EVENT_FIGURES changes as time goes by and is no reason to revise. */
	const char *description;
	const char *categories; /* with a line feed between */
	/* Who it is. */
	const char *uid;
	int32_t sequence;       /* rises by 1 with each change */
	int64_t revised_minute; /* minutes since 1970-01-01 UTC; rises with each change */
	bool cancelled;
	struct day cancelled_on; /* only when cancelled */
};

/** A line of a description begins so, then comes the day on which the figures were worked out. */
#define EVENT_FIGURES "Figures of "

struct event_list {
	struct event *list; /* event_order */
	size_t count;
};

/** By first day, kind, key, last day, UID: the order of files. */
int event_order(const struct event *a, const struct event *b);

/** Whether both say the same, figures left aside; who they are does not count. */
bool event_same(const struct event *a, const struct event *b);

#endif
