#include "store/guard.h"

#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/arena.h"

/* SQLite calls back each time it has taken so many. */
enum { STEPS_AT_ONCE = 1000 };

static bool guard_one(const char *path, const char *suffix, struct fault *fault)
{
	char name[4096];
	struct stat found;

	if ((size_t)snprintf(name, sizeof(name), "%s%s", path, suffix) >= sizeof(name))
		return fault_set(fault, FAULT_STORE, "'%s': its name is too long", path);
	if (lstat(name, &found) != 0 || S_ISREG(found.st_mode))
		return true;
	return fault_set(fault, FAULT_STORE, "'%s' is %s, not a file of staffgap", name,
			 S_ISLNK(found.st_mode)   ? "a link"
			 : S_ISDIR(found.st_mode) ? "a folder"
						  : "a device or a pipe") ||
	       fault_advise(fault, "move it away: nothing else is read or written in its place");
}

static pthread_once_t logged = PTHREAD_ONCE_INIT;

/* SQLite says each allocation that failed. */
static void take_log(void *context, int code, const char *message)
{
	(void)context;
	(void)message;
	if ((code & 0xff) == SQLITE_NOMEM)
		arena_exhausted();
}

static void set_log(void)
{
	(void)sqlite3_config(SQLITE_CONFIG_LOG, take_log, NULL);
}

void guard_memory(void)
{
	pthread_once(&logged, set_log);
}

bool guard_file(const char *path, struct fault *fault)
{
	static const char *const suffixes[] = { "", "-wal", "-shm", "-journal" };

	for (size_t i = 0; i < ARRAY_LEN(suffixes); i++)
		if (!guard_one(path, suffixes[i], fault))
			return false;
	return true;
}

static int spend(void *context)
{
	struct guard *guard = context;

	guard->steps_left -= STEPS_AT_ONCE;
	return guard->steps_left < 0;
}

static int set_switches(sqlite3 *db)
{
	static const struct {
		int what, on;
	} switches[] = {
		{ SQLITE_DBCONFIG_DEFENSIVE, 1 },
		{ SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0 },
		{ SQLITE_DBCONFIG_ENABLE_TRIGGER, 0 },
		{ SQLITE_DBCONFIG_ENABLE_VIEW, 0 },
		{ SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0 },
		{ SQLITE_DBCONFIG_DQS_DDL, 0 },
		{ SQLITE_DBCONFIG_DQS_DML, 0 },
		{ SQLITE_DBCONFIG_ENABLE_FKEY, 1 },
	};

	for (size_t i = 0; i < ARRAY_LEN(switches); i++) {
		int code = sqlite3_db_config(db, switches[i].what, switches[i].on, NULL);

		if (code != SQLITE_OK)
			return code;
	}
	return SQLITE_OK;
}

/* A little above what our schema and statements need: tests/test_store.c prepares them all. */
static void set_limits(sqlite3 *db)
{
	static const struct {
		int what, most;
	} limits[] = {
		{ SQLITE_LIMIT_LENGTH, GUARD_ROW_BYTES },
		{ SQLITE_LIMIT_SQL_LENGTH, 65536 },
		{ SQLITE_LIMIT_COLUMN, 64 },
		{ SQLITE_LIMIT_EXPR_DEPTH, 64 },
		{ SQLITE_LIMIT_COMPOUND_SELECT, 8 },
		{ SQLITE_LIMIT_VDBE_OP, 50000 },
		{ SQLITE_LIMIT_FUNCTION_ARG, 16 },
		{ SQLITE_LIMIT_ATTACHED, 1 }, /* VACUUM works in a second database */
		{ SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 100 },
		{ SQLITE_LIMIT_VARIABLE_NUMBER, 32 },
		{ SQLITE_LIMIT_TRIGGER_DEPTH, 8 }, /* ON DELETE CASCADE counts as one */
		{ SQLITE_LIMIT_WORKER_THREADS, 0 },
	};

	for (size_t i = 0; i < ARRAY_LEN(limits); i++)
		sqlite3_limit(db, limits[i].what, limits[i].most);
}

int guard_connection(sqlite3 *db, struct guard *guard)
{
	int code = set_switches(db);

	if (code != SQLITE_OK)
		return code;
	set_limits(db);
	guard_begin(guard);
	sqlite3_progress_handler(db, STEPS_AT_ONCE, spend, guard);
	/* A file can ask for a cache as large as it likes. */
	return sqlite3_exec(db,
			    "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
			    "PRAGMA cache_size = -8192",
			    NULL, NULL, NULL);
}

void guard_begin(struct guard *guard)
{
	guard->steps_left = GUARD_STEPS;
}
