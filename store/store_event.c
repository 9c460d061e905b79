#include "store/store_internal.h"

static void bind_text(sqlite3_stmt *statement, int at, const char *text)
{
	sqlite3_bind_text(statement, at, text, -1, SQLITE_TRANSIENT);
}

/* The row of that revision; 0 when there is none. */
static bool revision_find(struct store *store, const struct event *event, int64_t *id,
			  struct fault *fault)
{
	sqlite3_stmt *find = store_statement(store, SQL_EVENT_FIND, fault);
	int code;

	if (!find)
		return false;
	bind_text(find, 1, event->uid);
	sqlite3_bind_int(find, 2, event->sequence);
	code = sqlite3_step(find);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return store_fault(store, fault);
	*id = code == SQLITE_ROW ? sqlite3_column_int64(find, 0) : 0;
	sqlite3_reset(find);
	return true;
}

static bool revision_add(struct store *store, const struct event *event, int64_t *id,
			 struct fault *fault)
{
	sqlite3_stmt *add = store_statement(store, SQL_EVENT_ADD, fault);

	if (!add)
		return false;
	bind_text(add, 1, event->uid);
	sqlite3_bind_int(add, 2, event->sequence);
	sqlite3_bind_int64(add, 3, event->revised_min);
	sqlite3_bind_int(add, 4, (int)event->kind);
	bind_text(add, 5, event->key);
	sqlite3_bind_int(add, 6, event->first.since_1970);
	sqlite3_bind_int(add, 7, event->last.since_1970);
	sqlite3_bind_int(add, 8, event->confirmed);
	bind_text(add, 9, event->summary);
	bind_text(add, 10, event->description);
	bind_text(add, 11, event->categories);
	if (event->cancelled)
		sqlite3_bind_int(add, 12, event->cancelled_on.since_1970);
	if (!store_run(store, add, fault))
		return false;
	*id = sqlite3_last_insert_rowid(store->db);
	return true;
}

static bool run_with(struct store *store, enum statement which, int32_t number, int64_t id,
		     struct fault *fault)
{
	sqlite3_stmt *statement = store_statement(store, which, fault);

	if (!statement)
		return false;
	sqlite3_bind_int(statement, 1, number);
	if (id)
		sqlite3_bind_int64(statement, 2, id);
	return store_run(store, statement, fault);
}

bool store_events_add(struct store *store, int32_t number, const struct event_list *events,
		      struct fault *fault)
{
	if (!run_with(store, SQL_CALENDAR_ADD, number, 0, fault))
		return false;
	for (size_t i = 0; i < events->count; i++) {
		const struct event *event = &events->list[i];
		int64_t id = 0;

		if (!revision_find(store, event, &id, fault) ||
		    (!id && !revision_add(store, event, &id, fault)) ||
		    !run_with(store, SQL_PLAN_EVENT_ADD, number, id, fault))
			return false;
	}
	return true;
}

static const char *column_text(sqlite3_stmt *row, int column, struct arena *arena)
{
	const char *text = (const char *)sqlite3_column_text(row, column);

	return arena_copy(arena, text ? span_of(text) : SPAN(""));
}

static struct event event_read(sqlite3_stmt *row, struct arena *arena)
{
	enum {
		UID,
		SEQUENCE,
		REVISED,
		KIND,
		KEY,
		FIRST,
		LAST,
		CONFIRMED,
		SUMMARY,
		DESCRIPTION,
		CATEGORIES,
		CANCELLED_ON
	};

	return (struct event){
		.kind = (enum event_kind)sqlite3_column_int(row, KIND),
		.key = column_text(row, KEY, arena),
		.first = { sqlite3_column_int(row, FIRST) },
		.last = { sqlite3_column_int(row, LAST) },
		.confirmed = sqlite3_column_int(row, CONFIRMED) != 0,
		.summary = column_text(row, SUMMARY, arena),
		.description = column_text(row, DESCRIPTION, arena),
		.categories = column_text(row, CATEGORIES, arena),
		.uid = column_text(row, UID, arena),
		.sequence = sqlite3_column_int(row, SEQUENCE),
		.revised_min = sqlite3_column_int64(row, REVISED),
		.cancelled = sqlite3_column_type(row, CANCELLED_ON) != SQLITE_NULL,
		.cancelled_on = { sqlite3_column_int(row, CANCELLED_ON) },
	};
}

bool store_events(struct store *store, int32_t number, struct arena *arena,
		  struct event_list *events, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, SQL_EVENT_LIST, fault);
	struct event_list read = { 0 };
	size_t room = 0;
	int code;

	if (!row)
		return false;
	sqlite3_bind_int(row, 1, number);
	while ((code = sqlite3_step(row)) == SQLITE_ROW) {
		read.list = ARENA_PUSH(arena, read.list, read.count, room);
		read.list[read.count++] = event_read(row, arena);
	}
	if (code != SQLITE_DONE)
		return store_fault(store, fault);
	*events = read;
	return true;
}

bool store_calendar_at(struct store *store, int32_t number, int32_t *at, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, SQL_CALENDAR_LAST, fault);
	int code;

	if (!row)
		return false;
	sqlite3_bind_int(row, 1, number);
	code = sqlite3_step(row);
	if (code != SQLITE_ROW)
		return store_fault(store, fault);
	*at = sqlite3_column_int(row, 0);
	sqlite3_reset(row);
	return true;
}
