#include "store/store.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/schema.h"
#include "store/store_internal.h"

enum { APPLICATION_ID = 0x53474150 /* "SGAP" */, LOCK_WAIT_MS = 5000 };

#define STATEMENT_TEXT(name, text) [SQL_##name] = (text),
static const char *const statement_text[] = { STATEMENTS(STATEMENT_TEXT) };
static_assert(ARRAY_LEN(statement_text) == SQL_COUNT, "every statement has a text");

static const char *advice(int code)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return " (another staffgap is at work in this folder: wait for it to end)";
	case SQLITE_CORRUPT:
	case SQLITE_NOTADB: return STORE_DAMAGED;
	case SQLITE_READONLY:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM: return " (staffgap must be able to write to the folder .staffgap)";
	case SQLITE_FULL: return " (the disk is full)";
	case SQLITE_INTERRUPT: return " (it asks for more work than any plan's history does)";
	default: return "";
	}
}

bool store_fault(const struct store *store, struct fault *fault)
{
	int code = sqlite3_extended_errcode(store->db);
	int reason = (code & 0xff) == SQLITE_IOERR ? sqlite3_system_errno(store->db) : 0;

	return fault_set(fault, FAULT_STORE, "'%s': %s%s%s%s", store->path,
			 sqlite3_errmsg(store->db), advice(code), reason ? ": " : "",
			 reason ? strerror(reason) : "");
}

static bool execute(struct store *store, const char *sql, struct fault *fault)
{
	guard_begin(&store->guard);
	if (sqlite3_exec(store->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return store_fault(store, fault);
	return true;
}

static bool pragma_int(struct store *store, const char *sql, int *value, struct fault *fault)
{
	sqlite3_stmt *statement = NULL;
	bool ok = sqlite3_prepare_v2(store->db, sql, -1, &statement, NULL) == SQLITE_OK &&
		  sqlite3_step(statement) == SQLITE_ROW;

	if (ok)
		*value = sqlite3_column_int(statement, 0);
	else
		store_fault(store, fault);
	sqlite3_finalize(statement);
	return ok;
}

static bool set_version(struct store *store, int version, struct fault *fault)
{
	char sql[64];

	/* A pragma takes no parameters. */
	sqlite3_snprintf(sizeof(sql), sql, "PRAGMA user_version = %d", version);
	return execute(store, sql, fault);
}

struct versions {
	int schema, application;
};

/* Before anything else is read: whose file it is, how old, and whether its tables are ours. */
static bool check_tables(struct store *store, struct versions *versions, struct fault *fault)
{
	struct versions read = { 0, 0 };
	int objects = 0;

	if (!pragma_int(store, "PRAGMA user_version", &read.schema, fault) ||
	    !pragma_int(store, "PRAGMA application_id", &read.application, fault) ||
	    !pragma_int(store, "SELECT count(*) FROM sqlite_schema", &objects, fault))
		return false;
	if (read.application != APPLICATION_ID && (objects > 0 || read.schema != 0))
		return fault_set(fault, FAULT_STORE, "'%s' is the database of another program%s",
				 store->path, STORE_DAMAGED);
	if (read.schema < 0)
		return fault_set(fault, FAULT_STORE, "'%s' is damaged: its version is %d%s",
				 store->path, read.schema, STORE_DAMAGED);
	if (read.schema > store_migration_count)
		return fault_set(fault, FAULT_STORE,
				 "'%s' was written by a newer staffgap (its version is %d, this "
				 "staffgap knows %d): install the newer one, or move the file away "
				 "to start afresh",
				 store->path, read.schema, store_migration_count);
	*versions = read;
	return schema_check(store, read.schema, fault);
}

static bool check_pages(struct store *store, struct fault *fault)
{
	sqlite3_stmt *statement = NULL;
	bool ok = sqlite3_prepare_v2(store->db, "PRAGMA quick_check(1)", -1, &statement, NULL) ==
			  SQLITE_OK &&
		  sqlite3_step(statement) == SQLITE_ROW;

	if (!ok) {
		store_fault(store, fault);
	} else if (strcmp((const char *)sqlite3_column_text(statement, 0), "ok") != 0) {
		ok = fault_set(fault, FAULT_STORE, "'%s' is damaged: %s%s", store->path,
			       (const char *)sqlite3_column_text(statement, 0),
			       advice(SQLITE_CORRUPT));
	}
	sqlite3_finalize(statement);
	return ok;
}

static bool migrate(struct store *store, struct fault *fault)
{
	struct versions versions = { 0, 0 };

	if (!check_tables(store, &versions, fault) || !check_pages(store, fault))
		return false;
	for (int i = versions.schema; i < store_migration_count; i++)
		if (!execute(store, store_migrations[i], fault) ||
		    !set_version(store, i + 1, fault))
			return false;
	return versions.application == APPLICATION_ID ||
	       execute(store, "PRAGMA application_id = 1397178704", fault);
}

static_assert(APPLICATION_ID == 1397178704, "the pragma above writes this id");

bool store_open(const char *path, struct store **store, struct fault *fault)
{
	struct store *opened = calloc(1, sizeof(*opened));

	if (!opened || !(opened->path = strdup(path))) {
		free(opened);
		return fault_set(fault, FAULT_SYSTEM, "out of memory");
	}
	if (!guard_file(path, fault))
		goto failed;
	if (sqlite3_open_v2(path, &opened->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, NULL) !=
		    SQLITE_OK ||
	    guard_connection(opened->db, &opened->guard) != SQLITE_OK) {
		store_fault(opened, fault);
		goto failed;
	}
	sqlite3_busy_timeout(opened->db, LOCK_WAIT_MS);
	if (!execute(opened, "PRAGMA foreign_keys = ON", fault) ||
	    !execute(opened, "PRAGMA trusted_schema = OFF", fault) ||
	    !execute(opened, "PRAGMA journal_mode = WAL", fault) ||
	    !execute(opened, "BEGIN IMMEDIATE", fault) || !migrate(opened, fault))
		goto failed;
	*store = opened;
	return true;
failed:
	store_close(opened);
	return false;
}

bool store_pause(struct store *store, struct fault *fault)
{
	return store_commit(store, fault);
}

bool store_resume(struct store *store, struct fault *fault)
{
	return execute(store, "BEGIN IMMEDIATE", fault);
}

bool store_commit(struct store *store, struct fault *fault)
{
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_reset(store->statements[i]);
	return execute(store, "COMMIT", fault);
}

bool store_shrink(struct store *store, struct fault *fault)
{
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_reset(store->statements[i]);
	/* The second moves what was written from the log into the file, which then is cut. */
	return execute(store, "VACUUM", fault) &&
	       execute(store, "PRAGMA wal_checkpoint(TRUNCATE)", fault);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(store->statements[i]);
	sqlite3_close(store->db);
	free(store->path);
	free(store);
}

sqlite3_stmt *store_statement(struct store *store, enum statement which, struct fault *fault)
{
	sqlite3_stmt **statement = &store->statements[which];

	if (!*statement &&
	    sqlite3_prepare_v3(store->db, statement_text[which], -1, SQLITE_PREPARE_PERSISTENT,
			       statement, NULL) != SQLITE_OK) {
		store_fault(store, fault);
		return NULL;
	}
	guard_begin(&store->guard);
	sqlite3_reset(*statement);
	sqlite3_clear_bindings(*statement);
	return *statement;
}

bool store_run(struct store *store, sqlite3_stmt *statement, struct fault *fault)
{
	if (sqlite3_step(statement) != SQLITE_DONE)
		return store_fault(store, fault);
	sqlite3_reset(statement);
	return true;
}
