/**
 * The Monday meeting on one page: what a plan asks people to decide, know and doubt.
 *
 * agenda_make gathers the items once; the writers only show them, so that the table, the CSV,
 * the JSON and the page say the same. Texts may hold what came from outside: each writer
 * makes them harmless. What stands in which section: docs/ritual.md.
 */
#ifndef REPORTS_AGENDA_H
#define REPORTS_AGENDA_H

#include "reports/reports.h"
#include "store/diff.h"

enum agenda_section {
	AGENDA_DECISIONS, /* due within AGENDA_DAYS, or late; late ones first, then by day */
	AGENDA_ROLES,     /* what to staff: by role, orders by day, then what stays open */
	AGENDA_PEOPLE,    /* who is free: as the report bench has them */
	AGENDA_CONTRACTS, /* engagements and people that end within the plan, by day */
	AGENDA_CHANGES,   /* since the plan before: the largest causes first */
	AGENDA_DOUBTS,    /* feeds that are not up to date, bookings that can not hold */
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
	int64_t fte_min; /* what an FTE is for these minutes; 0: no FTE are shown */
	int64_t cost_cents;
};

struct agenda {
	const struct plan *plan;
	const struct diff *diff; /* from the plan before; NULL when this is the first */
	struct arena *arena;
	struct agenda_item *items; /* by section */
	size_t count, room;
	size_t in_section[AGENDA_SECTION_COUNT];
	int64_t gap_min; /* of the plan, all weeks */
};

/**
 * Gather the items of a plan that has its roster and its engagements.
 *
 * @param diff  from the plan before to this one; NULL when there is none before
 * @param[out] agenda  lives in the arena
 */
void agenda_make(const struct plan *plan, const struct diff *diff, enum view view,
		 struct arena *arena, struct agenda *agenda);

/** Formats that agenda_write knows: bits 1 << FORMAT_... */
extern const unsigned agenda_formats;

bool agenda_write(const struct agenda *agenda, const struct report_options *options, FILE *out,
		  struct fault *fault) MUST_CHECK;

/** One sentence: what has to be done first; in the arena. */
const char *agenda_first(const struct agenda *agenda, struct arena *arena);

/* For the files of the agenda only. */

/** A new item at the end; what is not set is "" or absent. */
struct agenda_item *agenda_add(struct agenda *agenda, enum agenda_section section, const char *kind,
			       const char *subject, const char *what);

/** What changed and what is doubtful. */
void agenda_add_changes(struct agenda *agenda, enum view view);
void agenda_add_doubts(struct agenda *agenda);

/** A column of a section: which member it shows under which name. */
enum agenda_field {
	AGENDA_DUE,
	AGENDA_DECISION, /* kind and what */
	AGENDA_SUBJECT,
	AGENDA_WHAT,
	AGENDA_FTE,
	AGENDA_HOURS,
	AGENDA_FIRST,
	AGENDA_LAST,
	AGENDA_WEEKS, /* "W49 to W12" */
	AGENDA_COST,
	AGENDA_LATE,
	AGENDA_NOTE,
	AGENDA_FIELD_COUNT
};

enum { AGENDA_COLUMNS = 8 };

struct agenda_column {
	enum agenda_field field;
	const char *name; /* NULL: no further column */
	int least; /* columns of a terminal that it is never narrowed below, or COLUMN_SPARE */
};

/** How a section is shown to people. */
struct agenda_shape {
	const char *title, *none; /* what to say when it is empty */
	const char *report;       /* the command that has all of it */
	size_t shown;             /* on a terminal; the page shows more */
	struct agenda_column columns[AGENDA_COLUMNS];
};

const struct agenda_shape *agenda_shape(enum agenda_section section);

/** Whether a field is a number: to the right. */
bool agenda_field_is_number(enum agenda_field field);

/** The text of a field, raw; in the arena. */
const char *agenda_text(const struct agenda_item *item, enum agenda_field field,
			struct arena *arena);

/** "Plan 3, 2026-11-23, weighted demand; plan 2 was made for 2026-11-16"; in the arena. */
const char *agenda_scope(const struct agenda *agenda, enum view view, struct arena *arena);

/** The page. */
bool agenda_write_html(const struct agenda *agenda, const struct report_options *options, FILE *out,
		       struct fault *fault) MUST_CHECK;

#endif
