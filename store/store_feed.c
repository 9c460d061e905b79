#include <string.h>

#include "store/store_internal.h"

enum { PARSED_DAYS = 60 };

static void bind_text(sqlite3_stmt *statement, int column, const char *text)
{
	sqlite3_bind_text(statement, column, text, -1, SQLITE_TRANSIENT);
}

/* The row of a feed's copy; 0 when it has none. */
static bool feed_blob(struct store *store, const char *name, int64_t *blob_id, struct fault *fault)
{
	sqlite3_stmt *find = store_statement(store, SQL_FEED_BLOB, fault);
	int code;

	if (!find)
		return false;
	bind_text(find, 1, name);
	code = sqlite3_step(find);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return store_fault(store, fault);
	*blob_id = code == SQLITE_ROW ? sqlite3_column_int64(find, 0) : 0;
	sqlite3_reset(find);
	return true;
}

static bool blob_drop(struct store *store, int64_t blob_id, struct fault *fault)
{
	sqlite3_stmt *drop = store_statement(store, SQL_BLOB_DROP, fault);

	if (!drop)
		return false;
	sqlite3_bind_int64(drop, 1, blob_id);
	return store_run(store, drop, fault);
}

bool store_feed_keep(struct store *store, const char *name, const struct packed *copy,
		     struct day read_on, struct fault *fault)
{
	int64_t before = 0, blob_id = 0;
	sqlite3_stmt *keep;

	if (!feed_blob(store, name, &before, fault) ||
	    !store_blob_keep_packed(store, copy, &blob_id, fault) ||
	    !(keep = store_statement(store, SQL_FEED_KEEP, fault)))
		return false;
	bind_text(keep, 1, name);
	sqlite3_bind_int64(keep, 2, blob_id);
	sqlite3_bind_int(keep, 3, read_on.since_1970);
	return store_run(store, keep, fault) &&
	       (before == 0 || before == blob_id || blob_drop(store, before, fault));
}

bool store_feed_forget(struct store *store, const char *name, struct fault *fault)
{
	static const enum statement drops[] = { SQL_FEED_DROP, SQL_CHECK_DROP };
	int64_t blob_id = 0;

	if (!feed_blob(store, name, &blob_id, fault))
		return false;
	for (size_t i = 0; i < ARRAY_LEN(drops); i++) {
		sqlite3_stmt *drop = store_statement(store, drops[i], fault);

		if (!drop)
			return false;
		bind_text(drop, 1, name);
		if (!store_run(store, drop, fault))
			return false;
	}
	return blob_id == 0 || blob_drop(store, blob_id, fault);
}

/* A good attempt that found the same bytes makes the copy one of that day. */
static bool feed_read(struct store *store, const struct feed_check *check, struct fault *fault)
{
	sqlite3_stmt *read = store_statement(store, SQL_FEED_READ, fault);

	if (!read)
		return false;
	bind_text(read, 1, check->name);
	sqlite3_bind_int(read, 2, check->read_on.since_1970);
	return store_run(store, read, fault);
}

bool store_feed_check(struct store *store, const struct feed_check *check, struct fault *fault)
{
	sqlite3_stmt *keep = store_statement(store, SQL_CHECK_KEEP, fault);
	int i = 0;

	if (!keep)
		return false;
	bind_text(keep, ++i, check->name);
	sqlite3_bind_blob(keep, ++i, check->source.bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_int64(keep, ++i, check->checked_s);
	sqlite3_bind_int64(keep, ++i, check->good_s);
	sqlite3_bind_int(keep, ++i, check->failures);
	bind_text(keep, ++i, check->trouble);
	sqlite3_bind_blob(keep, ++i, check->hash.bytes, check->has_copy ? FAST_HASH_SIZE : 0,
			  SQLITE_TRANSIENT);
	sqlite3_bind_int64(keep, ++i, (int64_t)check->size);
	bind_text(keep, ++i, check->etag);
	bind_text(keep, ++i, check->last_modified);
	sqlite3_bind_int(keep, ++i, check->event_count);
	sqlite3_bind_int(keep, ++i, check->absence_count);
	sqlite3_bind_int(keep, ++i, check->skipped_count);
	return store_run(store, keep, fault) &&
	       (!check->has_copy || feed_read(store, check, fault));
}

static void read_check(sqlite3_stmt *row, struct arena *arena, struct feed_check *check)
{
	enum {
		NAME,
		SOURCE,
		CHECKED,
		GOOD,
		FAILURES,
		TROUBLE,
		FAST_HASH,
		SIZE,
		ETAG,
		LAST_MODIFIED,
		EVENTS,
		ABSENCES,
		SKIPPED,
		READ_ON,
		SHA256,
		BLOB_SIZE
	};

	*check = (struct feed_check){
		.name = store_column_text(row, NAME, arena),
		.checked_s = sqlite3_column_int64(row, CHECKED),
		.good_s = sqlite3_column_int64(row, GOOD),
		.failures = sqlite3_column_int(row, FAILURES),
		.trouble = store_column_text(row, TROUBLE, arena),
		.etag = store_column_text(row, ETAG, arena),
		.last_modified = store_column_text(row, LAST_MODIFIED, arena),
		.event_count = sqlite3_column_int(row, EVENTS),
		.absence_count = sqlite3_column_int(row, ABSENCES),
		.skipped_count = sqlite3_column_int(row, SKIPPED),
		.has_copy = sqlite3_column_type(row, SHA256) != SQLITE_NULL,
		.size = (size_t)sqlite3_column_int64(row, SIZE),
		.read_on = { sqlite3_column_int(row, READ_ON) },
	};
	if (sqlite3_column_bytes(row, SOURCE) == DIGEST_SIZE)
		memcpy(check->source.bytes, sqlite3_column_blob(row, SOURCE), DIGEST_SIZE);
	if (check->has_copy)
		memcpy(check->digest.bytes, sqlite3_column_blob(row, SHA256), DIGEST_SIZE);
	/* A copy that an older staffgap kept has no fast hash: it is read once more. */
	if (sqlite3_column_bytes(row, FAST_HASH) == FAST_HASH_SIZE)
		memcpy(check->hash.bytes, sqlite3_column_blob(row, FAST_HASH), FAST_HASH_SIZE);
	else
		check->size = FEED_SIZE_UNKNOWN;
}

bool store_feed_checks(struct store *store, struct arena *arena, struct feed_check **checks,
		       size_t *count, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, SQL_CHECK_LIST, fault);
	struct feed_check *list = NULL;
	size_t n = 0, room = 0;
	int code;

	if (!row)
		return false;
	while ((code = sqlite3_step(row)) == SQLITE_ROW) {
		list = ARENA_PUSH(arena, list, n, room);
		read_check(row, arena, &list[n++]);
	}
	if (code != SQLITE_DONE)
		return store_fault(store, fault);
	*checks = list;
	*count = n;
	return true;
}

/* --- what reading gave ----------------------------------------------------- */

bool store_parsed_keep(struct store *store, const struct digest *key, struct span result,
		       struct day today, struct fault *fault)
{
	sqlite3_stmt *keep = store_statement(store, SQL_PARSED_KEEP, fault), *purge;
	struct arena scratch = ARENA_INIT;
	struct packed packed;
	bool ok;

	if (!keep)
		return false;
	packed = bytes_pack(result, &scratch);
	sqlite3_bind_blob(keep, 1, key->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_int(keep, 2, today.since_1970);
	sqlite3_bind_int64(keep, 3, (int64_t)packed.size);
	sqlite3_bind_blob64(keep, 4, packed.deflated.ptr, packed.deflated.len, SQLITE_TRANSIENT);
	ok = store_run(store, keep, fault);
	arena_release(&scratch);
	if (!ok || !(purge = store_statement(store, SQL_PARSED_PURGE, fault)))
		return false;
	sqlite3_bind_int(purge, 1, today.since_1970 - PARSED_DAYS);
	return store_run(store, purge, fault);
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

bool store_parsed_find(struct store *store, const struct digest *key, struct day today,
		       struct arena *arena, bool *found, struct packed *result, struct fault *fault)
{
	enum { USED_ON, SIZE_BYTES, DEFLATED };
	sqlite3_stmt *row = store_statement(store, SQL_PARSED_FIND, fault);
	int32_t used_on;
	int code;

	if (!row)
		return false;
	sqlite3_bind_blob(row, 1, key->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	code = sqlite3_step(row);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return store_fault(store, fault);
	*found = false;
	if (code == SQLITE_DONE)
		return true;
	used_on = sqlite3_column_int(row, USED_ON);
	*found = true;
	*result = store_column_packed(row, SIZE_BYTES, DEFLATED);
	result->deflated.ptr = arena_copy(arena, result->deflated);
	sqlite3_reset(row);
	return used_on == today.since_1970 || parsed_used(store, key, today, fault);
}
