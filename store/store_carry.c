#include <string.h>

#include "store/store_internal.h"

bool store_blob_carry(struct store *store, struct store *copy, const struct digest *digest,
		      int64_t *blob_id, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct span bytes;
	/* Checked against its digest: what two copies share is not passed on unseen. */
	bool ok = store_blob_read(copy, digest, &scratch, &bytes, fault) &&
		  store_blob_keep(store, bytes, blob_id, fault);

	arena_release(&scratch);
	return ok;
}

static bool carry_row(struct store *store, sqlite3_stmt *row, struct day today, struct fault *fault)
{
	enum { KEY, SIZE_BYTES, DEFLATED };
	sqlite3_stmt *keep = store_statement(store, SQL_PARSED_CARRY, fault);

	if (!keep)
		return false;
	sqlite3_bind_value(keep, 1, sqlite3_column_value(row, KEY));
	sqlite3_bind_int(keep, 2, today.since_1970);
	sqlite3_bind_value(keep, 3, sqlite3_column_value(row, SIZE_BYTES));
	sqlite3_bind_value(keep, 4, sqlite3_column_value(row, DEFLATED));
	return store_run(store, keep, fault);
}

bool store_parsed_carry(struct store *store, struct store *copy, struct day today,
			struct fault *fault)
{
	sqlite3_stmt *row = store_statement(copy, SQL_PARSED_LIST, fault);
	int code;

	if (!row)
		return false;
	sqlite3_bind_int(row, 1, today.since_1970);
	while ((code = sqlite3_step(row)) == SQLITE_ROW)
		if (!carry_row(store, row, today, fault))
			return false;
	return code == SQLITE_DONE || store_fault(copy, fault);
}
