#include "service/plan_keep.h"

#include "model/sourcing.h"
#include "service/feeds/feed_refresh.h"
#include "service/parts.h"
#include "service/plan_events.h"
#include "service/plan_zones.h"
#include "service/state.h"
#include "service/workspace/workspace.h"

struct plan_request plan_request_default(const struct session *session)
{
	return (struct plan_request){
		.options = { .today = session->today,
			     .first_week = day_week_start(session->today),
			     .goal = { GOAL_AS_SET, GOAL_AS_SET, GOAL_AS_SET },
			     .engine = ENGINE_AS_SET,
			     .threads = session_threads(session) },
		.view = VIEW_WEIGHTED,
	};
}

bool plan_prove(struct session *session, struct computed *computed, bool proof, struct fault *fault)
{
	computed->teller = session->teller;
	return compute_check(computed, fault) &&
	       compute_parts(computed, PLAN_REASONS | (proof ? PLAN_PROOF : 0), session->arena,
			     fault);
}

static const char *sourced_by(const struct plan *plan, struct arena *arena)
{
	const struct sourcing *sourcing = plan->sourcing;

	return sourcing && plan->company->option_count > 0
		       ? arena_format(arena, "%s %s", sourcing->engine, sourcing->version)
		       : "";
}

static bool store_plan(struct store *store, const struct plan_input *inputs, size_t count,
		       struct computed *computed, struct arena *arena, struct fault *fault)
{
	const struct settings *settings = &computed->company.settings;
	struct plan_options *options = &computed->plan.options;
	struct plan_record record = { .today = options->today,
				      .first_week = options->first_week,
				      .week_count = options->week_count,
				      .objective = (int32_t)options->objective,
				      .goal_percent = options->goal.percent,
				      .goal_draws = options->goal.draws,
				      .goal_seed = options->goal.seed,
				      .engine = (int32_t)options->engine,
				      .sourced_by = sourced_by(&computed->plan, arena),
				      .outcome = computed->outcome };

	inputs = plan_zones_add(inputs, &count, computed->zones, options->today, arena);
	if (!store_plan_add(store, inputs, count, &record, fault))
		return false;
	options->number = record.number;
	return plan_events_keep(store, computed, arena, fault) &&
	       answers_save(computed->answers, store, record.number, fault) &&
	       store_retain(store, settings->keep_plans, settings->keep_copies_days, options->today,
			    fault) &&
	       store_commit(store, fault);
}

/* Groups that ask what they asked in the last plan are solved already. */
static bool recall(struct store *store, struct computed *computed, struct arena *arena,
		   struct fault *fault)
{
	struct plan_record *records = NULL;
	size_t count = 0;

	return store_plans(store, arena, &records, &count, fault) &&
	       (count == 0 ||
		answers_load(computed->answers, store, records[count - 1].number, fault));
}

/* A plan in the making: where it will be kept, and what it is computed from meanwhile. */
struct making {
	struct store *store;
	struct store *copy; /* NULL: the store itself, that others wait for */
};

/*
 * While a plan is computed others may write: it is computed from a copy of what the database holds
 * now.
 */
static bool let_others_write(struct making *making, struct plan_input *inputs, size_t count,
			     struct fault *fault)
{
	if (!store_copy(making->store, &making->copy, fault))
		return false;
	if (!making->copy)
		return true;
	for (size_t i = 0; i < count; i++)
		if (inputs[i].store)
			inputs[i].store = making->copy;
	return store_pause(making->store, fault);
}

static bool take_turn(const struct making *making, struct day today, struct fault *fault)
{
	return !making->copy || (store_resume(making->store, fault) &&
				 store_parsed_carry(making->store, making->copy, today, fault));
}

/*
 * Read the tables, the feeds, and compute. Tables that are of no use for the feeds are of none for
 * the plan either: then the computation is left to say everything that is wrong with all of them.
 */
static bool compute_from_feeds(struct session *session, const struct refresh_request *request,
			       struct making *making, const struct plan_options *options,
			       struct plan_input **inputs, size_t *count, struct computed *computed,
			       struct fault *fault)
{
	struct feed_outcome *outcomes;
	size_t outcome_count;
	struct tables tables;
	struct refresh_request refresh = *request;
	struct fault trouble = FAULT_INIT;
	bool refreshed;

	if (!tables_read(*inputs, *count, TABLES_WITHOUT_ADDRESSES, session->arena, &tables,
			 session->notes, fault))
		return false;
	refresh.company = &tables.company;
	refreshed = !tables.no_feeds &&
		    feeds_refresh(&refresh, inputs, count, &outcomes, &outcome_count, &trouble);
	if (!refreshed && !tables.no_feeds && trouble.kind != FAULT_INPUT) {
		*fault = trouble;
		return false;
	}
	if (refreshed && making && !let_others_write(making, *inputs, *count, fault))
		return false;
	if (!tables_read(*inputs, *count, TABLES_WITH_ADDRESSES, session->arena, &tables,
			 session->notes, fault) ||
	    !compute_of_tables(*inputs, *count, &tables, *options, session->arena, computed,
			       session->notes, fault))
		return false;
	if (!refreshed)
		*fault = trouble;
	return refreshed;
}

static struct refresh_request refresh_of(const struct session *session,
					 const struct plan_request *request, const char *root,
					 struct store *store)
{
	return (struct refresh_request){ .root = root,
					 .arena = session->arena,
					 .notes = session->notes,
					 .today = session->today,
					 .teller = session->teller,
					 .store = store,
					 .first_week = request->options.first_week,
					 .offline = request->offline,
					 .accept_shrink = request->accept_shrink };
}

bool plan_keep(struct session *session, const struct plan_request *request,
	       struct computed *computed, struct fault *fault)
{
	struct refresh_request refresh;
	struct making making = { NULL, NULL };
	struct plan_input *inputs;
	const char *root;
	size_t count;
	bool ok;

	if (!workspace_find(session->folder, session->arena, &root, fault) ||
	    !workspace_read(root, session->today, session->arena, &inputs, &count, fault) ||
	    !(request->stores ? state_open : state_read)(session, root, &making.store, fault))
		return false;
	refresh = refresh_of(session, request, root, making.store);
	ok = compute_from_feeds(session, &refresh, request->stores ? &making : NULL,
				&request->options, &inputs, &count, computed, fault) &&
	     recall(making.copy ? making.copy : making.store, computed, session->arena, fault);
	if (ok)
		computed->view = request->view;
	ok = ok && plan_prove(session, computed, request->proof, fault) &&
	     (!request->stores ||
	      (take_turn(&making, session->today, fault) &&
	       store_plan(making.store, inputs, count, computed, session->arena, fault)));
	store_close(making.copy);
	store_close(making.store);
	if (ok)
		session->outcome.stale_feeds = computed->stale_count;
	return ok;
}

bool plan_look(struct session *session, const struct plan_request *request,
	       struct computed *computed, size_t *file_count, struct fault *fault)
{
	struct refresh_request refresh;
	struct plan_input *inputs;
	struct store *store = NULL;
	const char *root;
	bool ok;

	if (!workspace_find(session->folder, session->arena, &root, fault) ||
	    !workspace_read(root, session->today, session->arena, &inputs, file_count, fault) ||
	    !state_read(session, root, &store, fault))
		return false;
	refresh = refresh_of(session, request, root, store);
	ok = compute_from_feeds(session, &refresh, NULL, &request->options, &inputs, file_count,
				computed, fault);
	store_close(store);
	if (ok)
		session->outcome.stale_feeds = computed->stale_count;
	return ok;
}
