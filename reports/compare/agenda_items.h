/**
 * The items of an agenda, in its sections. Texts may hold what came from outside: each writer
 * makes them harmless.
 */
#ifndef REPORTS_AGENDA_ITEMS_H
#define REPORTS_AGENDA_ITEMS_H

#include "model/diff.h"

enum agenda_section {
	AGENDA_DECISIONS, /* due within AGENDA_DAYS, or late; late ones first, then by day */
	AGENDA_ROLES,     /* what to staff: by role, orders by day, then what stays open */
	AGENDA_PEOPLE,    /* who is free: as the report bench has them */
	AGENDA_CONTRACTS, /* engagements and people that end within the plan, by day */
	AGENDA_CHANGES,   /* since the plan before: the largest causes first */
	AGENDA_DOUBTS,    /* feeds that are not up to date, bookings that cannot hold */
	AGENDA_SECTION_COUNT
};

enum { AGENDA_DAYS = 28 };

/** "decisions", "roles", "people", "contracts", "changes", "doubts". */
const char *agenda_section_name(enum agenda_section section);

struct agenda_item {
	enum agenda_section section;
	size_t rank;         /* in which order it was made: decides between equals */
	const char *kind;    /* one of our words: "order", "extend", "free", "stale", ... */
	const char *subject; /* whom or what it is about: a role, a person, a feed, a project */
	const char *what;    /* in words */
	const char *note;    /* what else one must know; "" */
	bool has_due, has_first, has_last;
	struct day due, first, last; /* due: the last day on which to act */
	int32_t late_days;           /* above 0: too late by so much */
	bool has_minutes, has_cost;
	int64_t minutes; /* of work; of changes: by which the gap grew, negative when it shrank */
	int64_t fte_minutes; /* what an FTE is for these minutes; 0: no FTE are shown */
	int64_t cost_cents;
};

struct agenda {
	const struct plan *plan;
	const struct diff *diff; /* from the plan before; NULL when this is the first */
	struct arena *arena;
	struct agenda_item *items; /* by section */
	size_t count, room;
	size_t in_section[AGENDA_SECTION_COUNT];
	int64_t gap_minutes; /* of the plan, all weeks */
};

/** A new item at the end; what is not set is "" or absent. */
struct agenda_item *agenda_add(struct agenda *agenda, enum agenda_section section, const char *kind,
			       const char *subject, const char *what);

#endif
