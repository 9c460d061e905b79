#include "tests/store_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/plan.h"

enum { MONDAY = 20780 /* 2026-11-23 */ };

static void must(bool done, const struct fault *fault)
{
	if (done)
		return;
	fprintf(stderr, "the database of the test cannot be made: %s\n", fault->message);
	abort();
}

static void must_run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK)
		return;
	fprintf(stderr, "%s: %s\n", sql, sqlite3_errmsg(db));
	abort();
}

static void use_key(struct store *store)
{
	static const struct store_key key = { "the key of the tests" };

	store_use_key(store, &key);
}

/* --- rows ------------------------------------------------------------------------- */

static struct digest name_digest(const char *name)
{
	return digest_of(span_of(name));
}

static void keep_feed(struct store *store, const char *name, const char *bytes, struct arena *arena,
		      struct fault *fault)
{
	struct packed copy = bytes_pack(span_of(bytes), arena);
	struct feed_check check = {
		.name = name,
		.source = name_digest("source"),
		.checked_s = 1795420800,
		.good_s = 1795420800,
		.trouble = "",
		.etag = "\"1\"",
		.last_modified = "Mon",
		.event_count = 3,
		.absence_count = 2,
		.skipped_count = 1,
		.has_copy = true,
		.hash = fast_hash_of(span_of(bytes)),
		.size = strlen(bytes),
		.digest = copy.digest,
		.read_on = { MONDAY },
		.ours = true,
	};

	must(store_feed_keep(store, name, &copy, (struct day){ MONDAY }, fault), fault);
	must(store_feed_check(store, &check, fault), fault);
}

static struct plan_input input(const char *name, const char *bytes, int32_t read_on)
{
	return (struct plan_input){ .name = name,
				    .bytes = span_of(bytes),
				    .read_on = { read_on },
				    .trouble = read_on == MONDAY ? "" : "it is older" };
}

static struct plan_record record_of(const char *outcome)
{
	return (struct plan_record){ .today = { MONDAY },
				     .first_week = { MONDAY },
				     .week_count = 4,
				     .objective = OBJECTIVE_COST,
				     .goal_percent = 80,
				     .goal_draws = 100,
				     .goal_seed = 1,
				     .engine = 1,
				     .sourced_by = "search 9",
				     .outcome = name_digest(outcome) };
}

static void keep_plan(struct store *store, const char *demand, struct fault *fault)
{
	struct plan_input inputs[] = { input("demand.csv", demand, MONDAY),
				       input("feed:ana", "BEGIN:VCALENDAR ana", MONDAY - 3),
				       input("people.csv", "person\nana\n", MONDAY) };
	struct plan_record record = record_of(demand);
	struct event events[] = {
		{ .kind = EVENT_GAP,
		  .key = "k",
		  .first = { MONDAY },
		  .last = { MONDAY + 4 },
		  .confirmed = true,
		  .summary = "+1.0 sre",
		  .description = "sre\nFigures of",
		  .categories = "sre",
		  .uid = "1@gap.staffgap",
		  .revised_minute = 29923200 },
		{ .kind = EVENT_DEADLINE,
		  .key = "d",
		  .first = { MONDAY + 1 },
		  .last = { MONDAY + 1 },
		  .summary = "order",
		  .description = "",
		  .categories = "",
		  .cancelled = true,
		  .uid = "2@deadline.staffgap",
		  .sequence = 1,
		  .revised_minute = 29923201,
		  .cancelled_on = { MONDAY + 2 } },
	};
	struct event_list list = { events, ARRAY_LEN(events) };

	must(store_plan_add(store, inputs, ARRAY_LEN(inputs), &record, fault), fault);
	must(store_events_add(store, record.number, &list, fault), fault);
	must(store_solved_keep(store, record.number, "v1", SPAN("an answer"), fault), fault);
}

void fixture_fill(struct store *store)
{
	struct fault fault = FAULT_INIT;
	struct arena arena = ARENA_INIT;
	struct digest key = name_digest("key");

	use_key(store);
	keep_feed(store, "feed:ana", "BEGIN:VCALENDAR ana", &arena, &fault);
	keep_feed(store, "feed:ben", "BEGIN:VCALENDAR ben", &arena, &fault);
	must(store_parsed_keep(store, &key, SPAN("a result"), (struct day){ MONDAY }, &fault),
	     &fault);
	keep_plan(store, "demand\none\n", &fault);
	keep_plan(store, "demand\ntwo\n", &fault);
	arena_release(&arena);
}

/* --- any value ---------------------------------------------------------------------- */

void fixture_loosen(sqlite3 *db)
{
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 0, NULL);
	must_run(db, "PRAGMA ignore_check_constraints = ON;"
		     "PRAGMA foreign_keys = OFF;"
		     "PRAGMA writable_schema = ON;"
		     "CREATE TEMP TABLE IF NOT EXISTS schema_was(id, sql);"
		     "DELETE FROM schema_was;"
		     "INSERT INTO schema_was SELECT rowid, sql FROM main.sqlite_schema;"
		     "UPDATE main.sqlite_schema SET sql = replace(replace(replace(sql,"
		     " ') STRICT, WITHOUT', ') WITHOUT'), ') STRICT', ')'), 'NOT NULL', '');"
		     "PRAGMA writable_schema = RESET");
}

void fixture_tighten(sqlite3 *db)
{
	must_run(db, "PRAGMA writable_schema = ON;"
		     "UPDATE main.sqlite_schema SET sql ="
		     " (SELECT sql FROM schema_was WHERE id = sqlite_master.rowid);"
		     "PRAGMA writable_schema = RESET;"
		     "PRAGMA ignore_check_constraints = OFF");
	sqlite3_db_config(db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
}

bool fixture_column(sqlite3 *db, int place, char table[64], char column[64])
{
	sqlite3_stmt *row = NULL;
	bool found;

	must(sqlite3_prepare_v2(db,
				"SELECT t.name, c.name FROM main.sqlite_schema t,"
				" pragma_table_info(t.name) c WHERE t.type = 'table'"
				" ORDER BY t.name, c.cid LIMIT 1 OFFSET ?1",
				-1, &row, NULL) == SQLITE_OK,
	     &(struct fault){ .message = "no schema" });
	sqlite3_bind_int(row, 1, place);
	found = sqlite3_step(row) == SQLITE_ROW;
	if (found) {
		snprintf(table, 64, "%s", (const char *)sqlite3_column_text(row, 0));
		snprintf(column, 64, "%s", (const char *)sqlite3_column_text(row, 1));
	}
	sqlite3_finalize(row);
	return found;
}

static bool set_where(sqlite3 *db, const char *table, const char *column, const char *where,
		      sqlite3_value *value)
{
	char *sql = sqlite3_mprintf("UPDATE OR IGNORE main.\"%w\" SET \"%w\" = ?1 %s", table,
				    column, where);
	sqlite3_stmt *set = NULL;
	bool ok = sqlite3_prepare_v2(db, sql, -1, &set, NULL) == SQLITE_OK;

	if (ok) {
		sqlite3_bind_value(set, 1, value);
		ok = sqlite3_step(set) == SQLITE_DONE && sqlite3_changes(db) > 0;
	}
	sqlite3_finalize(set);
	sqlite3_free(sql);
	return ok;
}

void fixture_set(sqlite3 *db, const char *table, const char *column, sqlite3_value *value)
{
	/* Row numbers take nothing but numbers. */
	(void)set_where(db, table, column, "", value);
}

/* --- reading --------------------------------------------------------------------------- */

static bool read_plans(struct store *store, struct arena *arena, struct fault *fault)
{
	struct plan_record *records = NULL;
	size_t count = 0;

	if (!store_plans(store, arena, &records, &count, fault))
		return false;
	for (size_t i = 0; i < count; i++) {
		struct plan_input *inputs = NULL;
		size_t input_count = 0;
		struct span bytes;

		if (!store_plan_inputs(store, records[i].number, arena, &inputs, &input_count,
				       fault))
			return false;
		for (size_t k = 0; k < input_count; k++)
			if (!input_read(&inputs[k], arena, &bytes, fault))
				return false;
		if (records[i].week_count > PLAN_WEEKS_MAX)
			abort();
	}
	return true;
}

static bool read_kept(struct store *store, struct arena *arena, struct fault *fault)
{
	struct digest key = name_digest("key");
	struct packed packed;
	struct span bytes;
	bool found = false;

	if (!store_parsed_find(store, &key, (struct day){ MONDAY }, arena, &found, &packed, fault))
		return false;
	if (found)
		(void)!bytes_unpack(&packed, arena, &bytes);
	return store_solved_find(store, 1, "v1", arena, &bytes, fault) &&
	       store_solved_find(store, 2, "v1", arena, &bytes, fault);
}

bool fixture_read(struct store *store, struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct feed_check *checks = NULL;
	struct event_list events;
	size_t count = 0;
	int32_t at = 0;
	bool ok;

	use_key(store);
	ok = read_plans(store, &arena, fault) && read_kept(store, &arena, fault) &&
	     store_feed_checks(store, &arena, &checks, &count, fault) &&
	     store_events(store, 1, &arena, &events, fault) &&
	     store_events(store, 2, &arena, &events, fault) &&
	     store_calendar_at(store, 2, &at, fault);

	arena_release(&arena);
	return ok;
}

bool fixture_write(struct store *store, struct fault *fault)
{
	struct plan_input inputs[] = { input("demand.csv", "demand\nthree\n", MONDAY),
				       input("feed:ana", "BEGIN:VCALENDAR ana", MONDAY - 3) };
	struct plan_record record = record_of("three");
	struct arena arena = ARENA_INIT;
	struct packed copy = bytes_pack(SPAN("BEGIN:VCALENDAR new"), &arena);
	int32_t removed = 0;
	bool ok = store_feed_keep(store, "feed:ana", &copy, (struct day){ MONDAY }, fault) &&
		  store_feed_forget(store, "feed:ben", fault) &&
		  store_plan_add(store, inputs, ARRAY_LEN(inputs), &record, fault) &&
		  store_plans_prune(store, 1, &removed, fault);

	arena_release(&arena);
	return ok;
}

struct store *fixture_filled(void)
{
	struct store *store = NULL;
	struct fault fault = FAULT_INIT;

	must(store_open(":memory:", &store, &fault), &fault);
	fixture_fill(store);
	must(store_commit(store, &fault), &fault);
	return store;
}
