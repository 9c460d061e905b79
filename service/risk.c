#include "service/risk.h"

#include "planner/simulation/sample_cache.h"
#include "service/parts.h"
#include "service/redact.h"
#include "service/stored.h"

/* Those that the plan was sourced to, else as its settings say. */
static struct source_goal samples_of(const struct plan *plan)
{
	const struct settings *settings = &plan->company->settings;

	return plan->options.goal.percent
		       ? plan->options.goal
		       : (struct source_goal){ 0, settings->draws, settings->seed };
}

/* Sourcing to a percentile draws the pipeline; mostly these are just the draws that are asked for.
 * NULL when they are not. */
static struct sample_cache *kept_of(const struct plan *plan, const struct source_goal *goal)
{
	const struct source_goal *of_plan = &plan->options.goal;

	if (!plan_is_drawn(plan) || goal->draws != of_plan->draws || goal->seed != of_plan->seed)
		return NULL;
	return sample_cache_new(plan, goal->draws, (uint64_t)goal->seed);
}

bool risk_prepare(struct session *session, const struct risk_request *request, struct risk *risk,
		  struct fault *fault)
{
	struct computed *computed = &risk->computed;

	*risk = (struct risk){ .goal = { 0 } };
	if (!stored_plan(session, request->number, computed, fault))
		return false;
	risk->goal = samples_of(&computed->plan);
	if (request->draws != RISK_AS_SET)
		risk->goal.draws = request->draws;
	if (request->seed != RISK_AS_SET)
		risk->goal.seed = request->seed;
	if (!samples_possible(&computed->plan, fault))
		return false;
	computed->teller = session->teller;
	computed->kept = kept_of(&computed->plan, &risk->goal);
	redact_plans(session, (struct computed *[]){ computed }, 1);
	if (compute_parts(computed, PLAN_SOURCING, session->arena, fault))
		return true;
	risk_release(risk);
	return false;
}

void risk_sample(struct session *session, struct risk *risk)
{
	const struct sample_request request = { .count = risk->goal.draws,
						.seed = (uint64_t)risk->goal.seed,
						.kept = risk->computed.kept,
						.progress = parts_tell_weeks,
						.shared = &risk->computed.teller };

	samples_make(&risk->computed.plan, &request, session->arena, &risk->samples);
	teller_over(risk->computed.teller);
}

void risk_release(struct risk *risk)
{
	sample_cache_release(risk->computed.kept);
	risk->computed.kept = NULL;
}
