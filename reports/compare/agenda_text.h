/** The items of an agenda in words and columns, as people see them. */
#ifndef REPORTS_AGENDA_TEXT_H
#define REPORTS_AGENDA_TEXT_H

#include "reports/compare/agenda_items.h"

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

/** One sentence: what has to be done first; in the arena. */
const char *agenda_first(const struct agenda *agenda, struct arena *arena);

#endif
