#include "store/result.h"

bool result_is_kept(const struct store *store, struct span bytes)
{
	return store->has_key && bytes.len <= RESULT_BYTES_MAX;
}

struct digest result_mac(struct mac *mac, const struct packed *packed)
{
	mac_number(mac, (int64_t)packed->size);
	mac_bytes(mac, packed->deflated);
	return mac_end(mac);
}

void result_bind(sqlite3_stmt *keep, const struct packed *packed, const struct digest *mac)
{
	enum { SIZE = 3, DEFLATED, MAC };

	sqlite3_bind_int64(keep, SIZE, (int64_t)packed->size);
	sqlite3_bind_blob64(keep, DEFLATED, packed->deflated.ptr, packed->deflated.len,
			    SQLITE_TRANSIENT);
	sqlite3_bind_blob(keep, MAC, mac->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
}

bool result_purge(struct store *store, enum statement purge, int32_t limit, struct fault *fault)
{
	sqlite3_stmt *statement = store_statement(store, purge, fault);

	if (!statement)
		return false;
	sqlite3_bind_int(statement, 1, limit);
	return store_run(store, statement, fault);
}
