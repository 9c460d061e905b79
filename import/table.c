#include "import/table.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "base/text.h"
#include "import/ical/ical_system.h"

/* --- columns ----------------------------------------------------------- */

static size_t find_column(const struct cursor *cursor, const char *key)
{
	for (size_t i = 0; i < cursor->columns->count; i++)
		if (strcmp(cursor->columns->list[i].name, key) == 0)
			return i;
	return SIZE_MAX;
}

static void note_unknown_column(const struct cursor *cursor, size_t cell, const char *key)
{
	const char **names = ARENA_ARRAY(cursor->arena, const char *, cursor->columns->count);
	struct place place = { cursor->table->name, cursor->table->header.line, (int32_t)cell + 1 };
	struct fault fault = FAULT_INIT;
	const char *near;
	struct day day;

	if (day_parse(span_of(key), &day, &fault)) {
		notes_add(cursor->notes, NOTE_ERROR, "week-column-wrong", place,
			  "'%s' is not a Monday: the column is ignored (name weeks by their Monday "
			  "or "
			  "like 2026-W49)",
			  key);
		return;
	}
	for (size_t i = 0; i < cursor->columns->count; i++)
		names[i] = cursor->columns->list[i].name;
	near = text_nearest(key, names, cursor->columns->count, cursor->arena);
	if (near)
		notes_add(cursor->notes, NOTE_WARNING, "column-unknown", place,
			  "there is no column '%s' (did you mean '%s'?): it is ignored", key, near);
	else
		notes_add(cursor->notes, NOTE_WARNING, "column-unknown", place,
			  "there is no column '%s': it is ignored", key);
}

static bool bind_columns(struct cursor *cursor, size_t *index, extra_column *extra, void *context,
			 struct fault *fault)
{
	const struct csv_table *table = cursor->table;

	for (size_t c = 0; c < table->header.count; c++) {
		struct span text = span_of(table->header.cells[c].text);
		const char *key = text_key(text, cursor->arena);
		size_t column = find_column(cursor, key);

		if (column == SIZE_MAX) {
			if (text.len > 0 && !(extra && extra(text, context)))
				note_unknown_column(cursor, c, key);
			continue;
		}
		if (index[column] != SIZE_MAX)
			return fault_set_at(
				fault, FAULT_INPUT,
				(struct place){ table->name, table->header.line, (int32_t)c + 1 },
				"duplicate column '%s'", key);
		index[column] = c;
	}
	for (size_t i = 0; i < cursor->columns->count; i++)
		if (cursor->columns->list[i].required && index[i] == SIZE_MAX)
			return fault_set_at(fault, FAULT_INPUT,
					    (struct place){ table->name, table->header.line, 0 },
					    "the column '%s' is missing",
					    cursor->columns->list[i].name);
	return true;
}

bool cursor_open(struct cursor *cursor, const struct csv_table *table,
		 const struct table_columns *columns, extra_column *extra, void *context,
		 struct arena *arena, struct notes *notes, struct fault *fault)
{
	size_t *index = ARENA_ARRAY(arena, size_t, columns->count);

	for (size_t i = 0; i < columns->count; i++)
		index[i] = SIZE_MAX;
	*cursor = (struct cursor){
		.table = table, .columns = columns, .index = index, .arena = arena, .notes = notes
	};
	return bind_columns(cursor, index, extra, context, fault);
}

/* --- rows -------------------------------------------------------------- */

bool cursor_next(struct cursor *cursor)
{
	if (cursor->next == cursor->table->row_count)
		return false;
	cursor->row = &cursor->table->rows[cursor->next++];
	cursor->bad = false;
	for (size_t i = 0; i < cursor->columns->count; i++)
		if (cursor->columns->list[i].required && cursor_text(cursor, i)[0] == '\0')
			cursor_error(cursor, i, "cell-missing", "'%s' is empty",
				     cursor->columns->list[i].name);
	return true;
}

bool cursor_row_ok(struct cursor *cursor)
{
	cursor->skipped += cursor->bad;
	return !cursor->bad;
}

bool cursor_row_kept(struct cursor *cursor, size_t column, struct skipped_rows *skipped)
{
	const char *id = cursor_text(cursor, column);

	if (cursor_row_ok(cursor))
		return true;
	if (id[0]) {
		skipped->list =
			ARENA_PUSH(cursor->arena, skipped->list, skipped->count, skipped->room);
		skipped->list[skipped->count++] =
			(struct skipped_row){ id, cursor_place(cursor, column) };
	}
	return false;
}

static const struct csv_cell *cell_at(const struct cursor *cursor, size_t cell)
{
	return cell < cursor->row->count ? &cursor->row->cells[cell] : NULL;
}

static struct place place_at(const struct cursor *cursor, size_t index)
{
	const struct csv_cell *cell = cell_at(cursor, index);

	return (struct place){ cursor->table->name, cell ? cell->line : cursor->row->line,
			       index == SIZE_MAX ? 0 : (int32_t)index + 1 };
}

struct place cursor_place(const struct cursor *cursor, size_t column)
{
	return place_at(cursor, cursor->index[column]);
}

/* Our own CSV puts a ' before text that a spreadsheet would run. */
static const char *unguarded(const char *text)
{
	return text[0] == '\'' && text_is_formula(text) ? text + 1 : text;
}

static const char *text_at(const struct cursor *cursor, size_t index)
{
	const struct csv_cell *cell = cell_at(cursor, index);
	struct span text;

	if (!cell)
		return "";
	text = span_trim(span_of(cell->text));
	if (text.len == strlen(cell->text))
		return unguarded(cell->text);
	return unguarded(arena_copy(cursor->arena, text));
}

const char *cursor_text(const struct cursor *cursor, size_t column)
{
	return text_at(cursor, cursor->index[column]);
}

void cursor_error(struct cursor *cursor, size_t column, const char *id, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	notes_add(cursor->notes, NOTE_ERROR, id, cursor_place(cursor, column), "row skipped: %s",
		  arena_vformat(cursor->arena, format, list));
	va_end(list);
	cursor->bad = true;
}

void cursor_warning(struct cursor *cursor, size_t column, const char *id, const char *format, ...)
{
	va_list list;

	va_start(list, format);
	notes_add(cursor->notes, NOTE_WARNING, id, cursor_place(cursor, column), "%s",
		  arena_vformat(cursor->arena, format, list));
	va_end(list);
}

/* --- zones -------------------------------------------------------------- */

const char *cursor_zone(struct cursor *cursor, size_t column, const char *otherwise,
			const char *taken)
{
	const char *zone = cursor_text(cursor, column);
	bool known = false;

	if (!zone[0] || cursor->trouble.kind != FAULT_NONE ||
	    !import_zone_find(zone, NULL, &known, &cursor->trouble))
		return otherwise;
	if (known)
		return zone;
	cursor_warning(cursor, column, "zone-unknown",
		       "'%s' is not a time zone that this system knows (write it like "
		       "Europe/Berlin): %s is used",
		       zone, taken);
	return otherwise;
}

bool cursor_close(const struct cursor *cursor, struct fault *fault)
{
	if (cursor->trouble.kind != FAULT_NONE)
		*fault = cursor->trouble;
	return cursor->trouble.kind == FAULT_NONE;
}

/* --- values ------------------------------------------------------------ */

static void error_at(struct cursor *cursor, size_t cell, const char *id, const char *text)
{
	notes_add(cursor->notes, NOTE_ERROR, id, place_at(cursor, cell), "row skipped: %s", text);
	cursor->bad = true;
}

/* The decimal sign: a comma is taken where it cannot be the separator of a list of columns. */
static char point_of(const struct cursor *cursor, const char *text)
{
	return cursor->table->separator != ',' && strchr(text, ',') ? ',' : '.';
}

bool cursor_number_at(struct cursor *cursor, size_t cell, int64_t low, int64_t high, int64_t *micro)
{
	const char *text = text_at(cursor, cell);
	struct fault fault = FAULT_INIT;
	int64_t value;

	if (text[0] == '\0')
		return false;
	if (!number_parse(span_of(text), point_of(cursor, text), &value, &fault)) {
		error_at(cursor, cell, "number-wrong", fault.message);
		return false;
	}
	if (value < low * MICRO || value > high * MICRO) {
		error_at(cursor, cell, "number-out-of-range",
			 arena_format(cursor->arena, "%s: '%s' is not a number from %lld to %lld",
				      cursor->table->header.cells[cell].text, text, (long long)low,
				      (long long)high));
		return false;
	}
	*micro = value;
	return true;
}

bool cursor_number(struct cursor *cursor, size_t column, int64_t low, int64_t high, int64_t *micro)
{
	return cursor_number_at(cursor, cursor->index[column], low, high, micro);
}

bool cursor_integer(struct cursor *cursor, size_t column, int32_t low, int32_t high, int32_t *value)
{
	int64_t micro;

	if (!cursor_number(cursor, column, low, high, &micro))
		return false;
	if (micro % MICRO != 0) {
		cursor_error(cursor, column, "number-not-whole", "'%s' is not a whole number",
			     cursor_text(cursor, column));
		return false;
	}
	*value = (int32_t)(micro / MICRO);
	return true;
}

bool cursor_day(struct cursor *cursor, size_t column, struct day *day)
{
	const char *text = cursor_text(cursor, column);
	struct fault fault = FAULT_INIT;

	if (text[0] == '\0')
		return false;
	if (day_parse(span_of(text), day, &fault))
		return true;
	cursor_error(cursor, column, "day-wrong", "%s", fault.message);
	return false;
}

static const char *all_words(struct arena *arena, const char *const *words, size_t count)
{
	const char *text = "";

	for (size_t i = 0; i < count; i++)
		text = arena_format(arena, "%s%s%s", text,
				    i == 0 ? "" : (i + 1 == count ? " or " : ", "), words[i]);
	return text;
}

size_t cursor_word(struct cursor *cursor, size_t column, const char *const *words, size_t count,
		   size_t otherwise)
{
	const char *text = cursor_text(cursor, column);
	const char *key = text_key(span_of(text), cursor->arena);

	if (key[0] == '\0')
		return otherwise;
	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], key) == 0)
			return i;
	cursor_error(cursor, column, "word-unknown", "'%s' is not a valid %s (write %s)", text,
		     cursor->columns->list[column].name, all_words(cursor->arena, words, count));
	return otherwise;
}

const char **cursor_list(struct cursor *cursor, size_t column, size_t *count)
{
	struct span rest = span_of(cursor_text(cursor, column)), item;
	const char **list = NULL;
	size_t n = 0, room = 0, kept = 0;

	while (span_next(&rest, ';', &item)) {
		if (item.len == 0)
			continue;
		list = ARENA_PUSH(cursor->arena, list, n, room);
		list[n++] = arena_copy(cursor->arena, item);
	}
	if (n > 0)
		qsort(list, n, sizeof(*list), text_order);
	for (size_t i = 0; i < n; i++)
		if (i == 0 || strcmp(list[i], list[kept - 1]) != 0)
			list[kept++] = list[i];
	*count = kept;
	return list;
}

/* --- ids --------------------------------------------------------------- */

struct id_slot {
	const char *key; /* NULL: free */
	int32_t line;
};

static uint64_t hash(const char *text)
{
	uint64_t value = UINT64_C(14695981039346656037); /* FNV-1a */

	for (; *text; text++)
		value = (value ^ (unsigned char)*text) * UINT64_C(1099511628211);
	return value;
}

static struct id_slot *slot_of(const struct ids *ids, const char *key)
{
	size_t i = hash(key) & (ids->room - 1);

	while (ids->slots[i].key && strcmp(ids->slots[i].key, key) != 0)
		i = (i + 1) & (ids->room - 1);
	return &ids->slots[i];
}

static void grow_ids(struct ids *ids, struct arena *arena)
{
	struct ids more = { .count = ids->count, .room = ids->room ? 2 * ids->room : 64 };

	more.slots = ARENA_ARRAY(arena, struct id_slot, more.room);
	for (size_t i = 0; i < ids->room; i++)
		if (ids->slots[i].key)
			*slot_of(&more, ids->slots[i].key) = ids->slots[i];
	*ids = more;
}

bool cursor_id_is_new(struct cursor *cursor, struct ids *ids, size_t column, const char *id)
{
	const char *key = text_key(span_of(id), cursor->arena);
	struct id_slot *slot;

	if (2 * (ids->count + 1) > ids->room)
		grow_ids(ids, cursor->arena);
	slot = slot_of(ids, key);
	if (slot->key) {
		cursor_error(cursor, column, "id-twice", "duplicate id '%s' (first in line %d)", id,
			     (int)slot->line);
		return false;
	}
	/* A row that is skipped takes nobody's place. */
	if (!cursor->bad) {
		*slot = (struct id_slot){ key, cursor->row->line };
		ids->count++;
	}
	return true;
}
