#include <sha256.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "store/store_internal.h"

enum { ROW_SHA256, ROW_SIZE_BYTES, ROW_DEFLATED };

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

static bool blob_add(struct store *store, struct span bytes, const struct digest *digest,
		     int64_t *blob_id, struct fault *fault)
{
	sqlite3_stmt *add = store_statement(store, SQL_BLOB_ADD, fault);
	uLongf size = compressBound(bytes.len);
	Bytef *deflated;
	bool ok = false;

	if (!add)
		return false;
	deflated = malloc(size);
	if (!deflated || compress(deflated, &size, (const Bytef *)(bytes.len ? bytes.ptr : ""),
				  bytes.len) != Z_OK) {
		fault_set(fault, FAULT_SYSTEM, "out of memory");
		goto done;
	}
	sqlite3_bind_blob(add, 1, digest->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_int64(add, 2, (int64_t)bytes.len);
	sqlite3_bind_blob64(add, 3, deflated, size, SQLITE_TRANSIENT);
	if (!store_run(store, add, fault))
		goto done;
	*blob_id = sqlite3_last_insert_rowid(store->db);
	ok = true;
done:
	free(deflated);
	return ok;
}

bool store_blob_keep(struct store *store, struct span bytes, int64_t *blob_id, struct fault *fault)
{
	struct digest digest = digest_of(bytes);
	sqlite3_stmt *find = store_statement(store, SQL_BLOB_FIND, fault);
	int code;

	if (!find)
		return false;
	sqlite3_bind_blob(find, 1, digest.bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	code = sqlite3_step(find);
	if (code == SQLITE_ROW)
		*blob_id = sqlite3_column_int64(find, 0);
	else if (code != SQLITE_DONE)
		return store_fault(store, fault);
	sqlite3_reset(find);
	return code == SQLITE_ROW || blob_add(store, bytes, &digest, blob_id, fault);
}

bool store_blob_read(const struct store *store, sqlite3_stmt *row, struct arena *arena,
		     struct span *bytes, struct fault *fault)
{
	const Bytef *deflated = sqlite3_column_blob(row, ROW_DEFLATED);
	uLong deflated_size = (uLong)sqlite3_column_bytes(row, ROW_DEFLATED);
	uLongf size = (uLongf)sqlite3_column_int64(row, ROW_SIZE_BYTES);
	char *data = ARENA_ARRAY(arena, char, size + 1);
	struct span read = { data, size };
	struct digest digest;

	if (deflated && uncompress((Bytef *)data, &size, deflated, deflated_size) == Z_OK &&
	    size == read.len && sqlite3_column_bytes(row, ROW_SHA256) == DIGEST_SIZE) {
		digest = digest_of(read);
		if (memcmp(digest.bytes, sqlite3_column_blob(row, ROW_SHA256), DIGEST_SIZE) == 0) {
			*bytes = read;
			return true;
		}
	}
	return fault_set(fault, FAULT_STORE,
			 "'%s' is damaged: a stored file is not what was stored (move it away and "
			 "run the command again)",
			 store->path);
}
