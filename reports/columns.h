/**
 * Tables on a terminal: columns as wide as what they hold, narrowed until they fit.
 *
 * Widths are columns of the screen: a wide character counts two, a combining one none. Text from
 * outside is shown as shown_text does it; what is cut ends in an ellipsis.
 */
#ifndef REPORTS_COLUMNS_H
#define REPORTS_COLUMNS_H

#include "base/number.h"
#include "reports/reports.h"

/** A column that is left out where even the least widths do not fit. */
enum { COLUMN_SPARE = 1 << 16 };

struct column_head {
	const char *name;
	bool right; /* numbers: never narrowed */
	int least;  /* narrowed no further; 0: as narrow as its name. May be | COLUMN_SPARE */
};

/**
 * Write rows below a line of names, two blanks between columns.
 *
 * @param cells  row by row; texts from outside as they are
 * @param width  columns of the terminal. Rows are wider only where the least widths are
 */
void columns_write(FILE *out, int width, const struct column_head *heads, size_t column_count,
		   const char *const *cells, size_t row_count);

/** The same with a text below each row, broken into lines that are indented by 4. */
void columns_write_below(FILE *out, int width, const struct column_head *heads, size_t column_count,
			 const char *const *cells, const char *const *below, size_t row_count);

#endif
