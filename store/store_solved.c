#include "store/column.h"
#include "store/result.h"

/* What compares plans looks at the last ones; older answers are found again. */
enum { PLANS_KEPT = 4 };

static struct digest solved_mac(const struct store *store, int32_t number, const char *version,
				const struct packed *packed)
{
	struct mac mac;

	mac_begin(&mac, &store->key, "solved 1");
	mac_number(&mac, number);
	mac_text(&mac, version);
	return result_mac(&mac, packed);
}

bool store_solved_keep(struct store *store, int32_t number, const char *version, struct span bytes,
		       struct fault *fault)
{
	sqlite3_stmt *keep = store_statement(store, SQL_SOLVED_KEEP, fault);
	struct arena scratch = ARENA_INIT;
	struct packed packed;
	struct digest mac;
	bool ok;

	if (!keep)
		return false;
	if (!result_is_kept(store, bytes))
		return true;
	packed = bytes_pack(bytes, &scratch);
	mac = solved_mac(store, number, version, &packed);
	sqlite3_bind_int(keep, 1, number);
	sqlite3_bind_text(keep, 2, version, -1, SQLITE_TRANSIENT);
	result_bind(keep, &packed, &mac);
	ok = store_run(store, keep, fault);
	arena_release(&scratch);
	return ok && result_purge(store, SQL_SOLVED_PURGE, number - PLANS_KEPT, fault);
}

bool store_solved_find(struct store *store, int32_t number, const char *version,
		       struct arena *arena, struct span *bytes, struct fault *fault)
{
	enum { SIZE_BYTES, DEFLATED, MAC };
	sqlite3_stmt *row = store_statement(store, SQL_SOLVED_FIND, fault);
	struct columns columns = columns_of(row, arena);
	struct packed packed;
	struct digest mac;
	struct span kept;
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
	kept = column_bytes(&columns, MAC, COLUMN_SOLVED_MAC);
	if (!columns_good(store, &columns, fault))
		return false;
	mac = solved_mac(store, number, version, &packed);
	if (!store->has_key || !mac_is(&mac, kept) || !bytes_unpack(&packed, arena, bytes))
		*bytes = SPAN("");
	sqlite3_reset(row);
	return true;
}
