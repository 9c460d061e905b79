#include "store/column.h"
#include "store/result.h"

enum { PARSED_DAYS = 60 };

static struct digest parsed_mac(const struct store *store, const struct digest *key,
				const struct packed *packed)
{
	struct mac mac;

	mac_begin(&mac, &store->key, "parsed 1");
	mac_bytes(&mac, (struct span){ (const char *)key->bytes, DIGEST_SIZE });
	return result_mac(&mac, packed);
}

static void bind_row(sqlite3_stmt *keep, const struct digest *key, struct day used_on,
		     const struct packed *packed, const struct digest *mac)
{
	sqlite3_bind_blob(keep, 1, key->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_int(keep, 2, used_on.since_1970);
	result_bind(keep, packed, mac);
}

bool store_parsed_keep(struct store *store, const struct digest *key, struct span result,
		       struct day today, struct fault *fault)
{
	sqlite3_stmt *keep = store_statement(store, SQL_PARSED_KEEP, fault);
	struct arena scratch = ARENA_INIT;
	struct packed packed;
	struct digest mac;
	bool ok;

	if (!keep)
		return false;
	if (!result_is_kept(store, result))
		return true;
	packed = bytes_pack(result, &scratch);
	mac = parsed_mac(store, key, &packed);
	bind_row(keep, key, today, &packed, &mac);
	ok = store_run(store, keep, fault);
	arena_release(&scratch);
	return ok && result_purge(store, SQL_PARSED_PURGE, today.since_1970 - PARSED_DAYS, fault);
}

static bool parsed_used(struct store *store, const struct digest *key, struct day today,
			struct fault *fault)
{
	sqlite3_stmt *used = store_statement(store, SQL_PARSED_USED, fault);

	if (!used)
		return false;
	sqlite3_bind_blob(used, 1, key->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_int(used, 2, today.since_1970);
	return store_run(store, used, fault);
}

/*
 * The bytes of a row, which begins with them, until the statement goes on.
 *
 * @param[out] mac  what it ought to be
 * @param[out] ours  whether it is that
 */
static bool read_row(const struct store *store, struct columns *columns, const struct digest *key,
		     struct packed *packed, struct digest *mac, bool *ours, struct fault *fault)
{
	enum { SIZE_BYTES, DEFLATED, MAC };
	struct span kept = column_bytes(columns, MAC, COLUMN_PARSED_MAC);

	*packed = column_packed(columns, SIZE_BYTES, COLUMN_PARSED_SIZE, DEFLATED,
				COLUMN_PARSED_DEFLATED);
	if (!columns_good(store, columns, fault))
		return false;
	*mac = parsed_mac(store, key, packed);
	*ours = store->has_key && mac_is(mac, kept);
	return true;
}

bool store_parsed_find(struct store *store, const struct digest *key, struct day today,
		       struct arena *arena, bool *found, struct packed *result, struct fault *fault)
{
	enum { USED_ON = 3 };
	sqlite3_stmt *row = store_statement(store, SQL_PARSED_FIND, fault);
	struct columns columns = columns_of(row, arena);
	struct packed packed;
	struct digest mac;
	int32_t used_on;
	bool there, ours;

	if (!row)
		return false;
	sqlite3_bind_blob(row, 1, key->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	if (!columns_next(store, &columns, &there, fault))
		return false;
	*found = false;
	if (!there)
		return true;
	used_on = column_int(&columns, USED_ON, COLUMN_PARSED_USED);
	if (!read_row(store, &columns, key, &packed, &mac, &ours, fault))
		return false;
	if (ours)
		packed.deflated.ptr = arena_copy(arena, packed.deflated);
	sqlite3_reset(row);
	if (!ours)
		return true;
	if (used_on != today.since_1970 && !parsed_used(store, key, today, fault))
		return false;
	*found = true;
	*result = packed;
	return true;
}

/* --- what was read with a copy of the database ------------------------------ */

/* Others' are theirs to keep. */
static bool carry_row(struct store *store, const struct store *copy, struct columns *columns,
		      struct day today, struct fault *fault)
{
	enum { KEY = 3 };
	sqlite3_stmt *keep = store_statement(store, SQL_PARSED_CARRY, fault);
	struct digest key = column_digest(columns, KEY, COLUMN_PARSED_KEY), mac;
	struct packed packed;
	bool ours;

	if (!keep || !read_row(copy, columns, &key, &packed, &mac, &ours, fault))
		return false;
	if (!ours)
		return true;
	bind_row(keep, &key, today, &packed, &mac);
	return store_run(store, keep, fault);
}

bool store_parsed_carry(struct store *store, struct store *copy, struct day today,
			struct fault *fault)
{
	sqlite3_stmt *row = store_statement(copy, SQL_PARSED_LIST, fault);
	struct columns columns = columns_of(row, NULL);
	bool found;

	if (!row)
		return false;
	sqlite3_bind_int(row, 1, today.since_1970);
	while (columns_next(copy, &columns, &found, fault)) {
		if (!found)
			return true;
		if (!carry_row(store, copy, &columns, today, fault)) {
			sqlite3_reset(row);
			return false;
		}
	}
	return false;
}
