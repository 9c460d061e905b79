#include <string.h>

#include "store/column.h"
#include "store/mac.h"
#include "store/store_internal.h"

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

static struct digest check_mac(const struct store *store, const struct feed_check *check)
{
	const char *texts[] = { check->name, check->trouble, check->etag, check->last_modified };
	int64_t numbers[] = { check->checked_s,     check->good_s,
			      check->failures,      check->event_count,
			      check->absence_count, check->skipped_count,
			      check->has_copy,      check->has_copy ? (int64_t)check->size : 0 };
	struct mac mac;

	mac_begin(&mac, &store->key, "feed 1");
	for (size_t i = 0; i < ARRAY_LEN(texts); i++)
		mac_text(&mac, texts[i]);
	for (size_t i = 0; i < ARRAY_LEN(numbers); i++)
		mac_number(&mac, numbers[i]);
	mac_bytes(&mac, (struct span){ (const char *)check->source.bytes, DIGEST_SIZE });
	if (check->has_copy) {
		mac_bytes(&mac, (struct span){ (const char *)check->hash.bytes, FAST_HASH_SIZE });
		mac_bytes(&mac, (struct span){ (const char *)check->digest.bytes, DIGEST_SIZE });
		mac_number(&mac, check->read_on.since_1970);
	}
	return mac_end(&mac);
}

/* A copy that somebody else took stays theirs, however often this user tries to read the feed. */
static void bind_mac(const struct store *store, sqlite3_stmt *keep, int at,
		     const struct feed_check *check)
{
	bool ours = store->has_key && check->ours;
	struct digest mac = { { 0 } };

	if (ours)
		mac = check_mac(store, check);
	sqlite3_bind_blob(keep, at, mac.bytes, ours ? DIGEST_SIZE : 0, SQLITE_TRANSIENT);
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
	bind_mac(store, keep, ++i, check);
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

/* What proves that a copy need not be read again is nothing in the hands of somebody else. */
static void judge_check(const struct store *store, struct span kept, struct feed_check *check)
{
	struct digest mac;

	if (store->has_key) {
		mac = check_mac(store, check);
		check->ours = mac_is(&mac, kept);
	}
	if (check->ours)
		return;
	check->etag = check->last_modified = "";
	check->size = FEED_SIZE_UNKNOWN;
}

static struct feed_check read_check(const struct store *store, struct columns *columns)
{
	enum { NAME, TRIED = 15, KEPT, MAC };
	struct feed_check check = { .name = column_text(columns, NAME, COLUMN_CHECK_NAME),
				    .trouble = "",
				    .etag = "",
				    .last_modified = "",
				    .size = FEED_SIZE_UNKNOWN };

	if (!column_is_null(columns, TRIED))
		read_attempt(columns, &check);
	if (!column_is_null(columns, KEPT))
		read_copy(columns, &check);
	judge_check(store,
		    column_is_null(columns, TRIED) ? SPAN("")
						   : column_bytes(columns, MAC, COLUMN_CHECK_MAC),
		    &check);
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
		list[n++] = read_check(store, &columns);
		if (!columns_good(store, &columns, fault))
			return false;
	}
	return false;
}
