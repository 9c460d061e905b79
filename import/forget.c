#include "import/forget.h"

#include <string.h>
#include <strings.h>

#include "base/out.h"
#include "base/text.h"
#include "import/csv.h"
#include "import/inputs.h"
#include "import/table.h"

/* --- tables ----------------------------------------------------------------------- */

struct cell {
	struct span raw;  /* as it stands, quotes and blanks and all */
	const char *text; /* what it means */
};

struct forget_table {
	const struct forgotten *who;
	char separator;
	enum column_holds *holds; /* of each cell of the header */
	size_t header_count;
	struct cell *cells; /* of the record in hand */
	size_t cell_count, cell_room;
	int32_t line, header_line;
	struct out out;
	struct arena *arena;
};

static bool same(const char *a, const char *b, struct arena *arena)
{
	return strcmp(text_key(span_of(a), arena), text_key(span_of(b), arena)) == 0;
}

/* Of the workspace's table, or of a scenario's; NULL: it has none. */
static const struct table_columns *columns_of(const char *path)
{
	const char *slash = strrchr(path, '/');

	for (size_t i = 0; i < input_kind_count; i++)
		if (strcmp(input_kinds[i].name, slash ? slash + 1 : path) == 0)
			return input_kinds[i].columns;
	return NULL;
}

/* What no table of ours has is a word like any other. */
static enum column_holds holds_of(const struct table_columns *columns, const char *column,
				  struct arena *arena)
{
	for (size_t i = 0; columns && i < columns->count; i++)
		if (same(columns->list[i].name, column, arena))
			return columns->list[i].holds;
	return HOLDS_NOBODY;
}

static enum column_holds holds_at(const struct forget_table *t, size_t column)
{
	return column < t->header_count ? t->holds[column] : HOLDS_NOBODY;
}

/* Where the cell that begins here ends. Quotes hold separators and line ends. */
static size_t cell_end(struct span rest, char separator)
{
	bool quoted = false;
	size_t i = 0;

	for (; i < rest.len; i++) {
		char c = rest.ptr[i];

		if (c == '"')
			quoted = !quoted;
		else if (!quoted && (c == separator || c == '\r' || c == '\n'))
			break;
	}
	return i;
}

/* The text of a cell: without quotes, the blanks around it, and the mark of our own guard. */
static const char *meaning(struct span raw, struct arena *arena)
{
	struct span inner = span_trim(raw);
	char *text, *to;

	if (inner.len >= 2 && inner.ptr[0] == '"' && inner.ptr[inner.len - 1] == '"')
		inner = (struct span){ inner.ptr + 1, inner.len - 2 };
	text = to = arena_copy(arena, inner);
	for (const char *from = text; *from; from++) {
		if (from[0] == '"' && from[1] == '"')
			from++;
		*to++ = *from;
	}
	*to = '\0';
	return text[0] == '\'' && text[1] && strchr("=+-@", text[1]) ? text + 1 : text;
}

static void put_cell(struct forget_table *t, struct span text)
{
	bool quote = memchr(text.ptr, '"', text.len) || memchr(text.ptr, t->separator, text.len) ||
		     memchr(text.ptr, '\n', text.len) || memchr(text.ptr, '\r', text.len);

	if (!quote) {
		out_put(&t->out, text);
		return;
	}
	out_put(&t->out, SPAN("\""));
	for (size_t i = 0; i < text.len; i++) {
		if (text.ptr[i] == '"')
			out_put(&t->out, SPAN("\""));
		out_put(&t->out, (struct span){ text.ptr + i, 1 });
	}
	out_put(&t->out, SPAN("\""));
}

/* Whether the record is about the person: by the column that says whose it is. */
static bool is_theirs(const struct forget_table *t, enum column_holds holds)
{
	for (size_t i = 0; i < t->cell_count; i++)
		if (holds_at(t, i) == holds && same(t->cells[i].text, t->who->id, t->arena))
			return true;
	return false;
}

static void put_changed(struct forget_table *t, size_t column, bool theirs)
{
	const struct cell *cell = &t->cells[column];
	const struct forgotten *who = t->who;
	enum column_holds holds = holds_at(t, column);
	const struct mentions *mentions =
		holds == HOLDS_TEXT || holds == HOLDS_OWNER ? who->mentioned : who->named;

	if (theirs && holds == HOLDS_ID)
		put_cell(t, span_of(who->token));
	else if (theirs && holds == HOLDS_NAME)
		return;
	else if (mentions_in(mentions, span_of(cell->text)))
		put_cell(t, mentions_replace(mentions, span_of(cell->text), who->token, t->arena));
	else
		out_put(&t->out, cell->raw);
}

static void put_record(struct forget_table *t)
{
	bool theirs = is_theirs(t, HOLDS_ID);

	if (is_theirs(t, HOLDS_OWNER)) /* an empty line, so that the others keep theirs */
		return;
	for (size_t i = 0; i < t->cell_count; i++) {
		if (i > 0)
			out_put(&t->out, (struct span){ &t->separator, 1 });
		put_changed(t, i, theirs);
	}
}

/* The cells of one record. @return the bytes that it takes, without its line end */
static size_t split_record(struct forget_table *t, struct span rest)
{
	size_t at = 0;

	t->cell_count = 0;
	for (;;) {
		size_t len = cell_end((struct span){ rest.ptr + at, rest.len - at }, t->separator);
		struct span raw = { rest.ptr + at, len };

		t->cells = ARENA_PUSH(t->arena, t->cells, t->cell_count, t->cell_room);
		t->cells[t->cell_count++] = (struct cell){ raw, meaning(raw, t->arena) };
		at += len;
		if (at >= rest.len || rest.ptr[at] != t->separator)
			return at;
		at++;
	}
}

static size_t line_end_length(struct span rest)
{
	return rest.len >= 2 && rest.ptr[0] == '\r' && rest.ptr[1] == '\n' ? 2 : rest.len > 0;
}

static size_t put_line(struct forget_table *t, struct span rest)
{
	size_t len;

	if (rest.ptr[0] == '#') {
		len = strcspn(rest.ptr, "\r\n");
		out_put(&t->out, mentions_replace(t->who->mentioned, (struct span){ rest.ptr, len },
						  t->who->token, t->arena));
		return len;
	}
	len = split_record(t, rest);
	if (t->line > t->header_line)
		put_record(t);
	else
		out_put(&t->out, (struct span){ rest.ptr, len });
	return len;
}

struct span forget_in_table(struct source source, const struct forgotten *who, struct arena *arena)
{
	const struct table_columns *columns = columns_of(source.name);
	struct forget_table t = {
		.who = who, .separator = ',', .line = 1, .out = { .arena = arena }, .arena = arena
	};
	struct notes unused = NOTES_INIT(arena);
	struct fault none = FAULT_INIT;
	struct csv_table table = { 0 };
	const char *text = arena_copy(arena, source.bytes); /* ends in NUL */

	if (!csv_read(source, arena, &table, &unused, &none))
		return mentions_replace(who->mentioned, source.bytes, who->token, arena);
	t.separator = table.separator;
	t.header_line = table.header.line;
	t.header_count = table.header.count;
	t.holds = ARENA_ARRAY(arena, enum column_holds, t.header_count + 1);
	for (size_t i = 0; i < t.header_count; i++)
		t.holds[i] = holds_of(columns, table.header.cells[i].text, arena);
	for (size_t at = 0; at < source.bytes.len; t.line++) {
		struct span rest = { text + at, source.bytes.len - at };
		size_t len = put_line(&t, rest), end;

		rest = (struct span){ rest.ptr + len, rest.len - len };
		end = line_end_length(rest);
		out_put(&t.out, (struct span){ rest.ptr, end });
		at += len + end;
	}
	return out_span(&t.out);
}

/* --- the lines that still name somebody ------------------------------------------------ */

int32_t *forget_lines(struct span bytes, const struct mentions *mentions, struct arena *arena,
		      size_t *count)
{
	int32_t *lines = NULL, line = 1;
	size_t room = 0;

	*count = 0;
	for (size_t at = 0; at < bytes.len; line++) {
		const char *end = memchr(bytes.ptr + at, '\n', bytes.len - at);
		size_t len = end ? (size_t)(end - bytes.ptr) - at + 1 : bytes.len - at;

		if (mentions_in(mentions, (struct span){ bytes.ptr + at, len })) {
			lines = ARENA_PUSH(arena, lines, *count, room);
			lines[(*count)++] = line;
		}
		at += len;
	}
	return lines;
}
