#include "service/risk.h"
#include "service/parts.h"

#include "planner/simulation/draw_kept.h"
#include "service/redact.h"
#include "service/stored.h"

static void tell_weeks(void *shared, size_t done, size_t all)
{
	const struct teller *teller = shared;

	if (teller->progress)
		teller->progress(teller->shared, "drawing the pipeline: week", done, all);
}

/* Those that the plan was sourced to, else as its settings say. */
static struct source_goal draws_of(const struct plan *plan)
{
	const struct settings *settings = &plan->company->settings;

	return plan->options.goal.percent
		       ? plan->options.goal
		       : (struct source_goal){ 0, settings->draws, settings->seed };
}

/* Sourcing to a percentile draws the pipeline; mostly these are just the draws that are asked for.
 * NULL when they are not. */
static struct draw_kept *kept_of(const struct plan *plan, const struct source_goal *goal)
{
	const struct source_goal *of_plan = &plan->options.goal;

	if (!plan_is_drawn(plan) || goal->draws != of_plan->draws || goal->seed != of_plan->seed)
		return NULL;
	return draw_kept_new(plan, goal->draws, (uint64_t)goal->seed);
}

bool risk_make(struct session *session, const struct risk_request *request, struct risk *risk,
	       struct fault *fault)
{
	struct computed *computed = &risk->computed;
	struct teller *teller = &session->teller;
	struct draw_request draw = { .progress = tell_weeks, .shared = teller };
	struct source_goal goal;
	bool ok;

	if (!stored_plan(session, request->number, computed, fault))
		return false;
	goal = draws_of(&computed->plan);
	goal.draws = request->draws == RISK_AS_SET ? goal.draws : request->draws;
	goal.seed = request->seed == RISK_AS_SET ? goal.seed : request->seed;
	if (!draws_possible(&computed->plan, fault))
		return false;
	computed->teller = teller;
	computed->kept = kept_of(&computed->plan, &goal);
	redact_plans(session, (struct computed *[]){ computed }, 1);
	ok = compute_parts(computed, PLAN_SOURCING, session->arena, fault);
	if (ok) {
		draw.count = goal.draws;
		draw.seed = (uint64_t)goal.seed;
		draw.kept = computed->kept;
		draws_make(&computed->plan, &draw, session->arena, &risk->draws);
	}
	if (teller->over)
		teller->over(teller->shared);
	draw_kept_release(computed->kept);
	computed->kept = NULL;
	return ok;
}
