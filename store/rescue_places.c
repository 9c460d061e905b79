#include "store/rescue_places.h"

#include <string.h>

/* A row of sqlite_schema: of their database or of one of ours. */
struct definition {
	const char *name, *sql; /* "" where there is no text */
	int64_t page;
};

struct definitions {
	struct definition all[2 * PLACES_MAX];
	size_t count;
};

/* Both ways, since what is damaged ends each. */
static const char *const both_ways[] = {
	"SELECT name, sql, rootpage FROM sqlite_schema ORDER BY rowid",
	"SELECT name, sql, rootpage FROM sqlite_schema ORDER BY rowid DESC"
};

/* Longer ones are not ours. */
enum { DEFINITION_BYTES_MAX = 65536 };

static const char *text_at(sqlite3_stmt *row, int column, struct arena *arena)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	if (!text || sqlite3_column_bytes(row, column) > DEFINITION_BYTES_MAX)
		return "";
	return arena_copy(arena, span_of(text));
}

static bool is_there(const struct definitions *list, const struct definition *one)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->all[i].page == one->page && strcmp(list->all[i].name, one->name) == 0 &&
		    strcmp(list->all[i].sql, one->sql) == 0)
			return true;
	return false;
}

/* @return false when memory is out: then nothing says that there are no more */
static bool read_way(sqlite3 *from, const char *sql, struct arena *arena, struct definitions *list)
{
	enum { NAME, SQL, PAGE };
	sqlite3_stmt *row = NULL;
	int code = sqlite3_prepare_v2(from, sql, -1, &row, NULL);

	while (code == SQLITE_OK || code == SQLITE_ROW) {
		struct definition one;

		code = sqlite3_step(row);
		if (code != SQLITE_ROW || list->count == ARRAY_LEN(list->all))
			break;
		one = (struct definition){ text_at(row, NAME, arena), text_at(row, SQL, arena),
					   sqlite3_column_int64(row, PAGE) };
		if (!is_there(list, &one))
			list->all[list->count++] = one;
	}
	sqlite3_finalize(row);
	return (code & 0xff) != SQLITE_NOMEM;
}

static const struct definition *of_name(const struct definitions *list, const char *name)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->all[i].name, name) == 0)
			return &list->all[i];
	return NULL;
}

static const struct definition *of_text(const struct definitions *list, const char *sql)
{
	for (size_t i = 0; i < list->count && sql[0]; i++)
		if (strcmp(list->all[i].sql, sql) == 0)
			return &list->all[i];
	return NULL;
}

/* A name counts once, its text once more; what only one of the two has counts against it. */
static int likeness(const struct definitions *ours, const struct definitions *theirs)
{
	int points = 0;

	for (size_t i = 0; i < ours->count; i++) {
		const struct definition *there = of_name(theirs, ours->all[i].name);

		points += there ? 1 : -1;
		points += of_text(theirs, ours->all[i].sql) != NULL;
	}
	for (size_t i = 0; i < theirs->count; i++)
		points -= !of_name(ours, theirs->all[i].name);
	return points;
}

static void add_place(struct rescue_places *places, const char *table, int64_t page)
{
	for (size_t i = 0; i < places->count; i++)
		if (strcmp(places->all[i].table, table) == 0)
			return;
	if (places->count < PLACES_MAX)
		places->all[places->count++] = (struct rescue_place){ table, page };
}

/* By name first: of two of one name the first. */
static void take_places(struct rescue_places *places, const struct definitions *ours,
			const struct definitions *theirs)
{
	places->count = 0;
	for (size_t i = 0; i < ours->count; i++) {
		const struct definition *mine = &ours->all[i];
		const struct definition *there = of_name(theirs, mine->name);

		if (!there || there->page <= 1)
			there = of_text(theirs, mine->sql);
		if (there && there->page > 1 && strncmp(mine->sql, "CREATE TABLE", 12) == 0)
			add_place(places, mine->name, there->page);
	}
}

static bool find_best(sqlite3 *model, const struct definitions *theirs, struct arena *arena,
		      struct rescue_places *places)
{
	int best = 0;

	places->version = 0;
	for (int version = 1; version <= store_migration_count; version++) {
		struct definitions ours = { .count = 0 };
		int points;

		if (sqlite3_exec(model, store_migrations[version - 1], NULL, NULL, NULL) !=
			    SQLITE_OK ||
		    !read_way(model, both_ways[0], arena, &ours))
			return false;
		points = likeness(&ours, theirs);
		if (places->version == 0 || points >= best) {
			best = points;
			places->version = version;
			take_places(places, &ours, theirs);
		}
	}
	return true;
}

bool places_find(sqlite3 *from, struct arena *arena, struct rescue_places *places,
		 struct fault *fault)
{
	struct definitions *theirs = ARENA_ARRAY(arena, struct definitions, 1);
	sqlite3 *model = NULL;
	bool ok;

	theirs->count = 0;
	ok = read_way(from, both_ways[0], arena, theirs) &&
	     read_way(from, both_ways[1], arena, theirs) &&
	     sqlite3_open(":memory:", &model) == SQLITE_OK &&
	     find_best(model, theirs, arena, places);
	sqlite3_close(model);
	return ok || fault_set(fault, FAULT_SYSTEM, "out of memory");
}

/* --- our text over their pages ------------------------------------------------- */

static bool define(sqlite3_stmt *text, sqlite3_stmt *add, const struct rescue_place *place)
{
	bool ok;

	sqlite3_reset(text);
	sqlite3_reset(add);
	sqlite3_bind_text(text, 1, place->table, -1, SQLITE_STATIC);
	sqlite3_bind_text(add, 1, place->table, -1, SQLITE_STATIC);
	sqlite3_bind_int64(add, 2, place->page);
	ok = sqlite3_step(text) == SQLITE_ROW &&
	     sqlite3_bind_value(add, 3, sqlite3_column_value(text, 0)) == SQLITE_OK &&
	     sqlite3_step(add) == SQLITE_DONE;
	sqlite3_reset(text);
	sqlite3_reset(add);
	return ok;
}

bool places_define(sqlite3 *from, const struct rescue_places *places, const struct store *to)
{
	sqlite3_stmt *text = NULL, *add = NULL;
	bool ok;

	/* Only here: the copy is read by our own text. */
	sqlite3_db_config(from, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	ok = places->count > 0 &&
	     sqlite3_prepare_v2(to->db, "SELECT sql FROM sqlite_schema WHERE name = ?1", -1, &text,
				NULL) == SQLITE_OK &&
	     sqlite3_prepare_v2(from,
				"INSERT INTO sqlite_schema(type, name, tbl_name, rootpage, sql)"
				" VALUES('table', ?1, ?1, ?2, ?3)",
				-1, &add, NULL) == SQLITE_OK;
	for (size_t i = 0; i < places->count && ok; i++)
		ok = define(text, add, &places->all[i]);
	sqlite3_finalize(text);
	sqlite3_finalize(add);
	ok = ok &&
	     sqlite3_exec(from, "PRAGMA writable_schema = RESET", NULL, NULL, NULL) == SQLITE_OK;
	sqlite3_db_config(from, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	return ok;
}
