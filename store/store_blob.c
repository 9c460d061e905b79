#include <string.h>

#include "store/column.h"
#include "store/store_internal.h"

bool store_blob_find(struct store *store, const struct digest *digest, int64_t *blob_id,
		     struct fault *fault)
{
	sqlite3_stmt *find = store_statement(store, SQL_BLOB_FIND, fault);

	if (!find)
		return false;
	sqlite3_bind_blob(find, 1, digest->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	return column_only(store, find, COLUMN_BLOB_ID, blob_id, fault);
}

bool store_blob_keep_packed(struct store *store, const struct packed *copy, int64_t *blob_id,
			    struct fault *fault)
{
	sqlite3_stmt *add;

	if (!store_blob_find(store, &copy->digest, blob_id, fault))
		return false;
	if (*blob_id)
		return true;
	add = store_statement(store, SQL_BLOB_ADD, fault);
	if (!add)
		return false;
	sqlite3_bind_blob(add, 1, copy->digest.bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_int64(add, 2, (int64_t)copy->size);
	sqlite3_bind_blob64(add, 3, copy->deflated.ptr, copy->deflated.len, SQLITE_TRANSIENT);
	if (!store_run(store, add, fault))
		return false;
	*blob_id = sqlite3_last_insert_rowid(store->db);
	return true;
}

bool store_blob_keep(struct store *store, struct span bytes, int64_t *blob_id, struct fault *fault)
{
	struct digest digest = digest_of(bytes);
	struct arena scratch = ARENA_INIT;
	struct packed copy;
	bool ok;

	if (!store_blob_find(store, &digest, blob_id, fault))
		return false;
	if (*blob_id)
		return true;
	copy = bytes_pack(bytes, &scratch);
	ok = store_blob_keep_packed(store, &copy, blob_id, fault);
	arena_release(&scratch);
	return ok;
}

/* The row's bytes; false when they are not what was stored. */
static bool unpack(const struct packed *packed, const struct digest *digest, struct arena *arena,
		   struct span *bytes)
{
	struct digest actual;
	struct span read;

	if (!bytes_unpack(packed, arena, &read))
		return false;
	actual = digest_of(read);
	if (memcmp(&actual, digest, sizeof(actual)) != 0)
		return false;
	*bytes = read;
	return true;
}

/* Few bytes can be packed for very many, and be asked for again and again. */
static bool may_unpack(struct store *store, size_t size, struct fault *fault)
{
	store->unpacked += (int64_t)size;
	return store->unpacked <= UNPACKED_BYTES_MAX ||
	       fault_set(fault, FAULT_STORE, "'%s' is damaged: it holds more than %d GB of files",
			 store->path, (int)(UNPACKED_BYTES_MAX / 1000000000)) ||
	       fault_advise(fault, STORE_DAMAGED);
}

bool store_blob_read(struct store *store, const struct digest *digest, struct arena *arena,
		     struct span *bytes, struct fault *fault)
{
	enum { SHA256, SIZE_BYTES, DEFLATED };
	sqlite3_stmt *row = store_statement(store, SQL_BLOB_GET, fault);
	struct columns columns = columns_of(row, arena);
	struct packed packed;
	bool found, ok;

	if (!row)
		return false;
	sqlite3_bind_blob(row, 1, digest->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	if (!columns_next(store, &columns, &found, fault))
		return false;
	if (!found)
		return fault_set(fault, FAULT_STORE, "'%s' is damaged: a file of a plan is missing",
				 store->path) ||
		       fault_advise(fault, STORE_DAMAGED);
	packed = column_packed(&columns, SIZE_BYTES, COLUMN_BLOB_SIZE, DEFLATED,
			       COLUMN_BLOB_DEFLATED);
	if (!columns_good(store, &columns, fault) || !may_unpack(store, packed.size, fault))
		return false;
	ok = unpack(&packed, digest, arena, bytes);
	sqlite3_reset(row);
	return ok ||
	       fault_set(fault, FAULT_STORE,
			 "'%s' is damaged: a stored file is not what was stored", store->path) ||
	       fault_advise(fault, STORE_DAMAGED);
}
