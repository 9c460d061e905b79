#include "store/rescue_usable.h"

#include <string.h>

#include "store/column.h"

static bool drop(struct store *store, enum statement which, struct span key, struct fault *fault)
{
	sqlite3_stmt *statement = store_statement(store, which, fault);

	if (!statement)
		return false;
	if (key.len)
		sqlite3_bind_blob(statement, 1, key.ptr, (int)key.len, SQLITE_TRANSIENT);
	return store_run(store, statement, fault);
}

static bool drop_plan(struct store *store, int32_t number, struct fault *fault)
{
	sqlite3_stmt *statement = store_statement(store, SQL_PLAN_DROP, fault);

	if (!statement)
		return false;
	sqlite3_bind_int(statement, 1, number);
	return store_run(store, statement, fault);
}

/*
 * Of contents and results: those that cannot be unpacked, or are not what their hash says. Few
 * bytes can be packed for very many: there is an end to it, as there is when they are asked for.
 */
static bool find_bad(struct store *store, enum statement which, bool hashed, struct arena *arena,
		     struct digest **bad, size_t *count, struct fault *fault)
{
	enum { KEY, SIZE_BYTES, DEFLATED };
	sqlite3_stmt *row = store_statement(store, which, fault);
	size_t room = 0;
	int code;

	if (!row)
		return false;
	while ((code = sqlite3_step(row)) == SQLITE_ROW) {
		struct arena scratch = ARENA_INIT;
		struct columns columns = columns_of(row, &scratch);
		struct digest key = column_digest(&columns, KEY, COLUMN_BLOB_SHA256), actual;
		struct packed packed = column_packed(&columns, SIZE_BYTES, COLUMN_BLOB_SIZE,
						     DEFLATED, COLUMN_BLOB_DEFLATED);
		struct span bytes;
		bool good;

		store->unpacked += (int64_t)packed.size;
		good = store->unpacked <= UNPACKED_BYTES_MAX &&
		       bytes_unpack(&packed, &scratch, &bytes);

		if (good && hashed) {
			actual = digest_of(bytes);
			good = memcmp(&actual, &key, sizeof(key)) == 0;
		}
		arena_release(&scratch);
		if (good)
			continue;
		*bad = ARENA_PUSH(arena, *bad, *count, room);
		(*bad)[(*count)++] = key;
	}
	sqlite3_reset(row);
	return code == SQLITE_DONE || store_fault(store, fault);
}

static bool drop_list(struct store *store, enum statement which, const struct digest *list,
		      size_t count, struct fault *fault)
{
	for (size_t i = 0; i < count; i++)
		if (!drop(store, which, (struct span){ (const char *)list[i].bytes, DIGEST_SIZE },
			  fault))
			return false;
	return true;
}

static bool mend(struct store *store, const struct digest *digest, struct span bytes,
		 struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct packed packed = bytes_pack(bytes, &scratch);
	sqlite3_stmt *statement = store_statement(store, SQL_BLOB_MEND, fault);
	bool ok = statement != NULL;

	if (ok) {
		sqlite3_bind_blob(statement, 1, digest->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
		sqlite3_bind_int64(statement, 2, (int64_t)packed.size);
		sqlite3_bind_blob64(statement, 3, packed.deflated.ptr, packed.deflated.len,
				    SQLITE_TRANSIENT);
		ok = store_run(store, statement, fault);
	}
	arena_release(&scratch);
	return ok;
}

static bool mend_contents(struct store *store, struct rescue_spares *spares, size_t *mended,
			  struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct digest *bad = NULL;
	size_t count = 0, left = 0;
	bool ok = find_bad(store, SQL_BLOB_ALL, true, &scratch, &bad, &count, fault);

	for (size_t i = 0; i < count && ok; i++) {
		const struct rescue_spare *spare = rescue_spare_find(spares, &bad[i]);

		if (spare)
			ok = mend(store, &spare->digest, spare->bytes, fault);
		else
			bad[left++] = bad[i];
	}
	*mended = count - left;
	ok = ok && drop_list(store, SQL_BLOB_DROP_BAD, bad, left, fault);
	arena_release(&scratch);
	return ok;
}

static bool drop_results(struct store *store, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct digest *bad = NULL;
	size_t count = 0;
	bool ok = find_bad(store, SQL_PARSED_ALL, false, &scratch, &bad, &count, fault) &&
		  drop_list(store, SQL_PARSED_DROP, bad, count, fault);

	arena_release(&scratch);
	return ok;
}

/* Plans whose files are not all there, or not those that they were made from. */
static bool drop_plans(struct store *store, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct plan_record *records = NULL;
	size_t count = 0;
	bool ok = store_plans(store, &scratch, &records, &count, fault);

	for (size_t i = 0; i < count && ok; i++) {
		struct arena inputs = ARENA_INIT;
		bool same = false;

		ok = store_plan_is_whole(store, &records[i], &inputs, &same, fault) &&
		     (same || drop_plan(store, records[i].number, fault));
		arena_release(&inputs);
	}
	arena_release(&scratch);
	return ok;
}

bool usable_keep(struct store *store, struct rescue_spares *spares, size_t *mended,
		 struct fault *fault)
{
	static const enum statement first[] = { SQL_RESCUE_FEEDS, SQL_RESCUE_PLANS }, then[] = {
		SQL_RESCUE_SPANS,  SQL_SPAN_PRUNE, SQL_RESCUE_CALENDARS, SQL_RESCUE_PLAN_EVENTS,
		SQL_RESCUE_SOLVED, SQL_BLOB_PRUNE, SQL_EVENT_PRUNE
	};
	bool ok = mend_contents(store, spares, mended, fault) && drop_results(store, fault);

	for (size_t i = 0; i < ARRAY_LEN(first) && ok; i++)
		ok = drop(store, first[i], SPAN(""), fault);
	ok = ok && drop_plans(store, fault);
	for (size_t i = 0; i < ARRAY_LEN(then) && ok; i++)
		ok = drop(store, then[i], SPAN(""), fault);
	return ok;
}
