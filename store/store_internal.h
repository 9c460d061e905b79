/** What an open database is, for files of store/ and their tests only. */
#ifndef STORE_STORE_INTERNAL_H
#define STORE_STORE_INTERNAL_H

#include <sqlite3.h>

#include "store/guard.h"
#include "store/statement.h"
#include "store/store.h"
#include "store/store_blob.h"
#include "store/store_carry.h"
#include "store/wait.h"

extern const char *const store_migrations[];
extern const int store_migration_count;

struct store {
	sqlite3 *db;
	char *path;
	struct guard guard;
	int64_t unpacked;                    /* bytes, since it was opened */
	sqlite3_stmt *statements[SQL_COUNT]; /* prepared at their first use */
	struct wait wait;                    /* for others */
	size_t sharers;                      /* beside who opened it */
	struct store_key key;
	bool has_key;
};

#endif
