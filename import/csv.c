#include "import/csv.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

struct csv_reading {
	struct arena *arena;
	struct notes *notes;
	struct csv_table *table;
	struct csv_parser parser;
	bool quoted, header_done, too_long, too_wide;
	int32_t line;      /* of the byte that is read */
	int32_t cell_line; /* where the cell began */
	const char *row_start, *at;
	int32_t row_line;       /* of row_start */
	struct csv_cell *cells; /* of the row that is read */
	size_t cell_count, cell_room, row_room;
};

/* --- the header tells the separator ------------------------------------ */

static struct span first_line(struct span bytes)
{
	size_t len = 0;
	bool quoted = false;

	while (len < bytes.len && (quoted || (bytes.ptr[len] != '\n' && bytes.ptr[len] != '\r'))) {
		quoted ^= bytes.ptr[len] == '"';
		len++;
	}
	return (struct span){ bytes.ptr, len };
}

static size_t count_outside_quotes(struct span line, char wanted)
{
	size_t count = 0;
	bool quoted = false;

	for (size_t i = 0; i < line.len; i++) {
		quoted ^= line.ptr[i] == '"';
		count += !quoted && line.ptr[i] == wanted;
	}
	return count;
}

static char find_separator(struct span header)
{
	static const char candidates[] = ",;\t";
	char best = ',';
	size_t most = 0;

	for (size_t i = 0; candidates[i]; i++) {
		size_t count = count_outside_quotes(header, candidates[i]);

		if (count > most) {
			most = count;
			best = candidates[i];
		}
	}
	return best;
}

static void skip_line(struct span *rest, int32_t *line)
{
	size_t len = 0;

	while (len < rest->len && rest->ptr[len] != '\n' && rest->ptr[len] != '\r')
		len++;
	if (len + 1 < rest->len && rest->ptr[len] == '\r' && rest->ptr[len + 1] == '\n')
		len++;
	if (len < rest->len)
		len++;
	rest->ptr += len;
	rest->len -= len;
	(*line)++;
}

static bool is_blank_or_comment(struct span line)
{
	struct span text = span_trim(line);

	return text.len == 0 || text.ptr[0] == '#';
}

/* Comments and `sep=;` before the header; leaves *rest at the header. */
static char find_header(struct span *rest, int32_t *line)
{
	char told = 0;

	while (rest->len > 0) {
		struct span here = first_line(*rest);

		if (here.len == 5 && strncmp(here.ptr, "sep=", 4) == 0)
			told = here.ptr[4];
		else if (!is_blank_or_comment(here) && told != 0)
			return told;
		else if (!is_blank_or_comment(here))
			return find_separator(here);
		skip_line(rest, line);
	}
	return 0;
}

/* --- cells and rows ---------------------------------------------------- */

static const char *cell_trouble(struct span text)
{
	if (text.len > CSV_CELL_MAX)
		return "a cell is longer than 32767 bytes, the most that a spreadsheet holds";
	if (!text_is_utf8(text, NULL))
		return "the text is not UTF-8 (in Excel, save as 'CSV UTF-8')";
	for (size_t i = 0; i < text.len; i++)
		if ((unsigned char)text.ptr[i] < ' ' && !strchr("\t\r\n", text.ptr[i]))
			return "a cell holds a control character";
	if (memchr(text.ptr, '\0', text.len))
		return "a cell holds a NUL byte";
	return NULL;
}

static void take_cell(void *field, size_t len, void *data)
{
	struct csv_reading *r = data;
	struct span text = { field ? field : "", field ? len : 0 };

	r->cells = ARENA_PUSH(r->arena, r->cells, r->cell_count, r->cell_room);
	r->cells[r->cell_count++] =
		(struct csv_cell){ .text = arena_copy(r->arena, text), .line = r->cell_line };
	if (memchr(text.ptr, '\0', text.len)) /* seen by check_row although the copy ends there */
		r->cells[r->cell_count - 1].text = "\x01";
}

static bool check_row(const struct csv_reading *r)
{
	for (size_t i = 0; i < r->cell_count; i++) {
		const char *trouble = cell_trouble(span_of(r->cells[i].text));

		if (!trouble)
			continue;
		notes_add(r->notes, NOTE_ERROR, "cell-unreadable",
			  (struct place){ r->table->name, r->cells[i].line, (int32_t)i + 1 },
			  "row skipped: %s", trouble);
		return false;
	}
	if (r->header_done && r->cell_count > r->table->header.count) {
		notes_add(r->notes, NOTE_ERROR, "row-too-wide",
			  (struct place){ r->table->name, r->cells[0].line,
					  (int32_t)r->table->header.count + 1 },
			  "row skipped: it has %zu cells but the header has %zu (put text that "
			  "contains '%c' in double quotes%s)",
			  r->cell_count, r->table->header.count, r->table->separator,
			  r->table->separator == ',' ? "; write 0.8, not 0,8" : "");
		return false;
	}
	return true;
}

static bool row_is_empty(const struct csv_reading *r)
{
	for (size_t i = 0; i < r->cell_count; i++)
		if (r->cells[i].text[0] != '\0')
			return false;
	return true;
}

static void take_row(int end, void *data)
{
	struct csv_reading *r = data;
	struct csv_table *table = r->table;
	struct csv_row row;

	(void)end;
	if (r->cell_count > CSV_COLUMNS_MAX)
		r->too_wide = true;
	else if (!row_is_empty(r) && check_row(r)) {
		row = (struct csv_row){
			.cells = memcpy(ARENA_ARRAY(r->arena, struct csv_cell, r->cell_count),
					r->cells, r->cell_count * sizeof(*r->cells)),
			.count = r->cell_count,
			.line = r->cells[0].line,
			.bytes = { r->row_start, (size_t)(r->at - r->row_start) },
		};
		if (!r->header_done) {
			table->header = row;
			r->header_done = true;
		} else if (table->row_count == CSV_ROWS_MAX) {
			r->too_long = true;
		} else {
			table->rows =
				ARENA_PUSH(r->arena, table->rows, table->row_count, r->row_room);
			table->rows[table->row_count++] = row;
		}
	}
	r->cell_count = 0;
}

/* --- bytes ------------------------------------------------------------- */

static void restart(struct csv_reading *r)
{
	csv_free(&r->parser);
	csv_init(&r->parser, CSV_STRICT | CSV_STRICT_FINI | CSV_APPEND_NULL);
	csv_set_delim(&r->parser, (unsigned char)r->table->separator);
	r->cell_count = 0;
	r->quoted = false;
}

static void note_misplaced_quote(struct csv_reading *r)
{
	struct place place = { r->table->name, r->line, (int32_t)r->cell_count + 1 };

	if (r->row_line == r->line)
		notes_add(
			r->notes, NOTE_ERROR, "quote-misplaced", place,
			"row skipped: there is a double quote inside a value (put the whole value "
			"in double quotes and write \"\" for each quote in it)");
	else /* lines between were inside its quotes: nobody would know where they went */
		notes_add(r->notes, NOTE_ERROR, "quote-misplaced", place,
			  "rows skipped from line %d to here: a double quote opens there and "
			  "there is another inside a value here (one of them is too many)",
			  (int)r->row_line);
}

/* One byte at a time, so that the place of each cell is known. */
static void read_rows(struct csv_reading *r, struct span rest)
{
	while (rest.len > 0 && !r->too_long && !r->too_wide) {
		char byte = rest.ptr[0];
		bool row_end = (byte == '\n' || byte == '\r') && !r->quoted;

		if (r->cell_count == 0 && !r->quoted && byte == '#' && r->cell_line == 0) {
			skip_line(&rest, &r->line);
			continue;
		}
		if (r->cell_line == 0) {
			r->cell_line = r->row_line = r->line;
			r->row_start = rest.ptr;
		}
		r->at = rest.ptr;
		r->quoted ^= byte == '"';
		if (csv_parse(&r->parser, &byte, 1, take_cell, take_row, r) != 1) {
			note_misplaced_quote(r);
			skip_line(&rest, &r->line);
			restart(r);
			r->cell_line = 0;
			continue;
		}
		if (row_end || (byte == r->table->separator && !r->quoted))
			r->cell_line = row_end ? 0 : r->line;
		if (byte == '\n' || (byte == '\r' && !(rest.len > 1 && rest.ptr[1] == '\n')))
			r->line++;
		rest.ptr++;
		rest.len--;
	}
	r->at = rest.ptr;
}

static struct place whole(const char *name)
{
	return (struct place){ name, 0, 0 };
}

static bool no_header(const char *name, struct fault *fault)
{
	return fault_set_at(fault, FAULT_INPUT, whole(name),
			    "there is no header row (the first row names the columns)");
}

static bool finish(struct csv_reading *r, struct fault *fault)
{
	const char *name = r->table->name;

	if (r->quoted)
		return fault_set_at(fault, FAULT_INPUT, (struct place){ name, r->cell_line, 0 },
				    "the double quote that opens here is never closed");
	if (!r->too_long && !r->too_wide && csv_fini(&r->parser, take_cell, take_row, r) != 0)
		note_misplaced_quote(r);
	if (r->too_long)
		return fault_set_at(fault, FAULT_INPUT, whole(name), "more than %d rows",
				    CSV_ROWS_MAX);
	if (r->too_wide)
		return fault_set_at(fault, FAULT_INPUT, (struct place){ name, r->line, 0 },
				    "more than %d columns", CSV_COLUMNS_MAX);
	if (!r->header_done)
		return no_header(name, fault);
	return true;
}

static bool skip_byte_order_mark(struct span *bytes, const char *name, struct fault *fault)
{
	if (bytes->len >= 2 &&
	    (memcmp(bytes->ptr, "\xff\xfe", 2) == 0 || memcmp(bytes->ptr, "\xfe\xff", 2) == 0))
		return fault_set_at(fault, FAULT_INPUT, whole(name),
				    "the file is UTF-16 (in Excel, save as 'CSV UTF-8')");
	if (bytes->len >= 3 && memcmp(bytes->ptr, "\xef\xbb\xbf", 3) == 0) {
		bytes->ptr += 3;
		bytes->len -= 3;
	}
	return true;
}

bool csv_read(struct source source, struct arena *arena, struct csv_table *table,
	      struct notes *notes, struct fault *fault)
{
	struct csv_table made = { .name = source.name };
	struct csv_reading r = { .arena = arena, .notes = notes, .table = &made, .line = 1 };
	struct span rest = source.bytes;
	bool ok;

	if (!skip_byte_order_mark(&rest, source.name, fault))
		return false;
	made.separator = find_header(&rest, &r.line);
	if (made.separator == 0)
		return no_header(source.name, fault);
	if (made.separator != ',')
		notes_add(notes, NOTE_INFO, "separator-found",
			  (struct place){ source.name, r.line, 0 }, "values are separated by %s",
			  made.separator == ';' ? "semicolons" : "tabs");
	restart(&r);
	read_rows(&r, rest);
	ok = finish(&r, fault);
	csv_free(&r.parser);
	if (ok)
		*table = made;
	return ok;
}
