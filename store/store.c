#include "store/store.h"

#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>

#include "store/guard.h"
#include "store/image.h"
#include "store/lock.h"
#include "store/schema.h"
#include "store/store_internal.h"

enum {
	VERSION_MAX = 1000 /* beyond is no version */,
	APPLICATION_ID = 0x53474150 /* "SGAP" */,
	LOCK_WAIT_MS = 5000
};

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

/* Each version has other tables than those before it (tests/test_store.c). */
static bool lies_newer(const struct store *store, int version)
{
	struct fault unused = FAULT_INIT;

	return version > store_migration_count &&
	       schema_check(store, store_migration_count, &unused);
}

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
		return fault_set(fault, FAULT_STORE, "'%s' is the database of another program",
				 store->path) ||
		       fault_advise(fault, STORE_DAMAGED);
	if (read.schema < 0 || read.schema > VERSION_MAX)
		return fault_set(fault, FAULT_STORE, "'%s' is damaged: its version is %d",
				 store->path, read.schema) ||
		       fault_advise(fault, STORE_DAMAGED);
	if (lies_newer(store, read.schema))
		return fault_set(fault, FAULT_STORE,
				 "'%s' is damaged: its version is %d, but its tables are those of "
				 "%d",
				 store->path, read.schema, store_migration_count) ||
		       fault_advise(fault, STORE_DAMAGED);
	*versions = read;
	if (read.schema > store_migration_count)
		return fault_set(fault, FAULT_STORE,
				 "'%s' was written by a newer staffgap (its version is %d, this "
				 "staffgap knows %d): install the newer one, or move the file away "
				 "to start afresh",
				 store->path, read.schema, store_migration_count);
	return schema_check(store, read.schema, fault);
}

static bool check_pages(struct store *store, const char *pragma, struct fault *fault)
{
	sqlite3_stmt *statement = NULL;
	const char *said = NULL;
	bool ok = sqlite3_prepare_v2(store->db, pragma, -1, &statement, NULL) == SQLITE_OK &&
		  sqlite3_step(statement) == SQLITE_ROW &&
		  (said = (const char *)sqlite3_column_text(statement, 0));

	if (!ok)
		store_fault(store,
			    fault); /* out of memory, too: then there is a row, but no text */
	else if (strcmp(said, "ok") != 0)
		ok = fault_set(fault, FAULT_STORE, "'%s' is damaged: %s", store->path, said) ||
		     fault_advise(fault, STORE_DAMAGED);
	sqlite3_finalize(statement);
	return ok;
}

static bool migrate(struct store *store, struct fault *fault)
{
	struct versions versions = { 0, 0 };

	if (!check_tables(store, &versions, fault) ||
	    !check_pages(store, "PRAGMA quick_check(1)", fault))
		return false;
	for (int i = versions.schema; i < store_migration_count; i++)
		if (!execute(store, store_migrations[i], fault) ||
		    !set_version(store, i + 1, fault))
			return false;
	return versions.application == APPLICATION_ID ||
	       execute(store, "PRAGMA application_id = 1397178704", fault);
}

static_assert(APPLICATION_ID == 1397178704, "the pragma above writes this id");

bool store_check(struct store *store, bool *newer, struct fault *fault)
{
	struct versions versions = { 0, 0 };
	bool ok = check_tables(store, &versions, fault) &&
		  check_pages(store, "PRAGMA integrity_check(1)", fault);

	*newer = versions.schema > store_migration_count;
	return ok;
}

bool store_stamp(struct store *store, struct fault *fault)
{
	return set_version(store, store_migration_count, fault) &&
	       execute(store, "PRAGMA application_id = 1397178704", fault);
}

/* --- opening --------------------------------------------------------------- */

static void reset_all(struct store *store)
{
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_reset(store->statements[i]);
}

static const struct store_patience patience_default = { .most_ms = LOCK_WAIT_MS };

static int busy(void *context, int count)
{
	struct store *store = context;

	(void)count;
	store->wait.process = lock_holder(store->path);
	return wait_more(&store->wait);
}

static bool still_busy(const struct store *store, struct fault *fault)
{
	char who[48] = "";

	if (store->wait.process)
		sqlite3_snprintf(sizeof(who), who, " (process %ld)", store->wait.process);
	return fault_set(fault, FAULT_STORE,
			 "'%s' is locked: another staffgap%s has been at work in this folder for "
			 "%d seconds; nothing was changed (wait for it to end)",
			 store->path, who, (int)(store->wait.patience.most_ms / 1000));
}

/* SQLite does not ask its handler where it fears that two wait for each other. */
static bool execute_in_turn(struct store *store, const char *sql, struct fault *fault)
{
	int code;

	store->wait.waited_ms = 0;
	guard_begin(&store->guard);
	do
		code = sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	while ((code & 0xff) == SQLITE_BUSY && busy(store, 0));
	wait_end(&store->wait);
	if ((code & 0xff) == SQLITE_BUSY)
		return still_busy(store, fault);
	return code == SQLITE_OK || store_fault(store, fault);
}

static struct store *store_new(const char *path, const struct store_patience *patience)
{
	struct store *store = calloc(1, sizeof(*store));

	if (!store || !(store->path = strdup(path))) {
		free(store);
		return NULL;
	}
	store->wait.patience = patience ? *patience : patience_default;
	return store;
}

static bool connect(struct store *store, const char *path, int flags, struct fault *fault)
{
	int code;

	guard_memory();
	code = sqlite3_open_v2(path, &store->db, flags, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_busy_handler(store->db, busy, store);
	if (code == SQLITE_OK)
		do /* reads the file, too */
			code = guard_connection(store->db, &store->guard);
		while ((code & 0xff) == SQLITE_BUSY && busy(store, 0));
	wait_end(&store->wait);
	if ((code & 0xff) == SQLITE_BUSY)
		return still_busy(store, fault);
	return code == SQLITE_OK || store_fault(store, fault);
}

static bool begin_to_write(struct store *store, struct fault *fault)
{
	if (!guard_file(store->path, fault))
		return false;
	lock_file_make(store->path);
	if (!connect(store, store->path, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE, fault))
		return false;
	return execute_in_turn(store, "PRAGMA journal_mode = WAL", fault) &&
	       execute_in_turn(store, "BEGIN IMMEDIATE", fault) && migrate(store, fault);
}

static bool begin_in_memory(struct store *store, struct image *image, struct fault *fault)
{
	if (!connect(store, ":memory:", SQLITE_OPEN_READWRITE, fault)) {
		sqlite3_free(image->bytes);
		return false;
	}
	return (image_load(image, store->db) == SQLITE_OK || store_fault(store, fault)) &&
	       execute(store, "BEGIN", fault) && migrate(store, fault);
}

static bool begin_copy(struct store *store, struct fault *fault)
{
	struct image image = { NULL, 0 };

	return guard_file(store->path, fault) &&
	       image_read(store->path, &store->wait, &image, fault) &&
	       begin_in_memory(store, &image, fault);
}

static bool open_by(bool (*begin)(struct store *store, struct fault *fault), const char *path,
		    const struct store_patience *patience, struct store **store,
		    struct fault *fault)
{
	struct store *opened = store_new(path, patience);

	if (!opened)
		return fault_set(fault, FAULT_SYSTEM, "out of memory");
	if (!begin(opened, fault)) {
		store_close(opened);
		return false;
	}
	*store = opened;
	return true;
}

static bool begin_empty(struct store *store, struct fault *fault)
{
	return begin_in_memory(store, &(struct image){ NULL, 0 }, fault);
}

bool store_open_to_write(const char *path, const struct store_patience *patience,
			 struct store **store, struct fault *fault)
{
	return open_by(begin_to_write, path, patience, store, fault);
}

bool store_open(const char *path, struct store **store, struct fault *fault)
{
	return open_by(strcmp(path, ":memory:") == 0 ? begin_empty : begin_to_write, path, NULL,
		       store, fault);
}

bool store_open_copy(const char *path, const struct store_patience *patience, struct store **store,
		     struct fault *fault)
{
	return open_by(begin_copy, path, patience, store, fault);
}

bool store_share(struct store *store, struct fault *fault)
{
	reset_all(store);
	if (sqlite3_get_autocommit(store->db) && !execute(store, "BEGIN", fault))
		return false;
	store->unpacked = 0;
	store->sharers++;
	return true;
}

bool store_copy(struct store *store, struct store **copy, struct fault *fault)
{
	struct image image = { NULL, 0 };
	struct store *opened = NULL;
	int code = image_of(store->db, &image);

	*copy = NULL;
	if (code == SQLITE_TOOBIG)
		return true;
	opened = code == SQLITE_OK ? store_new(store->path, NULL) : NULL;
	if (!opened) {
		sqlite3_free(image.bytes);
		return fault_set(fault, FAULT_SYSTEM, "out of memory");
	}
	if (!begin_in_memory(opened, &image, fault)) {
		store_close(opened);
		return false;
	}
	opened->key = store->key;
	opened->has_key = store->has_key;
	*copy = opened;
	return true;
}

void store_use_key(struct store *store, const struct store_key *key)
{
	store->key = *key;
	store->has_key = true;
}

bool store_has_key(const struct store *store)
{
	return store->has_key;
}

/* --- one transaction --------------------------------------------------------- */

bool store_pause(struct store *store, struct fault *fault)
{
	return store_commit(store, fault);
}

bool store_resume(struct store *store, struct fault *fault)
{
	return execute_in_turn(store, "BEGIN IMMEDIATE", fault);
}

bool store_commit(struct store *store, struct fault *fault)
{
	reset_all(store);
	return execute(store, "COMMIT", fault);
}

bool store_shrink(struct store *store, struct fault *fault)
{
	reset_all(store);
	/*
	 * The second moves what was written from the log into the file, which then is cut; the log
	 * is removed with the last connection, and never emptied before: store/image.c tells by its
	 * header that it has begun anew.
	 */
	return execute_in_turn(store, "VACUUM", fault) &&
	       execute(store, "PRAGMA wal_checkpoint(PASSIVE)", fault);
}

void store_close(struct store *store)
{
	if (!store)
		return;
	if (store->sharers > 0) {
		store->sharers--;
		return;
	}
	for (size_t i = 0; i < SQL_COUNT; i++)
		sqlite3_finalize(store->statements[i]);
	sqlite3_close(store->db);
	free(store->path);
	free(store);
}
