#include <string.h>

#include "model/settings.h"
#include "store/column.h"
#include "store/store_internal.h"

struct digest store_inputs_digest(const struct plan_record *record, const struct plan_input *inputs,
				  size_t count)
{
	struct arena scratch = ARENA_INIT;
	const char *text = arena_format(&scratch, "%d %d %zu\n", record->today.since_1970,
					record->first_week.since_1970, record->week_count);
	struct digest digest;

	/* Plans of before objectives keep what identifies them. */
	if (record->objective)
		text = arena_format(&scratch, "%sobjective %d\n", text, (int)record->objective);
	/* Likewise those of before percentiles. */
	if (record->goal_percent)
		text = arena_format(&scratch, "%sgoal %d %d %lld\n", text, record->goal_percent,
				    record->goal_draws, (long long)record->goal_seed);
	/* And those of before engines. */
	if (record->engine > ENGINE_SEARCH)
		text = arena_format(&scratch, "%sengine %d\n", text, record->engine);
	digest = digest_of(span_of(text));
	for (size_t i = 0; i < count; i++) {
		const char *head = arena_format(&scratch, "%s\n%d %s\n", inputs[i].name,
						inputs[i].read_on.since_1970, inputs[i].trouble);
		struct digest parts[3] = { digest, digest_of(span_of(head)),
					   input_digest(&inputs[i]) };

		digest = digest_of((struct span){ (const char *)parts, sizeof(parts) });
		arena_release(&scratch);
	}
	arena_release(&scratch);
	return digest;
}

struct digest store_inputs_digest_again(const struct digest *inputs, int32_t number)
{
	struct arena scratch = ARENA_INIT;
	struct digest parts[2] = {
		*inputs, digest_of(span_of(arena_format(&scratch, "again %d", (int)number)))
	};

	arena_release(&scratch);
	return digest_of((struct span){ (const char *)parts, sizeof(parts) });
}

static bool same_digest(const struct digest *a, const struct digest *b)
{
	return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

/* The last plan's number, 0 when there is none, and whether it is this plan. */
static bool plan_is_last(struct store *store, const struct digest *inputs,
			 const struct digest *outcome, int32_t *last, bool *same,
			 struct fault *fault)
{
	enum { NUMBER, INPUTS, OUTCOME };
	sqlite3_stmt *row = store_statement(store, SQL_PLAN_LAST, fault);
	struct columns columns = columns_of(row, NULL);
	struct digest again, last_inputs, last_outcome;
	bool found;

	if (!row || !columns_next(store, &columns, &found, fault))
		return false;
	if (!found)
		return true;
	*last = column_int(&columns, NUMBER, COLUMN_PLAN_NUMBER);
	last_inputs = column_digest(&columns, INPUTS, COLUMN_PLAN_INPUTS);
	last_outcome = column_digest(&columns, OUTCOME, COLUMN_PLAN_OUTCOME);
	if (!columns_good(store, &columns, fault))
		return false;
	again = store_inputs_digest_again(inputs, *last);
	*same = same_digest(&last_outcome, outcome) &&
		(same_digest(&last_inputs, inputs) || same_digest(&last_inputs, &again));
	sqlite3_reset(row);
	return true;
}

bool store_plan_is_taken(struct store *store, const struct digest *inputs,
			 const struct digest *outcome, bool *taken, struct fault *fault)
{
	sqlite3_stmt *find = store_statement(store, SQL_PLAN_TAKEN, fault);
	int code;

	if (!find)
		return false;
	sqlite3_bind_blob(find, 1, inputs->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_blob(find, 2, outcome->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	code = sqlite3_step(find);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return store_fault(store, fault);
	*taken = code == SQLITE_ROW;
	sqlite3_reset(find);
	return true;
}

static bool plan_add(struct store *store, const struct digest *inputs,
		     const struct plan_record *record, struct fault *fault)
{
	sqlite3_stmt *add = store_statement(store, SQL_PLAN_ADD, fault);

	if (!add)
		return false;
	sqlite3_bind_int(add, 1, record->today.since_1970);
	sqlite3_bind_int(add, 2, record->first_week.since_1970);
	sqlite3_bind_int64(add, 3, (int64_t)record->week_count);
	sqlite3_bind_blob(add, 4, inputs->bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_blob(add, 5, record->outcome.bytes, DIGEST_SIZE, SQLITE_TRANSIENT);
	sqlite3_bind_int(add, 6, record->objective);
	sqlite3_bind_int(add, 7, record->goal_percent);
	sqlite3_bind_int(add, 8, record->goal_draws);
	sqlite3_bind_int64(add, 9, record->goal_seed);
	sqlite3_bind_int(add, 10, record->engine);
	sqlite3_bind_text(add, 11, record->sourced_by ? record->sourced_by : "", -1,
			  SQLITE_TRANSIENT);
	return store_run(store, add, fault);
}

/* One that has other files than its digest says is history, whoever made it; this plan is another.
 */
static bool last_is_whole(struct store *store, const struct plan_record *record, int32_t number,
			  bool *whole, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct plan_record last = *record;
	bool ok;

	last.number = number;
	ok = store_plan_is_whole(store, &last, &scratch, whole, fault);
	arena_release(&scratch);
	return ok;
}

bool store_plan_add(struct store *store, const struct plan_input *inputs, size_t input_count,
		    struct plan_record *record, struct fault *fault)
{
	struct digest digest = store_inputs_digest(record, inputs, input_count);
	bool same = false, taken = false;
	int32_t number = 0;

	if (!plan_is_last(store, &digest, &record->outcome, &number, &same, fault) ||
	    (same && !last_is_whole(store, record, number, &same, fault)) ||
	    !store_plan_is_taken(store, &digest, &record->outcome, &taken, fault))
		return false;
	if (!same) {
		if (number == PLAN_NUMBER_MAX)
			return fault_set(fault, FAULT_STORE,
					 "'%s': there is no number after plan %d", store->path,
					 (int)number) ||
			       fault_advise(fault, STORE_DAMAGED);
		if (taken)
			digest = store_inputs_digest_again(&digest, number + 1);
		if (!plan_add(store, &digest, record, fault))
			return false;
		number = (int32_t)sqlite3_last_insert_rowid(store->db);
		if (!store_inputs_add(store, number, record->today, inputs, input_count, fault))
			return false;
	}
	record->number = number;
	return true;
}

/* What no single column shows. */
static void check_record(struct columns *columns, const struct plan_record *record)
{
	if (day_weekday(record->first_week) != 0)
		columns_blame(columns, COLUMN_PLAN_FIRST_WEEK, "is not a Monday");
	if ((record->goal_percent == 0) != (record->goal_draws == 0))
		columns_blame(columns, COLUMN_PLAN_DRAWS, "does not fit the percentile");
}

static struct plan_record read_record(struct columns *columns)
{
	enum {
		NUMBER,
		TODAY,
		FIRST_WEEK,
		WEEK_COUNT,
		OUTCOME,
		OBJECTIVE,
		PERCENT,
		DRAWS,
		SEED,
		ENGINE,
		BY
	};
	struct plan_record record = {
		.number = column_int(columns, NUMBER, COLUMN_PLAN_NUMBER),
		.today = column_day(columns, TODAY, COLUMN_PLAN_TODAY),
		.first_week = column_day(columns, FIRST_WEEK, COLUMN_PLAN_FIRST_WEEK),
		.week_count = (size_t)column_number(columns, WEEK_COUNT, COLUMN_PLAN_WEEK_COUNT),
		.outcome = column_digest(columns, OUTCOME, COLUMN_PLAN_OUTCOME),
		.objective = column_int(columns, OBJECTIVE, COLUMN_PLAN_OBJECTIVE),
		.goal_percent = column_int(columns, PERCENT, COLUMN_PLAN_PERCENT),
		.goal_draws = column_int(columns, DRAWS, COLUMN_PLAN_DRAWS),
		.goal_seed = column_number(columns, SEED, COLUMN_PLAN_SEED),
		.engine = column_int(columns, ENGINE, COLUMN_PLAN_ENGINE),
		.sourced_by = column_text(columns, BY, COLUMN_PLAN_BY),
	};

	check_record(columns, &record);
	return record;
}

bool store_plans(struct store *store, struct arena *arena, struct plan_record **records,
		 size_t *count, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, SQL_PLAN_LIST, fault);
	struct columns columns = columns_of(row, arena);
	struct plan_record *list = NULL;
	size_t n = 0, room = 0;
	bool found;

	if (!row)
		return false;
	while (columns_next(store, &columns, &found, fault)) {
		if (!found) {
			*records = list;
			*count = n;
			return true;
		}
		list = ARENA_PUSH(arena, list, n, room);
		list[n++] = read_record(&columns);
		if (!columns_good(store, &columns, fault))
			return false;
	}
	return false;
}

bool store_plan_is_whole(struct store *store, const struct plan_record *record, struct arena *arena,
			 bool *whole, struct fault *fault)
{
	sqlite3_stmt *row = store_statement(store, SQL_PLAN_INPUTS, fault);
	struct columns columns = columns_of(row, NULL);
	struct digest stored = { { 0 } }, digest, again;
	struct plan_input *inputs = NULL;
	size_t count = 0;
	bool found;

	if (!row)
		return false;
	sqlite3_bind_int(row, 1, record->number);
	if (!columns_next(store, &columns, &found, fault))
		return false;
	if (found)
		stored = column_digest(&columns, 0, COLUMN_PLAN_INPUTS);
	if (!columns_good(store, &columns, fault) ||
	    !store_inputs_list(store, record->number, arena, &inputs, &count, fault))
		return false;
	sqlite3_reset(row);
	digest = store_inputs_digest(record, inputs, count);
	again = store_inputs_digest_again(&digest, record->number);
	*whole = same_digest(&stored, &digest) || same_digest(&stored, &again);
	return true;
}

bool store_plans_prune(struct store *store, int32_t keep, int32_t *removed, struct fault *fault)
{
	sqlite3_stmt *plans = store_statement(store, SQL_PLAN_PRUNE, fault), *rest;
	static const enum statement others[] = { SQL_SPAN_PRUNE, SQL_BLOB_PRUNE, SQL_EVENT_PRUNE };
	int32_t gone;

	if (!plans)
		return false;
	sqlite3_bind_int(plans, 1, keep);
	if (!store_run(store, plans, fault))
		return false;
	gone = sqlite3_changes(store->db);
	for (size_t i = 0; i < ARRAY_LEN(others); i++) {
		rest = store_statement(store, others[i], fault);
		if (!rest || !store_run(store, rest, fault))
			return false;
	}
	*removed = gone;
	return true;
}
