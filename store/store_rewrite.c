#include <string.h>

#include "store/column.h"
#include "store/store_internal.h"

static void bind_text(sqlite3_stmt *statement, int column, const char *text)
{
	sqlite3_bind_text(statement, column, text, -1, SQLITE_TRANSIENT);
}

static bool run_all(struct store *store, const enum statement *which, size_t count,
		    struct fault *fault)
{
	for (size_t i = 0; i < count; i++) {
		sqlite3_stmt *statement = store_statement(store, which[i], fault);

		if (!statement || !store_run(store, statement, fault))
			return false;
	}
	return true;
}

bool store_rewrite_begin(struct store *store, struct fault *fault)
{
	static const enum statement drops[] = { SQL_SPAN_CLEAR, SQL_PARSED_CLEAR };

	if (sqlite3_exec(store->db, "PRAGMA secure_delete = ON", NULL, NULL, NULL) != SQLITE_OK)
		return store_fault(store, fault);
	return run_all(store, drops, ARRAY_LEN(drops), fault);
}

bool store_plan_rewrite(struct store *store, const struct plan_record *record,
			const struct plan_input *inputs, size_t count, struct fault *fault)
{
	struct digest digest = store_inputs_digest(record, inputs, count);
	sqlite3_stmt *rehash;
	bool taken = false;

	if (!store_inputs_add(store, record->number, record->today, inputs, count, fault) ||
	    !store_plan_is_taken(store, &digest, &record->outcome, &taken, fault))
		return false;
	if (taken)
		digest = store_inputs_digest_again(&digest, record->number);
	rehash = store_statement(store, SQL_PLAN_REHASH, fault);
	if (!rehash)
		return false;
	sqlite3_bind_int(rehash, 1, record->number);
	sqlite3_bind_blob(rehash, 2, digest.bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	return store_run(store, rehash, fault);
}

bool store_feed_rewrite(struct store *store, const struct feed_check *check, struct span bytes,
			struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct packed copy = bytes_pack(bytes, &scratch);
	struct feed_check now = *check;
	bool ok = store_feed_keep(store, check->name, &copy, check->read_on, fault);

	now.digest = copy.digest;
	now.size = FEED_SIZE_UNKNOWN;
	now.etag = now.last_modified = "";
	arena_release(&scratch);
	return ok && store_feed_check(store, &now, fault);
}

static bool retell_checks(struct store *store, text_change *change, void *context,
			  struct arena *arena, struct fault *fault)
{
	struct feed_check *checks;
	size_t count;

	if (!store_feed_checks(store, arena, &checks, &count, fault))
		return false;
	for (size_t i = 0; i < count; i++) {
		const char *text = change(context, checks[i].trouble, arena);

		if (strcmp(text, checks[i].trouble) == 0)
			continue;
		checks[i].trouble = text;
		if (!store_feed_check(store, &checks[i], fault))
			return false;
	}
	return true;
}

enum { EVENT_TEXT_COUNT = 4 };

struct event_texts {
	int64_t id;
	const char *texts[EVENT_TEXT_COUNT];
};

static bool read_events(struct store *store, struct arena *arena, struct event_texts **list,
			size_t *count, struct fault *fault)
{
	enum { ID, KEY, SUMMARY, DESCRIPTION, CATEGORIES };
	sqlite3_stmt *row = store_statement(store, SQL_EVENT_TEXTS, fault);
	struct columns columns = columns_of(row, arena);
	size_t room = 0;
	bool found;

	if (!row)
		return false;
	while (columns_next(store, &columns, &found, fault)) {
		if (!found)
			return true;
		*list = ARENA_PUSH(arena, *list, *count, room);
		(*list)[(*count)++] = (struct event_texts){
			column_number(&columns, ID, COLUMN_EVENT_ID),
			{ column_text(&columns, KEY, COLUMN_EVENT_KEY),
			  column_text(&columns, SUMMARY, COLUMN_EVENT_SUMMARY),
			  column_text(&columns, DESCRIPTION, COLUMN_EVENT_DESCRIPTION),
			  column_text(&columns, CATEGORIES, COLUMN_EVENT_CATEGORIES) }
		};
		if (!columns_good(store, &columns, fault))
			return false;
	}
	return false;
}

static bool retell_event(struct store *store, const struct event_texts *event, text_change *change,
			 void *context, struct arena *arena, struct fault *fault)
{
	const char *texts[EVENT_TEXT_COUNT];
	bool differs = false;
	sqlite3_stmt *retell;

	for (int i = 0; i < EVENT_TEXT_COUNT; i++) {
		texts[i] = change(context, event->texts[i], arena);
		differs = differs || strcmp(texts[i], event->texts[i]) != 0;
	}
	if (!differs)
		return true;
	retell = store_statement(store, SQL_EVENT_RETELL, fault);
	if (!retell)
		return false;
	sqlite3_bind_int64(retell, 1, event->id);
	for (int i = 0; i < EVENT_TEXT_COUNT; i++)
		bind_text(retell, i + 2, texts[i]);
	return store_run(store, retell, fault);
}

bool store_texts_rewrite(struct store *store, text_change *change, void *context,
			 struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct event_texts *events = NULL;
	size_t count = 0;
	bool ok = retell_checks(store, change, context, &scratch, fault) &&
		  read_events(store, &scratch, &events, &count, fault);

	for (size_t i = 0; ok && i < count; i++)
		ok = retell_event(store, &events[i], change, context, &scratch, fault);
	arena_release(&scratch);
	return ok;
}

bool store_rewrite_end(struct store *store, struct fault *fault)
{
	static const enum statement drops[] = { SQL_SPAN_PRUNE, SQL_BLOB_PRUNE, SQL_EVENT_PRUNE };

	return run_all(store, drops, ARRAY_LEN(drops), fault);
}
