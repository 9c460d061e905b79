#include "import/scenario.h"

#include <stddef.h>
#include <string.h>

#include "base/text.h"
#include "import/bookings.h"
#include "import/csv.h"
#include "import/demand.h"
#include "import/people.h"
#include "import/rates.h"

/* A row that takes away: its id, and of bookings the project and role where they are given. */
struct removal {
	const char *key, *project, *role; /* keys of text_key; "" for any */
	struct place place;
	const char *id;
	bool used;
};

struct removals {
	struct removal *list;
	size_t count, room;
};

struct merging {
	struct arena *arena;
	struct notes *notes;
	struct removals removals;
	const char **ids; /* of the workspace's rows, for a guess at what was meant */
	size_t id_count, id_room;
};

static const char *key_of(const struct merging *m, const char *text)
{
	return text_key(span_of(text), m->arena);
}

/* --- rows that remove ------------------------------------------------------------ */

static size_t column_of(const struct merging *m, const struct csv_table *table, const char *name)
{
	for (size_t c = 0; c < table->header.count; c++)
		if (strcmp(key_of(m, table->header.cells[c].text), name) == 0)
			return c;
	return SIZE_MAX;
}

static const char *cell_key(const struct merging *m, const struct csv_row *row, size_t column)
{
	return column < row->count ? key_of(m, row->cells[column].text) : "";
}

/* The id without its minus; NULL for other rows. Spreadsheets keep '-P7 as text. */
static const char *removed_id(const struct csv_row *row, size_t column)
{
	const char *text = column < row->count ? row->cells[column].text : "";

	if (text[0] == '\'' && text[1] == '-')
		text++;
	return text[0] == '-' ? text + 1 : NULL;
}

/* Make the row's lines comments, for the importer that reads the rest: places stay. */
static void hide_row(char *bytes, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (bytes[i] != '\n' && bytes[i] != '\r' &&
		    (i == 0 || bytes[i - 1] == '\n' || bytes[i - 1] == '\r'))
			bytes[i] = '#';
}

static void note_lone_minus(const struct merging *m, const char *file, const struct csv_row *row,
			    size_t column)
{
	notes_add(m->notes, NOTE_ERROR, "scenario-removes-nothing",
		  (struct place){ file, row->line, (int32_t)column + 1 },
		  "row skipped: '-' removes nothing (write the id behind it)");
}

static bool take_removals(struct merging *m, struct source *source, const char *id_column,
			  struct fault *fault)
{
	struct notes unused = NOTES_INIT(m->arena); /* the importer says it again */
	char *bytes = arena_copy(m->arena, source->bytes);
	struct csv_table table;
	size_t id, project, role;

	if (!csv_read(*source, m->arena, &table, &unused, fault))
		return false;
	id = column_of(m, &table, id_column);
	project = column_of(m, &table, "project");
	role = column_of(m, &table, "role");
	for (size_t r = 0; r < table.row_count; r++) {
		const struct csv_row *row = &table.rows[r];
		const char *text = removed_id(row, id);

		if (!text)
			continue;
		hide_row(bytes + (row->bytes.ptr - source->bytes.ptr), row->bytes.len);
		if (span_trim(span_of(text)).len == 0) {
			note_lone_minus(m, source->name, row, id);
			continue;
		}
		m->removals.list =
			ARENA_PUSH(m->arena, m->removals.list, m->removals.count, m->removals.room);
		m->removals.list[m->removals.count++] = (struct removal){
			key_of(m, text),
			cell_key(m, row, project),
			cell_key(m, row, role),
			{ source->name, row->line, (int32_t)id + 1 },
			text,
			false,
		};
	}
	source->bytes.ptr = bytes;
	return true;
}

/* Whether a row of the workspace goes; "" as project or role of the row: it has none. */
static bool is_removed(struct merging *m, const char *id, const char *project, const char *role)
{
	const char *key = key_of(m, id);
	bool removed = false;

	m->ids = ARENA_PUSH(m->arena, m->ids, m->id_count, m->id_room);
	m->ids[m->id_count++] = id;
	for (size_t i = 0; i < m->removals.count; i++) {
		struct removal *removal = &m->removals.list[i];

		if (strcmp(removal->key, key) != 0 ||
		    (project && removal->project[0] &&
		     strcmp(removal->project, key_of(m, project)) != 0) ||
		    (role && removal->role[0] && strcmp(removal->role, key_of(m, role)) != 0))
			continue;
		removal->used = removed = true;
	}
	return removed;
}

/* " (did you mean 'x'?)"; nothing where a row of that id is there, for another project. */
static const char *guess_id(const struct merging *m, const char *id)
{
	const char *near = m->id_count ? text_nearest(id, m->ids, m->id_count, m->arena) : NULL;

	if (!near || strcmp(key_of(m, near), key_of(m, id)) == 0)
		return "";
	return arena_format(m->arena, " (did you mean '%s'?)", near);
}

static void note_idle(const struct merging *m)
{
	for (size_t i = 0; i < m->removals.count; i++) {
		const struct removal *removal = &m->removals.list[i];

		if (!removal->used)
			notes_add(m->notes, NOTE_ERROR, "scenario-removes-nothing", removal->place,
				  "there is no '%s' that could be removed%s", removal->id,
				  guess_id(m, removal->id));
	}
}

/* --- tables ----------------------------------------------------------------------- */

static bool same(const struct merging *m, const char *a, const char *b)
{
	return strcmp(key_of(m, a), key_of(m, b)) == 0;
}

/* How the rows of a table lie in a company, and which of another are the same one. */
struct merge_rows {
	const char *id_column;
	scenario_reader *read;
	size_t list, count;       /* of the rows: where in a company */
	size_t skipped;           /* the same of rows that are remembered; NOWHERE: they are not */
	size_t size;              /* of a row */
	size_t id, project, role; /* where in a row; NOWHERE: the id alone tells rows apart */
};

#define NOWHERE SIZE_MAX
#define ROWS_OF(list_, count_, type_, id_)                                                         \
	.list = offsetof(struct company, list_), .count = offsetof(struct company, count_),        \
	.size = sizeof(type_), .id = offsetof(type_, id_)

/* Lists of any type: their pointers are copied, as they lie there. */
static char *rows_of(const struct merge_rows *how, const struct company *company)
{
	char *rows;

	memcpy(&rows, (const char *)company + how->list, sizeof(rows));
	return rows;
}

static size_t count_of(const struct merge_rows *how, const struct company *company)
{
	size_t count;

	memcpy(&count, (const char *)company + how->count, sizeof(count));
	return count;
}

/* NULL where rows have no such text. */
static const char *text_in(const char *row, size_t where)
{
	const char *text = NULL;

	if (where != NOWHERE)
		memcpy(&text, row + where, sizeof(text));
	return text;
}

static bool same_row(const struct merging *m, const struct merge_rows *how, const char *a,
		     const char *b)
{
	const size_t texts[] = { how->id, how->project, how->role };

	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		if (texts[i] != NOWHERE && !same(m, text_in(a, texts[i]), text_in(b, texts[i])))
			return false;
	return true;
}

static void set_rows(const struct merging *m, const struct merge_rows *how, struct company *company,
		     size_t kept, const struct company *over)
{
	size_t more = count_of(how, over), count = kept + more;
	char *list = arena_alloc(m->arena, count + 1, how->size);

	if (kept)
		memcpy(list, rows_of(how, company), kept * how->size);
	if (more)
		memcpy(list + kept * how->size, rows_of(how, over), more * how->size);
	memcpy((char *)company + how->list, &list, sizeof(list));
	memcpy((char *)company + how->count, &count, sizeof(count));
}

static void add_skipped(const struct merging *m, const struct merge_rows *how,
			struct company *company, const struct company *over)
{
	struct skipped_rows rows, more;

	if (how->skipped == NOWHERE)
		return;
	memcpy(&rows, (const char *)company + how->skipped, sizeof(rows));
	memcpy(&more, (const char *)over + how->skipped, sizeof(more));
	for (size_t i = 0; i < more.count; i++) {
		rows.list = ARENA_PUSH(m->arena, rows.list, rows.count, rows.room);
		rows.list[rows.count++] = more.list[i];
	}
	memcpy((char *)company + how->skipped, &rows, sizeof(rows));
}

/* Rows of the workspace that are neither removed nor replaced, then the scenario's. */
static bool merge_rows(struct merging *m, const struct merge_rows *how, struct source source,
		       struct company *company, struct fault *fault)
{
	struct company over = { .settings = company->settings };
	char *rows = rows_of(how, company);
	size_t kept = 0;

	if (!how->read(source, m->arena, &over, m->notes, fault))
		return false;
	for (size_t r = 0; r < count_of(how, company); r++) {
		const char *row = rows + r * how->size;
		bool goes = is_removed(m, text_in(row, how->id), text_in(row, how->project),
				       text_in(row, how->role));

		for (size_t i = 0; i < count_of(how, &over) && !goes; i++)
			goes = same_row(m, how, rows_of(how, &over) + i * how->size, row);
		if (!goes)
			memmove(rows + kept++ * how->size, row, how->size);
	}
	set_rows(m, how, company, kept, &over);
	add_skipped(m, how, company, &over);
	return true;
}

static bool merge_table(const struct merge_rows *how, struct source source, struct arena *arena,
			struct company *company, struct notes *notes, struct fault *fault)
{
	struct merging m = { .arena = arena, .notes = notes };

	if (!take_removals(&m, &source, how->id_column, fault) ||
	    !merge_rows(&m, how, source, company, fault))
		return false;
	note_idle(&m);
	return true;
}

/* --- tables ----------------------------------------------------------------------- */

bool scenario_people(struct source source, struct arena *arena, struct company *company,
		     struct notes *notes, struct fault *fault)
{
	static const struct merge_rows people = {
		.id_column = "person",
		.read = import_people,
		ROWS_OF(people, person_count, struct person, id),
		.skipped = offsetof(struct company, skipped_people),
		.project = NOWHERE,
		.role = NOWHERE,
	};

	return merge_table(&people, source, arena, company, notes, fault);
}

bool scenario_demand(struct source source, struct arena *arena, struct company *company,
		     struct notes *notes, struct fault *fault)
{
	static const struct merge_rows demand = {
		.id_column = "demand",
		.read = import_demand,
		ROWS_OF(demands, demand_count, struct demand, id),
		.skipped = NOWHERE,
		.project = NOWHERE,
		.role = NOWHERE,
	};

	return merge_table(&demand, source, arena, company, notes, fault);
}

/* Somebody's bookings are told apart by what they are for. */
bool scenario_bookings(struct source source, struct arena *arena, struct company *company,
		       struct notes *notes, struct fault *fault)
{
	static const struct merge_rows bookings = {
		.id_column = "person",
		.read = import_bookings,
		ROWS_OF(bookings, booking_count, struct booking, person),
		.skipped = NOWHERE,
		.project = offsetof(struct booking, project),
		.role = offsetof(struct booking, role),
	};

	return merge_table(&bookings, source, arena, company, notes, fault);
}

bool scenario_rates(struct source source, struct arena *arena, struct company *company,
		    struct notes *notes, struct fault *fault)
{
	static const struct merge_rows rates = {
		.id_column = "option",
		.read = import_rates,
		ROWS_OF(options, option_count, struct rate_option, id),
		.skipped = offsetof(struct company, skipped_options),
		.project = NOWHERE,
		.role = NOWHERE,
	};

	return merge_table(&rates, source, arena, company, notes, fault);
}
