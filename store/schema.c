#include "store/schema.h"

#include <string.h>

#define SCHEMA_LIST                                                                                \
	"SELECT type, name, tbl_name, sql FROM sqlite_schema ORDER BY type, name, tbl_name, sql"

enum { TYPE, NAME, TABLE, SQL, COLUMN_MAX };

/* Byte for byte, also where texts have NULs or are no texts. */
static bool same_value(sqlite3_stmt *a, sqlite3_stmt *b, int column)
{
	int type = sqlite3_column_type(a, column), length;
	const void *left, *right;

	if (type != sqlite3_column_type(b, column))
		return false;
	left = sqlite3_column_blob(a, column);
	right = sqlite3_column_blob(b, column);
	length = sqlite3_column_bytes(a, column);
	return length == sqlite3_column_bytes(b, column) &&
	       (length == 0 || (left && right && memcmp(left, right, (size_t)length) == 0));
}

static bool same_row(sqlite3_stmt *a, sqlite3_stmt *b)
{
	for (int column = 0; column < COLUMN_MAX; column++)
		if (!same_value(a, b, column))
			return false;
	return true;
}

static const char *text_of(sqlite3_stmt *row, int column)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return text ? text : "";
}

static bool differs(const struct store *store, sqlite3_stmt *row, const char *how,
		    struct fault *fault)
{
	return fault_set(fault, FAULT_STORE, "'%s' is damaged: its %.20s '%.60s' %s", store->path,
			 text_of(row, TYPE), text_of(row, NAME), how) ||
	       fault_advise(fault, STORE_DAMAGED);
}

/* Which of the two comes first is what the other lacks. */
static bool name_difference(const struct store *store, sqlite3_stmt *ours, sqlite3_stmt *theirs,
			    struct fault *fault)
{
	int order = strcmp(text_of(ours, TYPE), text_of(theirs, TYPE));

	if (order == 0)
		order = strcmp(text_of(ours, NAME), text_of(theirs, NAME));
	if (order < 0)
		return differs(store, ours, "is missing", fault);
	return differs(store, theirs,
		       order > 0 ? "is not one that staffgap makes" : "is not as staffgap makes it",
		       fault);
}

static bool compare(const struct store *store, sqlite3_stmt *ours, sqlite3_stmt *theirs,
		    struct fault *fault)
{
	for (;;) {
		int here = sqlite3_step(theirs), there = sqlite3_step(ours);

		if (there != SQLITE_ROW && there != SQLITE_DONE)
			return fault_set(fault, FAULT_SYSTEM, "out of memory");
		if (here != SQLITE_ROW && here != SQLITE_DONE)
			return store_fault(store, fault);
		if (here == SQLITE_DONE && there == SQLITE_DONE)
			return true;
		if (here == SQLITE_DONE)
			return differs(store, ours, "is missing", fault);
		if (there == SQLITE_DONE)
			return differs(store, theirs, "is not one that staffgap makes", fault);
		if (!same_row(ours, theirs) && sqlite3_errcode(store->db) == SQLITE_NOMEM)
			return store_fault(store, fault);
		if (!same_row(ours, theirs))
			return name_difference(store, ours, theirs, fault);
	}
}

/* An empty database of that version. */
static bool make(sqlite3 *db, int version)
{
	for (int i = 0; i < version; i++)
		if (sqlite3_exec(db, store_migrations[i], NULL, NULL, NULL) != SQLITE_OK)
			return false;
	return true;
}

bool schema_check(const struct store *store, int version, struct fault *fault)
{
	sqlite3_stmt *ours = NULL, *theirs = NULL;
	sqlite3 *model = NULL;
	bool ok = false;

	if (sqlite3_open(":memory:", &model) != SQLITE_OK || !make(model, version) ||
	    sqlite3_prepare_v2(model, SCHEMA_LIST, -1, &ours, NULL) != SQLITE_OK)
		fault_set(fault, FAULT_SYSTEM, "the tables of a database cannot be made: %s",
			  sqlite3_errmsg(model));
	else if (sqlite3_prepare_v2(store->db, SCHEMA_LIST, -1, &theirs, NULL) != SQLITE_OK)
		store_fault(store, fault);
	else
		ok = compare(store, ours, theirs, fault);
	sqlite3_finalize(ours);
	sqlite3_finalize(theirs);
	sqlite3_close(model);
	return ok;
}
