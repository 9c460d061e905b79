#define XXH_INLINE_ALL
#include <sha256.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>
#include <zlib.h>

#include "store/store_internal.h"

struct digest digest_of(struct span bytes)
{
	struct digest digest;
	SHA256_CTX context;

	static_assert(sizeof(digest.bytes) == SHA256_DIGEST_LENGTH, "a SHA-256 has 32 bytes");
	SHA256Init(&context);
	SHA256Update(&context, (const uint8_t *)bytes.ptr, bytes.len);
	SHA256Final(digest.bytes, &context);
	return digest;
}

struct fast_hash fast_hash_of(struct span bytes)
{
	struct fast_hash hash;
	XXH128_canonical_t canonical;

	static_assert(sizeof(hash.bytes) == sizeof(canonical.digest), "128 bits");
	XXH128_canonicalFromHash(&canonical, XXH3_128bits(bytes.len ? bytes.ptr : "", bytes.len));
	memcpy(hash.bytes, canonical.digest, sizeof(hash.bytes));
	return hash;
}

struct packed bytes_pack(struct span bytes, struct arena *arena)
{
	uLongf size = compressBound(bytes.len);
	Bytef *deflated = ARENA_ARRAY(arena, Bytef, size);
	/* Calendars repeat themselves so much that more effort saves little. */
	int code = compress2(deflated, &size, (const Bytef *)(bytes.len ? bytes.ptr : ""),
			     bytes.len, Z_BEST_SPEED);

	if (code != Z_OK) /* the room is enough, so only its own memory can fail */
		abort();
	return (struct packed){ digest_of(bytes), bytes.len, { (const char *)deflated, size } };
}

bool store_blob_find(struct store *store, const struct digest *digest, int64_t *blob_id,
		     struct fault *fault)
{
	sqlite3_stmt *find = store_statement(store, SQL_BLOB_FIND, fault);
	int code;

	if (!find)
		return false;
	sqlite3_bind_blob(find, 1, digest->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	code = sqlite3_step(find);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return store_fault(store, fault);
	*blob_id = code == SQLITE_ROW ? sqlite3_column_int64(find, 0) : 0;
	sqlite3_reset(find);
	return true;
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

bool bytes_unpack(const struct packed *packed, struct arena *arena, struct span *bytes)
{
	uLongf size = (uLongf)packed->size;
	char *data = ARENA_ARRAY(arena, char, size + 1);

	if (!packed->deflated.ptr ||
	    uncompress((Bytef *)data, &size, (const Bytef *)packed->deflated.ptr,
		       (uLong)packed->deflated.len) != Z_OK ||
	    size != packed->size)
		return false;
	*bytes = (struct span){ data, size };
	return true;
}

struct packed store_column_packed(sqlite3_stmt *row, int size_column, int deflated_column)
{
	return (struct packed){
		.size = (size_t)sqlite3_column_int64(row, size_column),
		.deflated = { sqlite3_column_blob(row, deflated_column),
			      (size_t)sqlite3_column_bytes(row, deflated_column) },
	};
}

bool store_column_inflate(sqlite3_stmt *row, int size_column, int deflated_column,
			  struct arena *arena, struct span *bytes)
{
	struct packed packed = store_column_packed(row, size_column, deflated_column);

	return bytes_unpack(&packed, arena, bytes);
}

/* The row's bytes; false when they are not what was stored. */
static bool unpack(sqlite3_stmt *row, const struct digest *digest, struct arena *arena,
		   struct span *bytes)
{
	enum { SIZE_BYTES = 1, DEFLATED };
	struct digest actual;
	struct span read;

	if (!store_column_inflate(row, SIZE_BYTES, DEFLATED, arena, &read))
		return false;
	actual = digest_of(read);
	if (memcmp(&actual, digest, sizeof(actual)) != 0)
		return false;
	*bytes = read;
	return true;
}

bool store_blob_read(struct store *store, const struct digest *digest, struct arena *arena,
		     struct span *bytes, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, SQL_BLOB_GET, fault);
	int code;
	bool ok;

	if (!row)
		return false;
	sqlite3_bind_blob(row, 1, digest->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	code = sqlite3_step(row);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return store_fault(store, fault);
	ok = code == SQLITE_ROW && unpack(row, digest, arena, bytes);
	sqlite3_reset(row);
	return ok ||
	       fault_set(fault, FAULT_STORE,
			 "'%s' is damaged: a stored file is not what was stored (move it away and "
			 "run the command again)",
			 store->path);
}
