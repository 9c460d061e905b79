#include "store/column.h"
#include "store/store_internal.h"

/* What compares plans looks at the last ones; older answers are found again. */
enum { PLANS_KEPT = 4 };

bool store_solved_keep(struct store *store, int32_t number, const char *version, struct span bytes,
		       struct fault *fault)
{
	sqlite3_stmt *keep = store_statement(store, SQL_SOLVED_KEEP, fault), *purge;
	struct arena scratch = ARENA_INIT;
	struct packed packed;
	bool ok;

	if (!keep)
		return false;
	if (bytes.len > RESULT_BYTES_MAX)
		return true;
	packed = bytes_pack(bytes, &scratch);
	sqlite3_bind_int(keep, 1, number);
	sqlite3_bind_text(keep, 2, version, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int64(keep, 3, (int64_t)packed.size);
	sqlite3_bind_blob64(keep, 4, packed.deflated.ptr, packed.deflated.len, SQLITE_TRANSIENT);
	ok = store_run(store, keep, fault);
	arena_release(&scratch);
	if (!ok || !(purge = store_statement(store, SQL_SOLVED_PURGE, fault)))
		return false;
	sqlite3_bind_int(purge, 1, number - PLANS_KEPT);
	return store_run(store, purge, fault);
}

bool store_solved_find(struct store *store, int32_t number, const char *version,
		       struct arena *arena, struct span *bytes, struct fault *fault)
{
	enum { SIZE_BYTES, DEFLATED };
	sqlite3_stmt *row = store_statement(store, SQL_SOLVED_FIND, fault);
	struct columns columns = columns_of(row, arena);
	struct packed packed;
	bool found;

	if (!row)
		return false;
	sqlite3_bind_int(row, 1, number);
	sqlite3_bind_text(row, 2, version, -1, SQLITE_TRANSIENT);
	if (!columns_next(store, &columns, &found, fault))
		return false;
	if (!found) {
		*bytes = SPAN("");
		return true;
	}
	packed = column_packed(&columns, SIZE_BYTES, COLUMN_SOLVED_SIZE, DEFLATED,
			       COLUMN_SOLVED_DEFLATED);
	if (!columns_good(store, &columns, fault))
		return false;
	if (!bytes_unpack(&packed, arena, bytes))
		*bytes = SPAN("");
	sqlite3_reset(row);
	return true;
}
