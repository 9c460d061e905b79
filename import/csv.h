/**
 * Tables of text: CSV as spreadsheets write it, with the place of every cell.
 *
 * RFC 4180 through libcsv in strict mode. The separator (comma, semicolon or
 * tab) is found in the header row; a byte order mark, CR, LF or CRLF and a
 * first line `sep=;` are understood. Lines that begin with # are comments.
 * Columns in places are fields, counted from 1.
 */
#ifndef IMPORT_CSV_H
#define IMPORT_CSV_H

#include "base/arena.h"
#include "base/fault.h"
#include "base/note.h"
#include "base/source.h"

struct csv_cell {
	const char *text; /* without the blanks around it */
	int32_t line;     /* where it begins */
};

struct csv_row {
	const struct csv_cell *cells;
	size_t count;
	int32_t line;
	struct span bytes; /* of the source, without the end of its last line */
};

struct csv_table {
	const char *name;
	char separator;
	struct csv_row header;
	struct csv_row *rows; /* without the header */
	size_t row_count;
};

/** Limits of one file. Beyond them it is refused, never cut. */
enum { CSV_ROWS_MAX = 1000000, CSV_COLUMNS_MAX = 1000, CSV_CELL_MAX = 32767 };

/**
 * Read a table.
 *
 * A row with a misplaced quote, a control character, bytes that are no UTF-8 or more
 * cells than the header is skipped with an error note; the rows after it are read.
 * @return false with FAULT_INPUT when there is no header row, a quote never
 *         closes (the message names the line where it opened), the file is
 *         UTF-16, or a limit is passed
 */
bool csv_read(struct source source, struct arena *arena, struct csv_table *table,
	      struct notes *notes, struct fault *fault) MUST_CHECK;

#endif
