#include <string.h>

#include "store/column.h"
#include "store/store_internal.h"

bool input_is_feed(const char *name)
{
	static const char *const starts[] = { "calendars/", "holidays/", "feed:" };

	for (size_t i = 0; i < ARRAY_LEN(starts); i++)
		if (strncmp(name, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

struct digest input_digest(const struct plan_input *input)
{
	return input->store ? input->digest : digest_of(input->bytes);
}

bool input_read(const struct plan_input *input, struct arena *arena, struct span *bytes,
		struct fault *fault)
{
	if (input->store)
		return store_blob_read(input->store, &input->digest, arena, bytes, fault);
	*bytes = input->bytes;
	return true;
}

/* --- keep -------------------------------------------------------------------------- */

/* A file as plans in a row have it: what does not change from one to the next. */
struct lasting {
	const char *name;
	int64_t blob_id;
	bool on_the_day; /* read on the day of each plan; else: */
	int32_t read_on;
	const char *trouble;
};

/* The files of the newest plan, by name. */
static bool newest(struct store *store, struct arena *arena, struct lasting **list, size_t *count,
		   struct fault *fault)
{
	enum { NAME, BLOB, READ_ON, TROUBLE };
	sqlite3_stmt *row = store_statement(store, SQL_SPAN_OPEN, fault);
	struct columns columns = columns_of(row, arena);
	size_t room = 0;
	bool found;

	if (!row)
		return false;
	while (columns_next(store, &columns, &found, fault)) {
		if (!found)
			return true;
		*list = ARENA_PUSH(arena, *list, *count, room);
		(*list)[(*count)++] = (struct lasting){
			.name = column_text(&columns, NAME, COLUMN_SPAN_NAME),
			.blob_id = column_number(&columns, BLOB, COLUMN_SPAN_BLOB),
			.on_the_day = column_is_null(&columns, READ_ON),
			.read_on = column_int(&columns, READ_ON, COLUMN_SPAN_READ_ON),
			.trouble = column_text(&columns, TROUBLE, COLUMN_SPAN_TROUBLE),
		};
		if (!columns_good(store, &columns, fault))
			return false;
	}
	return false;
}

static bool lasting_of(struct store *store, const struct plan_input *input, struct day today,
		       struct lasting *lasting, struct fault *fault)
{
	int64_t blob_id;

	if (!(input->store ? store_blob_find(store, &input->digest, &blob_id, fault)
			   : store_blob_keep(store, input->bytes, &blob_id, fault)))
		return false;
	/* A feed's copy that others replaced while a copy of the store was computed on. */
	if (blob_id == 0 && input->store && input->store != store &&
	    !store_blob_carry(store, input->store, &input->digest, &blob_id, fault))
		return false;
	/* Else a feed's last good copy, which the same transaction saw. */
	if (blob_id == 0) {
		fault_set(fault, FAULT_STORE, "'%s' is damaged: the copy of '%s' is missing",
			  store->path, input->name);
		fault_advise(fault, STORE_DAMAGED);
		return false;
	}
	*lasting = (struct lasting){ .name = input->name,
				     .blob_id = blob_id,
				     .on_the_day = input->read_on.since_1970 == today.since_1970,
				     .trouble = input->trouble };
	if (!lasting->on_the_day)
		lasting->read_on = input->read_on.since_1970;
	return true;
}

static bool lasts(const struct lasting *a, const struct lasting *b)
{
	return a->blob_id == b->blob_id && a->on_the_day == b->on_the_day &&
	       a->read_on == b->read_on && strcmp(a->trouble, b->trouble) == 0;
}

static bool span_end(struct store *store, const char *name, int32_t number, struct fault *fault)
{
	sqlite3_stmt *end = store_statement(store, SQL_SPAN_END, fault);

	if (!end)
		return false;
	sqlite3_bind_int(end, 1, number - 1);
	sqlite3_bind_text(end, 2, name, -1, SQLITE_TRANSIENT);
	return store_run(store, end, fault);
}

static bool span_begin(struct store *store, const struct lasting *lasting, int32_t number,
		       struct fault *fault)
{
	sqlite3_stmt *add = store_statement(store, SQL_SPAN_BEGIN, fault);

	if (!add)
		return false;
	sqlite3_bind_text(add, 1, lasting->name, -1, SQLITE_TRANSIENT);
	sqlite3_bind_int(add, 2, number);
	sqlite3_bind_int64(add, 3, lasting->blob_id);
	if (!lasting->on_the_day)
		sqlite3_bind_int(add, 4, lasting->read_on);
	sqlite3_bind_text(add, 5, lasting->trouble, -1, SQLITE_TRANSIENT);
	return store_run(store, add, fault);
}

/* What a file was in the plan before and is in this one; NULL: it was not there, is gone. */
static bool carry_on(struct store *store, int32_t number, struct day today,
		     const struct lasting *before, const struct plan_input *input,
		     struct fault *fault)
{
	struct lasting now = { 0 };

	if (input && !lasting_of(store, input, today, &now, fault))
		return false;
	if (before && input && lasts(before, &now))
		return true;
	return (!before || span_end(store, before->name, number, fault)) &&
	       (!input || span_begin(store, &now, number, fault));
}

bool store_inputs_add(struct store *store, int32_t number, struct day today,
		      const struct plan_input *inputs, size_t count, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct lasting *before = NULL;
	size_t before_count = 0, b = 0, i = 0;
	bool ok = newest(store, &scratch, &before, &before_count, fault);

	/* Both lists are by name. */
	while (ok && (i < count || b < before_count)) {
		int order = i == count          ? 1
			    : b == before_count ? -1
						: strcmp(inputs[i].name, before[b].name);

		ok = carry_on(store, number, today, order >= 0 ? &before[b] : NULL,
			      order <= 0 ? &inputs[i] : NULL, fault);
		b += order >= 0;
		i += order <= 0;
	}
	arena_release(&scratch);
	return ok;
}

/* --- read -------------------------------------------------------------------------- */

bool store_inputs_list(struct store *store, int32_t number, struct arena *arena,
		       struct plan_input **inputs, size_t *count, struct fault *fault)
{
	enum { SHA256, READ_ON, TODAY, NAME, TROUBLE };
	sqlite3_stmt *row = store_statement(store, SQL_INPUT_LIST, fault);
	struct columns columns = columns_of(row, arena);
	struct plan_input *list = NULL;
	size_t n = 0, room = 0;
	bool found;

	if (!row)
		return false;
	sqlite3_bind_int(row, 1, number);
	while (columns_next(store, &columns, &found, fault)) {
		if (!found) {
			*inputs = list;
			*count = n;
			return true;
		}
		list = ARENA_PUSH(arena, list, n, room);
		list[n++] = (struct plan_input){
			.name = column_text(&columns, NAME, COLUMN_SPAN_NAME),
			.trouble = column_text(&columns, TROUBLE, COLUMN_SPAN_TROUBLE),
			.read_on = column_is_null(&columns, READ_ON)
					   ? column_day(&columns, TODAY, COLUMN_PLAN_TODAY)
					   : column_day(&columns, READ_ON, COLUMN_SPAN_READ_ON),
			.digest = column_digest(&columns, SHA256, COLUMN_BLOB_SHA256),
			.store = store,
		};
		if (!columns_good(store, &columns, fault))
			return false;
	}
	return false;
}

bool store_plan_inputs(struct store *store, int32_t number, struct arena *arena,
		       struct plan_input **inputs, size_t *count, struct fault *fault)
{
	struct plan_input *list = NULL;
	int64_t size = 0;
	size_t n = 0;

	if (!store_inputs_list(store, number, arena, &list, &n, fault))
		return false;
	for (size_t i = 0; i < n; i++) {
		if (input_is_feed(list[i].name))
			continue;
		if (!input_read(&list[i], arena, &list[i].bytes, fault))
			return false;
		list[i].store = NULL;
		size += (int64_t)list[i].bytes.len;
		if (size > TABLES_BYTES_MAX)
			return fault_set(fault, FAULT_STORE,
					 "'%s' is damaged: the tables of plan %d are larger than "
					 "%d MB",
					 store->path, (int)number,
					 (int)(TABLES_BYTES_MAX / 1000000)) ||
			       fault_advise(fault, STORE_DAMAGED);
	}
	*inputs = list;
	*count = n;
	return true;
}

const struct plan_input *input_named(const struct plan_input *inputs, size_t count,
				     const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(inputs[i].name, name) == 0)
			return &inputs[i];
	return NULL;
}

int input_order(const void *a, const void *b)
{
	return strcmp(((const struct plan_input *)a)->name, ((const struct plan_input *)b)->name);
}
