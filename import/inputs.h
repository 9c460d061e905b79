/**
 * The tables of a workspace: one row for each. A new one needs its row, its file in import/, and
 * its description in docs/formats.md; who reads, checks, forgets or documents tables goes by this
 * list.
 */
#ifndef IMPORT_INPUTS_H
#define IMPORT_INPUTS_H

#include "import/scenario.h"

typedef bool input_reader(struct source source, struct arena *arena, struct company *company,
			  struct notes *notes, struct fault *fault);

struct input_kind {
	const char *name;
	const char *what; /* for the manual */
	bool required;
	bool settings; /* when it cannot be read, all others are read by rules that may be others */
	bool for_feeds;                      /* says how feeds are read */
	const struct table_columns *columns; /* import/table.h; NULL: not a table of rows */
	input_reader *read;
	/** How a scenario's table of this name changes what was read; NULL: a scenario has none. */
	scenario_reader *merge;
};

/** In an order in which each finds what it needs of those before it. */
extern const struct input_kind input_kinds[];
extern const size_t input_kind_count;

#endif
