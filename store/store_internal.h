/** Shared by the files of store/ and by tests/test_store.c only. */
#ifndef STORE_STORE_INTERNAL_H
#define STORE_STORE_INTERNAL_H

#include <sqlite3.h>

#include "store/store.h"

extern const char *const store_migrations[];
extern const int store_migration_count;

#define STATEMENTS(X)                                                                              \
	X(BLOB_FIND, "SELECT blob_id FROM blob WHERE sha256 = ?1")                                 \
	X(BLOB_ADD, "INSERT INTO blob(sha256, size_bytes, deflated) VALUES(?1, ?2, ?3)")           \
	X(FEED_KEEP, "INSERT INTO feed(name, blob_id, read_on) VALUES(?1, ?2, ?3)"                 \
		     " ON CONFLICT(name) DO UPDATE SET blob_id = ?2, read_on = ?3")                \
	X(FEED_LAST, "SELECT sha256, size_bytes, deflated, read_on FROM feed JOIN blob"            \
		     " USING(blob_id) WHERE name = ?1")                                            \
	X(FEED_NAMES, "SELECT name FROM feed ORDER BY name")                                       \
	X(PLAN_FIND, "SELECT number FROM plan WHERE inputs_sha256 = ?1 AND outcome_sha256 = ?2")   \
	X(PLAN_ADD, "INSERT INTO plan(today, first_week, week_count, inputs_sha256,"               \
		    " outcome_sha256, objective) VALUES(?1, ?2, ?3, ?4, ?5, ?6)")                  \
	X(PLAN_LIST,                                                                               \
	  "SELECT number, today, first_week, week_count, outcome_sha256, objective FROM plan"      \
	  " ORDER BY number")                                                                      \
	X(PLAN_PRUNE, "DELETE FROM plan WHERE number NOT IN"                                       \
		      " (SELECT number FROM plan ORDER BY number DESC LIMIT ?1)")                  \
	X(BLOB_PRUNE, "DELETE FROM blob WHERE blob_id NOT IN (SELECT blob_id FROM plan_input)"     \
		      " AND blob_id NOT IN (SELECT blob_id FROM feed)")                            \
	X(EVENT_PRUNE,                                                                             \
	  "DELETE FROM event WHERE event_id NOT IN (SELECT event_id FROM plan_event)")             \
	X(INPUT_ADD, "INSERT INTO plan_input(number, name, blob_id, read_on, trouble)"             \
		     " VALUES(?1, ?2, ?3, ?4, ?5)")                                                \
	X(INPUT_LIST, "SELECT sha256, size_bytes, deflated, read_on, name, trouble"                \
		      " FROM plan_input JOIN blob USING(blob_id) WHERE number = ?1 ORDER BY name") \
	X(CALENDAR_ADD, "INSERT INTO plan_calendar(number) VALUES(?1)")                            \
	X(CALENDAR_LAST, "SELECT coalesce(max(number), 0) FROM plan_calendar WHERE number <= ?1")  \
	X(EVENT_FIND, "SELECT event_id FROM event WHERE uid = ?1 AND sequence = ?2")               \
	X(EVENT_ADD, "INSERT INTO event(uid, sequence, revised_min, kind, key, first_day,"         \
		     " last_day, confirmed, summary, description, categories, cancelled_on)"       \
		     " VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)")                 \
	X(PLAN_EVENT_ADD, "INSERT INTO plan_event(number, event_id) VALUES(?1, ?2)")               \
	X(EVENT_LIST, "SELECT uid, sequence, revised_min, kind, key, first_day, last_day,"         \
		      " confirmed, summary, description, categories, cancelled_on"                 \
		      " FROM plan_event JOIN event USING(event_id) WHERE number = ?1"              \
		      " ORDER BY first_day, kind, key, last_day, uid")
#define STATEMENT_ENUM(name, text) SQL_##name,
enum statement { STATEMENTS(STATEMENT_ENUM) SQL_COUNT };

struct store {
	sqlite3 *db;
	char *path;
	sqlite3_stmt *statements[SQL_COUNT]; /* prepared at their first use */
};

/** The statement, reset, its parameters cleared; NULL with the fault set. */
sqlite3_stmt *store_statement(struct store *store, enum statement which, struct fault *fault);

/** Run a statement that gives no rows. */
bool store_run(struct store *store, sqlite3_stmt *statement, struct fault *fault);

/** Say what SQLite refused, with the file's name and advice. Always false. */
bool store_fault(const struct store *store, struct fault *fault);

/** Store bytes once. @param[out] blob_id  their row */
bool store_blob_keep(struct store *store, struct span bytes, int64_t *blob_id, struct fault *fault);

/** Bytes of a row whose columns 0 to 2 are sha256, size_bytes, deflated; checked against the hash.
 */
bool store_blob_read(const struct store *store, sqlite3_stmt *row, struct arena *arena,
		     struct span *bytes, struct fault *fault);

#endif
