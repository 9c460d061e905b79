#include <string.h>

#include "store/column.h"
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

	if (!find)
		return false;
	bind_text(find, 1, name);
	return column_only(store, find, COLUMN_FEED_BLOB, blob_id, fault);
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

/* A feed that was only tried has no copy; one whose copy an older staffgap kept was not tried. */
static void read_copy(struct columns *columns, struct feed_check *check)
{
	enum { FAST_HASH = 6, SIZE, READ_ON = 13, SHA256 };
	struct span hash;

	check->has_copy = true;
	check->read_on = column_day(columns, READ_ON, COLUMN_FEED_READ_ON);
	check->digest = column_digest(columns, SHA256, COLUMN_BLOB_SHA256);
	check->size = FEED_SIZE_UNKNOWN;
	if (column_is_null(columns, FAST_HASH))
		return;
	hash = column_bytes(columns, FAST_HASH, COLUMN_CHECK_FAST_HASH);
	if (hash.len != FAST_HASH_SIZE)
		return;
	memcpy(check->hash.bytes, hash.ptr, FAST_HASH_SIZE);
	check->size = (size_t)column_number(columns, SIZE, COLUMN_CHECK_SIZE);
}

static void read_attempt(struct columns *columns, struct feed_check *check)
{
	enum {
		SOURCE = 1,
		CHECKED,
		GOOD,
		FAILURES,
		TROUBLE,
		ETAG = 8,
		LAST_MODIFIED,
		EVENTS,
		ABSENCES,
		SKIPPED
	};

	check->source = column_digest(columns, SOURCE, COLUMN_CHECK_SOURCE);
	check->checked_s = column_number(columns, CHECKED, COLUMN_CHECK_CHECKED);
	check->good_s = column_number(columns, GOOD, COLUMN_CHECK_GOOD);
	check->failures = column_int(columns, FAILURES, COLUMN_CHECK_FAILURES);
	check->trouble = column_text(columns, TROUBLE, COLUMN_CHECK_TROUBLE);
	check->etag = column_text(columns, ETAG, COLUMN_CHECK_ETAG);
	check->last_modified = column_text(columns, LAST_MODIFIED, COLUMN_CHECK_MODIFIED);
	check->event_count = column_int(columns, EVENTS, COLUMN_CHECK_EVENTS);
	check->absence_count = column_int(columns, ABSENCES, COLUMN_CHECK_ABSENCES);
	check->skipped_count = column_int(columns, SKIPPED, COLUMN_CHECK_SKIPPED);
}

static struct feed_check read_check(struct columns *columns)
{
	enum { NAME, TRIED = 15, KEPT };
	struct feed_check check = { .name = column_text(columns, NAME, COLUMN_CHECK_NAME),
				    .trouble = "",
				    .etag = "",
				    .last_modified = "",
				    .size = FEED_SIZE_UNKNOWN };

	if (!column_is_null(columns, TRIED))
		read_attempt(columns, &check);
	if (!column_is_null(columns, KEPT))
		read_copy(columns, &check);
	return check;
}

bool store_feed_checks(struct store *store, struct arena *arena, struct feed_check **checks,
		       size_t *count, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, SQL_CHECK_LIST, fault);
	struct columns columns = columns_of(row, arena);
	struct feed_check *list = NULL;
	size_t n = 0, room = 0;
	bool found;

	if (!row)
		return false;
	while (columns_next(store, &columns, &found, fault)) {
		if (!found) {
			*checks = list;
			*count = n;
			return true;
		}
		list = ARENA_PUSH(arena, list, n, room);
		list[n++] = read_check(&columns);
		if (!columns_good(store, &columns, fault))
			return false;
	}
	return false;
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
	if (result.len > RESULT_BYTES_MAX)
		return true;
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
	struct columns columns = columns_of(row, arena);
	struct packed packed;
	int32_t used_on;
	bool there;

	if (!row)
		return false;
	sqlite3_bind_blob(row, 1, key->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	if (!columns_next(store, &columns, &there, fault))
		return false;
	if (!there) {
		*found = false;
		return true;
	}
	used_on = column_int(&columns, USED_ON, COLUMN_PARSED_USED);
	packed = column_packed(&columns, SIZE_BYTES, COLUMN_PARSED_SIZE, DEFLATED,
			       COLUMN_PARSED_DEFLATED);
	if (!columns_good(store, &columns, fault))
		return false;
	packed.deflated.ptr = arena_copy(arena, packed.deflated);
	sqlite3_reset(row);
	if (used_on != today.since_1970 && !parsed_used(store, key, today, fault))
		return false;
	*found = true;
	*result = packed;
	return true;
}
