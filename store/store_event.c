#include "store/column.h"
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

	if (!find)
		return false;
	bind_text(find, 1, event->uid);
	sqlite3_bind_int(find, 2, event->sequence);
	return column_only(store, find, COLUMN_EVENT_ID, id, fault);
}

static bool revision_add(struct store *store, const struct event *event, int64_t *id,
			 struct fault *fault)
{
	sqlite3_stmt *add = store_statement(store, SQL_EVENT_ADD, fault);

	if (!add)
		return false;
	bind_text(add, 1, event->uid);
	sqlite3_bind_int(add, 2, event->sequence);
	sqlite3_bind_int64(add, 3, event->revised_minute);
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

static struct event event_read(struct columns *columns)
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

	struct event event = {
		.kind = (enum event_kind)column_int(columns, KIND, COLUMN_EVENT_KIND),
		.key = column_text(columns, KEY, COLUMN_EVENT_KEY),
		.first = column_day(columns, FIRST, COLUMN_EVENT_FIRST),
		.last = column_day(columns, LAST, COLUMN_EVENT_LAST),
		.confirmed = column_int(columns, CONFIRMED, COLUMN_EVENT_CONFIRMED) != 0,
		.summary = column_text(columns, SUMMARY, COLUMN_EVENT_SUMMARY),
		.description = column_text(columns, DESCRIPTION, COLUMN_EVENT_DESCRIPTION),
		.categories = column_text(columns, CATEGORIES, COLUMN_EVENT_CATEGORIES),
		.uid = column_text(columns, UID, COLUMN_EVENT_UID),
		.sequence = column_int(columns, SEQUENCE, COLUMN_EVENT_SEQUENCE),
		.revised_minute = column_number(columns, REVISED, COLUMN_EVENT_REVISED),
		.cancelled = !column_is_null(columns, CANCELLED_ON),
		.cancelled_on = column_day(columns, CANCELLED_ON, COLUMN_EVENT_CANCELLED),
	};

	if (day_distance(event.first, event.last) < 0)
		columns_blame(columns, COLUMN_EVENT_LAST, "is before the first day");
	return event;
}

bool store_events(struct store *store, int32_t number, struct arena *arena,
		  struct event_list *events, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, SQL_EVENT_LIST, fault);
	struct columns columns = columns_of(row, arena);
	struct event_list read = { 0 };
	size_t room = 0;
	bool found;

	if (!row)
		return false;
	sqlite3_bind_int(row, 1, number);
	while (columns_next(store, &columns, &found, fault)) {
		if (!found) {
			*events = read;
			return true;
		}
		read.list = ARENA_PUSH(arena, read.list, read.count, room);
		read.list[read.count++] = event_read(&columns);
		if (!columns_good(store, &columns, fault))
			return false;
	}
	return false;
}

bool store_calendar_at(struct store *store, int32_t number, int32_t *at, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, SQL_CALENDAR_LAST, fault);
	int64_t found = 0;

	if (!row)
		return false;
	sqlite3_bind_int(row, 1, number);
	if (!column_only(store, row, COLUMN_CALENDAR_NUMBER, &found, fault))
		return false;
	*at = (int32_t)found;
	return true;
}
