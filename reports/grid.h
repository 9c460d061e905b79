/** Tables on a terminal with a column for each week. */
#ifndef REPORTS_GRID_H
#define REPORTS_GRID_H

#include "model/plan.h"
#include "reports/columns.h"

enum { GRID_LABELS = 3 };

/** Rows with a few labels and a number for each week. */
struct grid {
	struct column_head heads[GRID_LABELS];
	size_t label_count, row_count;
	const void *data; /* the caller's, for the functions below */
	const char *(*label)(const struct grid *grid, const struct plan *plan, size_t row,
			     size_t column);
	/* Write the cell, or leave the text empty. */
	void (*cell)(const struct grid *grid, const struct plan *plan,
		     const struct report_options *options, size_t row, size_t week,
		     char text[NUMBER_TEXT_SIZE]);
};

/** In blocks of weeks that fit the width; rows without a number are left out of a block. */
void grid_write(const struct grid *grid, const struct plan *plan,
		const struct report_options *options, FILE *out);

#endif
