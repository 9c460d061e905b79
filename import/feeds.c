#include "import/feeds.h"

#include <string.h>

#include "import/table.h"

enum { FEED, KIND, WHO, SOURCE, MEETINGS, TIME_ZONE, STALE_DAYS, COLUMN_COUNT };

/* Each is a process, and a wait when it comes over the network: docs/formats.md. */
enum { STALE_DAYS_MAX = 3650, FEEDS_MAX = 20000 };

static const struct table_column column_list[COLUMN_COUNT] = {
	[FEED] = { "feed", true, HOLDS_TEXT },
	[KIND] = { "kind", true, HOLDS_NOBODY },
	[WHO] = { "who", false, HOLDS_OWNER },
	[SOURCE] = { "source", true, HOLDS_TEXT },
	[MEETINGS] = { "meetings", false, HOLDS_NOBODY },
	[TIME_ZONE] = { "time_zone", false, HOLDS_NOBODY },
	[STALE_DAYS] = { "stale_days", false, HOLDS_NOBODY },
};
const struct table_columns feeds_columns = { column_list, COLUMN_COUNT };

static void read_kind(struct cursor *cursor, struct feed_entry *entry)
{
	const char *kinds[] = { feed_kind_name(FEED_PERSONAL), feed_kind_name(FEED_ABSENCE),
				feed_kind_name(FEED_HOLIDAYS), feed_kind_name(FEED_FREEBUSY) };

	entry->kind =
		(enum feed_kind)cursor_word(cursor, KIND, kinds, ARRAY_LEN(kinds), FEED_PERSONAL);
	if ((entry->kind == FEED_PERSONAL || entry->kind == FEED_FREEBUSY) && !entry->who[0])
		cursor_error(
			cursor, WHO, "who-missing",
			"it does not say whose calendar this is (write the id of the person in "
			"people.csv)");
}

static void read_source(struct cursor *cursor, struct feed_entry *entry)
{
	struct fault fault = FAULT_INIT;

	if (entry->source[0] && !feed_source_parse(entry->source, &entry->source_kind, &fault))
		cursor_error(cursor, SOURCE, "source-wrong", "%s", fault.message);
}

static void read_rules(struct cursor *cursor, struct feed_entry *entry)
{
	static const char *const meetings[] = { "count", "ignore" };

	entry->has_meetings = cursor_text(cursor, MEETINGS)[0] != '\0';
	entry->meetings = (enum meetings)cursor_word(cursor, MEETINGS, meetings,
						     ARRAY_LEN(meetings), MEETINGS_COUNT);
	entry->time_zone = cursor_zone(cursor, TIME_ZONE, "", "the person's");
	(void)cursor_integer(cursor, STALE_DAYS, 1, STALE_DAYS_MAX, &entry->stale_days);
}

/* --- addresses --- */

/* Remarks quote cells: an address in one is hidden before anybody looks at it. */
static void hide_addresses(struct csv_row *row, size_t but, struct arena *arena)
{
	struct csv_cell *cells = ARENA_ARRAY(arena, struct csv_cell, row->count + 1);

	for (size_t i = 0; i < row->count; i++) {
		cells[i] = row->cells[i];
		if (i != but && strstr(cells[i].text, "://"))
			cells[i].text = feed_text_shown(
				span_of(feed_source_shown(cells[i].text, arena)), arena);
	}
	row->cells = cells;
}

static bool open_table(struct source source, struct csv_table *table, struct cursor *cursor,
		       struct arena *arena, struct notes *notes, struct fault *fault)
{
	if (!csv_read(source, arena, table, notes, fault))
		return false;
	hide_addresses(&table->header, SIZE_MAX, arena);
	if (!cursor_open(cursor, table, &feeds_columns, NULL, NULL, arena, notes, fault))
		return false;
	for (size_t i = 0; i < table->row_count; i++)
		hide_addresses(&table->rows[i], cursor->index[SOURCE], arena);
	return true;
}

bool import_feeds(struct source source, struct arena *arena, struct company *company,
		  struct notes *notes, struct fault *fault)
{
	struct csv_table table;
	struct cursor cursor;
	struct ids ids = { 0 };
	struct feed_entry *list;
	size_t count = 0;

	if (!open_table(source, &table, &cursor, arena, notes, fault))
		return false;
	if (table.row_count > FEEDS_MAX)
		return fault_set_at(fault, FAULT_INPUT, (struct place){ source.name, 0, 0 },
				    "more than %d feeds", FEEDS_MAX);
	list = ARENA_ARRAY(arena, struct feed_entry, table.row_count + 1);
	while (cursor_next(&cursor)) {
		struct feed_entry *entry = &list[count];

		*entry = (struct feed_entry){ .place = cursor_place(&cursor, FEED),
					      .name = cursor_text(&cursor, FEED),
					      .who = cursor_text(&cursor, WHO),
					      .source = cursor_text(&cursor, SOURCE) };
		read_kind(&cursor, entry);
		read_source(&cursor, entry);
		read_rules(&cursor, entry);
		if (entry->name[0])
			cursor_id_is_new(&cursor, &ids, FEED, entry->name);
		count += cursor_row_ok(&cursor);
	}
	if (!cursor_close(&cursor, fault))
		return false;
	company->feed_entries = list;
	company->feed_entry_count = count;
	return true;
}
