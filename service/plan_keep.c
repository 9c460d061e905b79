#include "service/plan_keep.h"

#include "model/sourcing.h"
#include "service/parts.h"
#include "service/plan_events.h"
#include "service/plan_zones.h"
#include "service/refresh.h"
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
	if (!compute_check(computed, fault) ||
	    !compute_parts(computed, PLAN_REASONS | (proof ? PLAN_PROOF : 0), session->arena,
			   fault))
		return false;
	parts_note_unchecked(computed, session->notes);
	return true;
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
	       solution_cache_save(computed->answers, store, record.number, fault) &&
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
		solution_cache_load(computed->answers, store, records[count - 1].number, fault));
}

/* A plan in the making: where it will be kept, and what it is computed from meanwhile. */
struct plan_making {
	struct store *store;
	struct store *copy; /* NULL: the store itself, that others wait for */
};

/*
 * While a plan is computed others may write: it is computed from a copy of what the database holds
 * now.
 */
static bool let_others_write(struct plan_making *making, struct plan_input *inputs, size_t count,
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

static bool take_turn(const struct plan_making *making, struct day today, struct fault *fault)
{
	return !making->copy || (store_resume(making->store, fault) &&
				 store_parsed_carry(making->store, making->copy, today, fault));
}

/* From the bytes of the files to a computed plan. */
struct computing {
	struct session *session;
	const struct plan_request *request;
	const char *root;
	struct plan_making making;
	struct plan_input *inputs;
	size_t count;
	struct computed *computed;
};

/*
 * Tables that are of no use for the feeds are of none for the plan either: then the computation is
 * left to say everything that is wrong with all of them.
 */
static bool refresh(struct computing *c, const struct tables *tables, struct fault *fault)
{
	struct refresh_request request = refresh_of(c->session, c->root, c->making.store);
	struct feed_outcome *outcomes;
	size_t count;

	request.first_week = c->request->options.first_week;
	request.company = &tables->company;
	request.offline = c->request->offline;
	request.accept_shrink = c->request->accept_shrink;
	if (tables->no_feeds)
		return fault_set(fault, FAULT_INPUT,
				 "cannot read feeds without a usable %s (see above)",
				 tables->unusable);
	return feeds_refresh(&request, &c->inputs, &c->count, &outcomes, &count, fault) &&
	       (!c->request->stores || let_others_write(&c->making, c->inputs, c->count, fault));
}

static bool compute_from_feeds(struct computing *c, struct fault *fault)
{
	struct session *session = c->session;
	struct fault trouble = FAULT_INIT;
	struct tables tables;

	if (!tables_read(c->inputs, c->count, session->arena, &tables, session->notes, fault))
		return false;
	if (!refresh(c, &tables, &trouble) && trouble.kind != FAULT_INPUT) {
		*fault = trouble;
		return false;
	}
	if (!compute_of_tables(c->inputs, c->count, &tables, c->request->options, session->arena,
			       c->computed, session->notes, fault))
		return false;
	session->outcome.stale_feeds = c->computed->stale_count;
	if (trouble.kind != FAULT_NONE)
		*fault = trouble;
	return trouble.kind == FAULT_NONE;
}

/* The caller closes what is open, whatever this returns. */
static bool compute_now(struct computing *c, struct fault *fault)
{
	struct session *session = c->session;

	return session_root(session, &c->root, fault) &&
	       workspace_read(c->root, session->today, session->arena, &c->inputs, &c->count,
			      fault) &&
	       (c->request->stores ? state_open : state_read)(session, c->root, &c->making.store,
							      fault) &&
	       compute_from_feeds(c, fault);
}

static bool keep(struct computing *c, struct fault *fault)
{
	struct arena *arena = c->session->arena;
	struct plan_making *making = &c->making;

	if (!recall(making->copy ? making->copy : making->store, c->computed, arena, fault))
		return false;
	c->computed->view = c->request->view;
	return plan_prove(c->session, c->computed, c->request->proof, fault) &&
	       (!c->request->stores ||
		(take_turn(making, c->session->today, fault) &&
		 store_plan(making->store, c->inputs, c->count, c->computed, arena, fault)));
}

bool plan_keep(struct session *session, const struct plan_request *request,
	       struct computed *computed, struct fault *fault)
{
	struct computing c = { .session = session, .request = request, .computed = computed };
	bool ok = compute_now(&c, fault) && keep(&c, fault);

	store_close(c.making.copy);
	store_close(c.making.store);
	return ok;
}

bool plan_look(struct session *session, const struct plan_request *request,
	       struct computed *computed, size_t *file_count, struct fault *fault)
{
	struct computing c = { .session = session, .request = request, .computed = computed };
	bool ok = compute_now(&c, fault);

	store_close(c.making.store);
	*file_count = c.count;
	return ok;
}
