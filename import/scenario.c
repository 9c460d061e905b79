#include "import/scenario.h"

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

static void *joined(const struct merging *m, const void *base, size_t count, const void *over,
		    size_t more, size_t size)
{
	char *list = arena_alloc(m->arena, count + more + 1, size);

	if (count)
		memcpy(list, base, count * size);
	if (more)
		memcpy(list + count * size, over, more * size);
	return list;
}

static void add_skipped(const struct merging *m, struct skipped_rows *rows,
			const struct skipped_rows *more)
{
	for (size_t i = 0; i < more->count; i++) {
		rows->list = ARENA_PUSH(m->arena, rows->list, rows->count, rows->room);
		rows->list[rows->count++] = more->list[i];
	}
}

static bool merge_people(struct merging *m, struct source source, struct company *company,
			 struct fault *fault)
{
	struct company over = { .settings = company->settings };
	size_t kept = 0;

	if (!import_people(source, m->arena, &over, m->notes, fault))
		return false;
	for (size_t p = 0; p < company->person_count; p++) {
		bool goes = is_removed(m, company->people[p].id, NULL, NULL);

		for (size_t i = 0; i < over.person_count && !goes; i++)
			goes = same(m, over.people[i].id, company->people[p].id);
		if (!goes)
			company->people[kept++] = company->people[p];
	}
	company->people = joined(m, company->people, kept, over.people, over.person_count,
				 sizeof(*over.people));
	company->person_count = kept + over.person_count;
	add_skipped(m, &company->skipped_people, &over.skipped_people);
	return true;
}

static bool merge_demand(struct merging *m, struct source source, struct company *company,
			 struct fault *fault)
{
	struct company over = { .settings = company->settings };
	size_t kept = 0;

	if (!import_demand(source, m->arena, &over, m->notes, fault))
		return false;
	for (size_t d = 0; d < company->demand_count; d++) {
		bool goes = is_removed(m, company->demands[d].id, NULL, NULL);

		for (size_t i = 0; i < over.demand_count && !goes; i++)
			goes = same(m, over.demands[i].id, company->demands[d].id);
		if (!goes)
			company->demands[kept++] = company->demands[d];
	}
	company->demands = joined(m, company->demands, kept, over.demands, over.demand_count,
				  sizeof(*over.demands));
	company->demand_count = kept + over.demand_count;
	return true;
}

static bool same_purpose(const struct merging *m, const struct booking *a, const struct booking *b)
{
	return same(m, a->person, b->person) && same(m, a->project, b->project) &&
	       same(m, a->role, b->role);
}

static bool merge_bookings(struct merging *m, struct source source, struct company *company,
			   struct fault *fault)
{
	struct company over = { .settings = company->settings };
	size_t kept = 0;

	if (!import_bookings(source, m->arena, &over, m->notes, fault))
		return false;
	for (size_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];
		bool goes = is_removed(m, booking->person, booking->project, booking->role);

		for (size_t i = 0; i < over.booking_count && !goes; i++)
			goes = same_purpose(m, &over.bookings[i], booking);
		if (!goes)
			company->bookings[kept++] = *booking;
	}
	company->bookings = joined(m, company->bookings, kept, over.bookings, over.booking_count,
				   sizeof(*over.bookings));
	company->booking_count = kept + over.booking_count;
	return true;
}

static bool merge_rates(struct merging *m, struct source source, struct company *company,
			struct fault *fault)
{
	struct company over = { .settings = company->settings };
	size_t kept = 0;

	if (!import_rates(source, m->arena, &over, m->notes, fault))
		return false;
	for (size_t o = 0; o < company->option_count; o++) {
		bool goes = is_removed(m, company->options[o].id, NULL, NULL);

		for (size_t i = 0; i < over.option_count && !goes; i++)
			goes = same(m, over.options[i].id, company->options[o].id);
		if (!goes)
			company->options[kept++] = company->options[o];
	}
	company->options = joined(m, company->options, kept, over.options, over.option_count,
				  sizeof(*over.options));
	company->option_count = kept + over.option_count;
	add_skipped(m, &company->skipped_options, &over.skipped_options);
	return true;
}

/* --- tables ----------------------------------------------------------------------- */

typedef bool merger(struct merging *m, struct source source, struct company *company,
		    struct fault *fault);

static bool merge_table(struct source source, const char *id_column, merger *merge,
			struct arena *arena, struct company *company, struct notes *notes,
			struct fault *fault)
{
	struct merging m = { .arena = arena, .notes = notes };

	if (!take_removals(&m, &source, id_column, fault) || !merge(&m, source, company, fault))
		return false;
	note_idle(&m);
	return true;
}

bool scenario_people(struct source source, struct arena *arena, struct company *company,
		     struct notes *notes, struct fault *fault)
{
	return merge_table(source, "person", merge_people, arena, company, notes, fault);
}

bool scenario_demand(struct source source, struct arena *arena, struct company *company,
		     struct notes *notes, struct fault *fault)
{
	return merge_table(source, "demand", merge_demand, arena, company, notes, fault);
}

bool scenario_bookings(struct source source, struct arena *arena, struct company *company,
		       struct notes *notes, struct fault *fault)
{
	return merge_table(source, "person", merge_bookings, arena, company, notes, fault);
}

bool scenario_rates(struct source source, struct arena *arena, struct company *company,
		    struct notes *notes, struct fault *fault)
{
	return merge_table(source, "option", merge_rates, arena, company, notes, fault);
}
