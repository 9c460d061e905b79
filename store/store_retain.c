#include "store/store_internal.h"

static bool run_day(struct store *store, enum statement which, int32_t day, struct fault *fault)
{
	sqlite3_stmt *statement = store_statement(store, which, fault);

	if (!statement)
		return false;
	sqlite3_bind_int(statement, 1, day);
	return store_run(store, statement, fault);
}

static bool run_alone(struct store *store, enum statement which, struct fault *fault)
{
	sqlite3_stmt *statement = store_statement(store, which, fault);

	return statement && store_run(store, statement, fault);
}

/*
 * Copies that plans were made from stay with these. What reading a copy gave is not known by the
 * feed's name: when one goes, all of that goes, and is found again.
 */
static bool drop_copies(struct store *store, int32_t before, struct fault *fault)
{
	bool gone;

	if (!run_day(store, SQL_FEED_OLD, before, fault))
		return false;
	gone = sqlite3_changes(store->db) > 0;
	return run_day(store, SQL_CHECK_OLD, before, fault) &&
	       run_day(store, SQL_PARSED_PURGE, before, fault) &&
	       (!gone || (run_alone(store, SQL_PARSED_CLEAR, fault) &&
			  run_alone(store, SQL_BLOB_PRUNE, fault)));
}

bool store_retain(struct store *store, int32_t plans, int32_t days, struct day today,
		  struct fault *fault)
{
	int32_t removed;

	/* What is dropped is overwritten, too. */
	if ((plans || days) &&
	    sqlite3_exec(store->db, "PRAGMA secure_delete = ON", NULL, NULL, NULL) != SQLITE_OK)
		return store_fault(store, fault);
	return (plans == 0 || store_plans_prune(store, plans, &removed, fault)) &&
	       (days == 0 || drop_copies(store, today.since_1970 - days, fault));
}
