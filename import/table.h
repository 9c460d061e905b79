/**
 * Rows with named columns: what people.csv, demand.csv and the others have in common.
 *
 * A file says which columns it knows (struct table_columns); a cursor
 * goes through the rows and gives cells as what they should be. Every doubt is
 * a note with the cell's place. A row with any error is not to be used
 * (cursor_row_ok).
 */
#ifndef IMPORT_TABLE_H
#define IMPORT_TABLE_H

#include "import/csv.h"
#include "model/company.h"

/** Whom the cells of a column name: by it somebody is forgotten in a table (import/forget.h). */
enum column_holds {
	HOLDS_NOBODY =
		1,   /* or nobody that is told from other words; 0: somebody forgot to say it */
	HOLDS_ID,    /* of the person that the row is about */
	HOLDS_NAME,  /* theirs, or an address: personal, and nothing goes by it */
	HOLDS_OWNER, /* the id of whose feed the row is: it goes with them */
	HOLDS_TEXT,  /* anything, in which somebody may be named */
};

struct table_column {
	const char *name;
	bool required; /* the column must be there and no cell may be empty */
	enum column_holds holds;
};

struct table_columns {
	const struct table_column *list;
	size_t count;
};

struct cursor {
	const struct csv_table *table;
	const struct table_columns *columns;
	const size_t *index; /* of each column: its place in the table; SIZE_MAX when missing */
	struct arena *arena;
	struct notes *notes;
	const struct csv_row *row;
	size_t next;
	bool bad;
	size_t skipped;
	struct fault trouble; /* of the system, not of the table: cursor_close says it */
};

/** Whether a header cell that is no known column is all right: week columns of the wide layout. */
typedef bool extra_column(struct span header, void *context);

/**
 * Find the columns.
 *
 * Unknown columns are warnings with a did-you-mean.
 * @param extra  may be NULL
 * @return false with FAULT_INPUT when a required column is missing or a column stands twice
 */
bool cursor_open(struct cursor *cursor, const struct csv_table *table,
		 const struct table_columns *columns, extra_column *extra, void *context,
		 struct arena *arena, struct notes *notes, struct fault *fault) MUST_CHECK;

/** Go to the next row; false after the last. Reports empty cells of required columns. */
bool cursor_next(struct cursor *cursor);

/** Whether nothing was wrong with the row; counts it as skipped otherwise. */
bool cursor_row_ok(struct cursor *cursor);

/** The same; the id of a row that is skipped is remembered. */
bool cursor_row_kept(struct cursor *cursor, size_t column, struct skipped_rows *skipped);

/** Where a column's cell of the row stands. */
struct place cursor_place(const struct cursor *cursor, size_t column);

/** The cell's text: trimmed, without the ' that guards formulas; "" when empty or missing. */
const char *cursor_text(const struct cursor *cursor, size_t column);

/** An error: the row will be skipped. */
void cursor_error(struct cursor *cursor, size_t column, const char *id, const char *format, ...)
	PRINTF_LIKE(4, 5);

/** A warning: the row is used. */
void cursor_warning(struct cursor *cursor, size_t column, const char *id, const char *format, ...)
	PRINTF_LIKE(4, 5);

/** A number from low to high (in whole units) as millionths. False when the cell is empty or wrong.
 */
bool cursor_number(struct cursor *cursor, size_t column, int64_t low, int64_t high, int64_t *micro);

/** The same for the n-th cell of the row, which need not be a known column. */
bool cursor_number_at(struct cursor *cursor, size_t cell, int64_t low, int64_t high,
		      int64_t *micro);

/** A whole number from low to high. False when the cell is empty or wrong. */
bool cursor_integer(struct cursor *cursor, size_t column, int32_t low, int32_t high,
		    int32_t *value);

/** A day. False when the cell is empty or wrong. */
bool cursor_day(struct cursor *cursor, size_t column, struct day *day);

/** One of the words; its index, or `otherwise` when the cell is empty or (with an error) wrong. */
size_t cursor_word(struct cursor *cursor, size_t column, const char *const *words, size_t count,
		   size_t otherwise);

/**
 * A time zone that the system knows; `otherwise` when the cell is empty or (with a warning that
 * names what is taken) wrong.
 */
const char *cursor_zone(struct cursor *cursor, size_t column, const char *otherwise,
			const char *taken);

/** Whether all went well: false with FAULT_SYSTEM when a time zone could not be read. */
bool cursor_close(const struct cursor *cursor, struct fault *fault) MUST_CHECK;

/** The items of a list separated by ';', sorted, each once. */
const char **cursor_list(struct cursor *cursor, size_t column, size_t *count);

/**
 * Report every id that an earlier row had; such rows are dropped by the caller.
 * Keys are compared as names (text_key).
 */
struct ids {
	struct id_slot *slots;
	size_t count, room;
};

/**
 * True when the id is new; else an error that names the line of the first. The last thing that is
 * asked of a row: only that of one without errors is taken.
 */
bool cursor_id_is_new(struct cursor *cursor, struct ids *ids, size_t column, const char *id);

#endif
