#include "service/stored.h"

#include <stdlib.h>
#include <string.h>

#include "service/plan_events.h"
#include "service/state.h"

static bool find_plan(const struct session *session, struct store *store, const char *text,
		      struct plan_record *record, struct fault *fault)
{
	struct plan_record *records = NULL;
	char *end = NULL;
	long number = text ? strtol(text, &end, 10) : 0;
	size_t count = 0;

	if (text && (end == text || *end))
		return fault_set(fault, FAULT_USAGE, "'%s' is not the number of a plan", text);
	if (!store_plans(store, session->arena, &records, &count, fault))
		return false;
	if (count == 0)
		return fault_set(fault, FAULT_INPUT, "there is no plan yet (type 'staffgap plan')");
	*record = records[count - 1];
	if (!text)
		return true;
	for (size_t i = 0; i < count; i++)
		if (records[i].number == number) {
			*record = records[i];
			return true;
		}
	/* Only the oldest are ever pruned, so that the numbers that are left have no holes. */
	if (count == 1)
		return fault_set(fault, FAULT_USAGE, "there is no plan %s (only plan %d is stored)",
				 text, (int)records[0].number);
	return fault_set(fault, FAULT_USAGE,
			 "there is no plan %s (stored are %d %s %d: 'staffgap plans' lists them)",
			 text, (int)records[0].number, count == 2 ? "and" : "to",
			 (int)records[count - 1].number);
}

static bool is_doubt(const struct note *note)
{
	return strcmp(note->id, "feed-stale") == 0 || strcmp(note->id, "feed-missing") == 0 ||
	       strcmp(note->id, "zones-changed") == 0;
}

static int doubt_order(const void *a, const void *b)
{
	const struct note *x = a, *y = b;
	int order = strcmp(x->id, y->id);

	order = order ? order : strcmp(x->place.file, y->place.file);
	return order ? order : strcmp(x->text, y->text);
}

/* Those that were said already, to be searched: a comparison asks for one plan several times. */
static struct note *doubts_said(const struct notes *notes, struct arena *arena, size_t *count)
{
	struct note *said = ARENA_ARRAY(arena, struct note, notes->count + 1);

	*count = 0;
	for (size_t i = 0; i < notes->count; i++)
		if (is_doubt(&notes->list[i]))
			said[(*count)++] = notes->list[i];
	qsort(said, *count, sizeof(*said), doubt_order);
	return said;
}

/* Whoever reads a report must know that it stands on old copies, whatever its format. */
static void say_stale(struct session *session, const struct notes *repeated)
{
	struct arena scratch = ARENA_INIT;
	size_t count;
	const struct note *said = doubts_said(session->notes, &scratch, &count);

	for (size_t i = 0; i < repeated->count && !session->redact; i++) {
		const struct note *note = &repeated->list[i];

		if (is_doubt(note) && !bsearch(note, said, count, sizeof(*said), doubt_order))
			notes_add(session->notes, note->level, note->id, note->place, "%s",
				  note->text);
	}
	arena_release(&scratch);
}

void stored_doubts(struct session *session, const struct computed *computed, int32_t number,
		   const struct notes *repeated, size_t errors)
{
	say_stale(session, repeated);
	if (computed->stale_count)
		session->outcome.stale_feeds = computed->stale_count;
	if (errors) {
		session->outcome.input_errors = errors;
		session->outcome.errors_plan = number;
	}
}

static struct plan_options options_of(const struct plan_record *record, int threads)
{
	return (struct plan_options){
		.number = record->number,
		.today = record->today,
		.first_week = record->first_week,
		.week_count = record->week_count,
		.objective = (enum objective)record->objective,
		.goal = { record->goal_percent, record->goal_draws, record->goal_seed },
		.engine = (enum engine)record->engine,
		.threads = threads,
	};
}

bool stored_plan(struct session *session, const char *number, struct computed *computed,
		 struct fault *fault)
{
	struct notes *repeated =
		ARENA_ARRAY(session->arena, struct notes, 1); /* 'plan' showed them */
	struct plan_record record = { 0 };
	struct plan_input *inputs = NULL;
	struct store *store = NULL;
	const char *root;
	size_t count = 0;
	bool ok;

	repeated->arena = session->arena;
	if (!session_root(session, &root, fault) || !state_read(session, root, &store, fault))
		return false;
	ok = find_plan(session, store, number, &record, fault) &&
	     store_plan_inputs(store, record.number, session->arena, &inputs, &count, fault);
	if (ok) {
		struct plan_options options = options_of(&record, session_threads(session));

		ok = compute_plan(inputs, count, options, session->arena, computed, repeated,
				  fault) &&
		     plan_events_load(store, computed, session->arena, fault) &&
		     solution_cache_load(computed->answers, store, record.number, fault) &&
		     store_commit(store, fault);
	}
	store_close(store);
	if (!ok)
		return false;
	if (memcmp(&record.outcome, &computed->outcome, sizeof(record.outcome)) != 0)
		notes_add(session->notes, NOTE_WARNING, "plan-differs", (struct place){ "", 0, 0 },
			  "this version of staffgap computes plan %d differently from the one that "
			  "stored it",
			  record.number);
	notes_sort(repeated);
	stored_doubts(session, computed, record.number, repeated, repeated->by_level[NOTE_ERROR]);
	computed->plan.notes = repeated;
	return true;
}

bool stored_inputs(struct session *session, const char *number, struct store **store,
		   struct plan_options *options, struct plan_input **inputs, size_t *count,
		   struct fault *fault)
{
	struct plan_record record = { 0 };
	const char *root;

	if (!session_root(session, &root, fault) || !state_read(session, root, store, fault))
		return false;
	if (!find_plan(session, *store, number, &record, fault) ||
	    !store_plan_inputs(*store, record.number, session->arena, inputs, count, fault)) {
		store_close(*store);
		return false;
	}
	*options = options_of(&record, session_threads(session));
	return true;
}

bool stored_records(struct session *session, struct plan_record **records, size_t *count,
		    struct fault *fault)
{
	struct store *store = NULL;
	const char *root;
	bool ok;

	if (!session_root(session, &root, fault) || !state_read(session, root, &store, fault))
		return false;
	ok = store_plans(store, session->arena, records, count, fault) &&
	     store_commit(store, fault);
	store_close(store);
	return ok;
}

bool stored_number(struct session *session, size_t back, const char **number, struct fault *fault)
{
	struct plan_record *records = NULL;
	size_t count = 0;

	if (!stored_records(session, &records, &count, fault))
		return false;
	if (count <= back)
		return fault_set(fault, FAULT_INPUT,
				 back ? "there are no two plans yet (type 'staffgap plan' again "
					"when something has changed)"
				      : "there is no plan yet (type 'staffgap plan')");
	*number = arena_format(session->arena, "%d", (int)records[count - 1 - back].number);
	return true;
}

bool stored_prune(struct session *session, int32_t keep, int32_t *removed, struct fault *fault)
{
	struct store *store = NULL;
	const char *root;
	bool ok;

	if (!session_root(session, &root, fault) || !state_open(session, root, &store, fault))
		return false;
	ok = store_plans_prune(store, keep, removed, fault) && store_commit(store, fault) &&
	     (*removed == 0 || store_shrink(store, fault));
	store_close(store);
	return ok;
}
