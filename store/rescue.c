#include "store/rescue.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/guard.h"
#include "store/rescue_places.h"
#include "store/rescue_replace.h"
#include "store/rescue_rows.h"
#include "store/rescue_source.h"
#include "store/rescue_usable.h"
#include "store/schema.h"

/* --- what is found -------------------------------------------------------------------- */

static bool count_of(struct store *store, enum statement which, int64_t *count, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, which, fault);

	if (!row)
		return false;
	if (sqlite3_step(row) != SQLITE_ROW)
		return store_fault(store, fault);
	*count += sqlite3_column_int64(row, 0);
	sqlite3_reset(row);
	return true;
}

static bool count_usable(struct store *store, struct rescue *rescue, struct fault *fault)
{
	int64_t *usable = rescue->usable;

	return count_of(store, SQL_PLAN_COUNT, &usable[RESCUE_PLANS], fault) &&
	       count_of(store, SQL_FEED_COUNT, &usable[RESCUE_COPIES], fault) &&
	       count_of(store, SQL_PARSED_COUNT, &usable[RESCUE_RESULTS], fault) &&
	       count_of(store, SQL_SOLVED_COUNT, &usable[RESCUE_RESULTS], fault) &&
	       count_of(store, SQL_EVENT_COUNT, &usable[RESCUE_EVENTS], fault);
}

/* --- the new database ---------------------------------------------------------------- */

static bool migrate(struct store *store, int from, int to, struct fault *fault)
{
	for (int i = from; i < to; i++)
		if (sqlite3_exec(store->db, store_migrations[i], NULL, NULL, NULL) != SQLITE_OK)
			return store_fault(store, fault);
	return true;
}

/* What was kept before rows had a mac nobody takes over: it is not lost, but found again. */
enum { RESULTS_SINCE = 9 };

static bool has_bytes(const char *path)
{
	struct stat found;

	return lstat(path, &found) == 0 && S_ISREG(found.st_mode) && found.st_size > 0;
}

/* Empty tables of their version, their rows, the tables of today, and only what belongs together.
 */
static bool take_rows(struct store *made, struct rescue_source *source,
		      const struct rescue_places *places, struct rescue *rescue,
		      struct fault *fault)
{
	if (!migrate(made, 0, places->version, fault))
		return false;
	rescue->unreadable =
		!source_mend(source, SCHEMA_EMPTY) || !places_define(source->copy, places, made);
	if (!rescue->unreadable && !rescue_rows(source->copy, made, rescue, fault))
		return false;
	if (places->version < RESULTS_SINCE)
		rescue->found[RESCUE_RESULTS] = 0;
	return migrate(made, places->version, store_migration_count, fault);
}

static bool fill(struct store *made, struct rescue_source *source, const char *path,
		 struct rescue_spares *spares, struct arena *arena, struct rescue *rescue,
		 struct fault *fault)
{
	struct rescue_places *places = ARENA_ARRAY(arena, struct rescue_places, 1);

	if (!source_mend(source, SCHEMA_KEPT)) {
		rescue->unreadable = has_bytes(path);
		return migrate(made, 0, store_migration_count, fault) && store_stamp(made, fault);
	}
	return places_find(source->copy, arena, places, fault) &&
	       take_rows(made, source, places, rescue, fault) && store_stamp(made, fault) &&
	       usable_keep(made, spares, &rescue->mended, fault) &&
	       count_usable(made, rescue, fault);
}

static bool new_store(const char *path, struct store *made, struct fault *fault)
{
	made->path = strdup(path);
	if (!made->path || sqlite3_open(":memory:", &made->db) != SQLITE_OK ||
	    guard_connection(made->db, &made->guard) != SQLITE_OK)
		return fault_set(fault, FAULT_SYSTEM, "out of memory");
	if (sqlite3_exec(made->db, "PRAGMA foreign_keys = OFF", NULL, NULL, NULL) != SQLITE_OK)
		return store_fault(made, fault);
	return true;
}

/* --- all of it --------------------------------------------------------------------------- */

static bool lost_nothing(const struct rescue *rescue)
{
	for (size_t i = 0; i < RESCUE_KIND_COUNT; i++)
		if (rescue->usable[i] != rescue->found[i])
			return false;
	return !rescue->unreadable && rescue->mended == 0;
}

/* Without the advice to do what is being done. */
static const char *without_advice(const struct fault *trouble, struct arena *arena)
{
	return arena_copy(arena, (struct span){ trouble->message, fault_unadvised(trouble) });
}

/* In the words that every other command has for it; the file is not changed by looking. */
static bool find_trouble(const struct rescue_source *source, const char *path, struct arena *arena,
			 struct rescue *rescue, struct fault *fault)
{
	struct store looked = { .db = source->copy };
	struct fault trouble = FAULT_INIT;
	bool newer = false;

	rescue->trouble = "";
	if (!guard_file(path, &trouble)) {
		rescue->trouble = without_advice(&trouble, arena);
		return true;
	}
	if (!source->readable) {
		rescue->trouble = arena_format(arena, "'%s' cannot be read as a database", path);
		return true;
	}
	if (!(looked.path = strdup(path)))
		return fault_set(fault, FAULT_SYSTEM, "out of memory");
	if (!store_check(&looked, &newer, &trouble))
		rescue->trouble = without_advice(&trouble, arena);
	else if (sqlite3_db_readonly(looked.db, "main") != 0)
		rescue->trouble =
			arena_format(arena, "'%s' is damaged: no SQLite may write to it", path);
	free(looked.path);
	if (newer)
		*fault = trouble;
	return !newer;
}

static bool look(struct rescue_source *source, const char *path, bool rebuild,
		 struct rescue_spares *spares, struct arena *arena, struct rescue *rescue,
		 struct fault *fault)
{
	struct store made = { .db = NULL };
	struct rescue seen = { .aside = "" };
	bool ok = find_trouble(source, path, arena, &seen, fault) &&
		  new_store(path, &made, fault) &&
		  fill(&made, source, path, spares, arena, &seen, fault);

	if (ok && !seen.trouble[0] && !lost_nothing(&seen))
		seen.trouble =
			arena_format(arena, "'%s' is damaged: some rows are not usable", path);
	seen.whole = ok && !seen.trouble[0];
	if (ok && !seen.whole && rebuild)
		ok = replace_database(&made, path, arena, &seen.aside, fault);
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(made.statements[i]);
	sqlite3_close(made.db);
	free(made.path);
	if (ok)
		*rescue = seen;
	return ok;
}

/* A link or pipe where only SQLite's own files lie says nothing about the database itself. */
static bool move_strangers(const char *path, struct arena *arena, const char **aside,
			   struct fault *fault)
{
	static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
	const char *to = replace_free_name(path, arena);

	for (size_t i = 0; i < ARRAY_LEN(suffixes) && to; i++) {
		const char *name = arena_format(arena, "%s%s", path, suffixes[i]);
		struct stat found;

		if (lstat(name, &found) != 0 || S_ISREG(found.st_mode))
			continue;
		*aside = arena_format(arena, "%s%s", to, suffixes[i]);
		if (!replace_move(name, *aside, fault))
			return false;
	}
	return true;
}

static bool rebuild_locked(const char *path, struct rescue_spares *spares, struct arena *arena,
			   struct rescue *rescue, struct fault *fault)
{
	struct rescue_source locked = { .file = NULL };
	const char *trouble = rescue->trouble, *aside = "";
	bool ok = move_strangers(path, arena, &aside, fault) && source_lock(&locked, path, fault) &&
		  look(&locked, path, true, spares, arena, rescue, fault);

	source_close(&locked);
	if (ok && rescue->whole && aside[0]) {
		rescue->whole = false;
		rescue->trouble = trouble;
		rescue->aside = aside;
	}
	return ok;
}

bool store_rescue(const char *path, bool rebuild, struct rescue_spares *given, struct arena *arena,
		  struct rescue *rescue, struct fault *fault)
{
	struct rescue_spares none = { .list = NULL }, *spares = given ? given : &none;
	struct rescue_source looked = { .file = NULL };
	struct stat found;
	bool ok;

	guard_memory();
	if (lstat(path, &found) != 0 && errno == ENOENT) {
		*rescue =
			(struct rescue){ .whole = true, .none = true, .trouble = "", .aside = "" };
		return true;
	}
	ok = source_look(&looked, path, fault) &&
	     look(&looked, path, false, spares, arena, rescue, fault);
	source_close(&looked);
	return ok &&
	       (rescue->whole || !rebuild || rebuild_locked(path, spares, arena, rescue, fault));
}
