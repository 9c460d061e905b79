#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/plan_options.h"
#include "cli/report_options.h"
#include "planner/simulation/draw_kept.h"
#include "reports/registry.h"
#include "service/redact.h"
#include "service/session.h"
#include "service/stored.h"

static void tell_weeks(void *shared, size_t done, size_t all)
{
	const struct teller *teller = shared;

	if (teller->progress)
		teller->progress(teller->shared, "drawing the pipeline: week", done, all);
}

static bool find_report(const struct run *run, const struct report **report, struct fault *fault)
{
	*report = run->arg_count ? &report_risk_engagements : &report_risk;
	return !run->arg_count || strcmp(run->args[0], "engagements") == 0 ||
	       fault_set(fault, FAULT_USAGE, "'%s' is no part of risk (write engagements)",
			 run->args[0]);
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

static bool run_risk(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	struct source_goal goal = { 0 };
	struct draw_request request;
	struct teller *teller = &run->session->teller;
	const struct report *report;
	struct output output;
	struct draw_kept *kept;
	struct draws draws;
	struct report_subject subject;
	bool ok = false;

	if (!find_report(run, &report, fault) || !draws_read(run, &goal.draws, &goal.seed, fault) ||
	    !report_format_of(run, report, &options.format, fault) ||
	    !report_options_read(run, &options, fault) ||
	    !stored_plan(run->session, run->options->plan, computed, fault))
		return false;
	computed->teller = &run->session->teller;
	goal = draws_of(&computed->plan);
	if (!draws_read(run, &goal.draws, &goal.seed, fault) ||
	    !draws_possible(&computed->plan, fault))
		return false;
	computed->kept = kept = kept_of(&computed->plan, &goal);
	redact_plans(run->session, &computed, 1);
	if (!compute_parts(computed, PLAN_SOURCING, run->arena, fault) ||
	    !output_open(run->options->output, options.format, run->arena, &output, fault))
		goto done;
	request = (struct draw_request){ .count = goal.draws,
					 .seed = (uint64_t)goal.seed,
					 .kept = kept,
					 .progress = tell_weeks,
					 .shared = teller };
	draws_make(&computed->plan, &request, run->arena, &draws);
	if (teller->over)
		teller->over(teller->shared);
	subject = (struct report_subject){ .plan = &computed->plan, .draws = &draws };
	ok = report_write_from(report, &subject, &options, output.file, fault);
	ok = output_close(&output, ok, fault) && ok;
done:
	draw_kept_release(kept);
	return ok;
}

const struct command command_risk = {
	.name = "risk",
	.usage = "[engagements]",
	.summary = "Show how large the gap may become when projects come, come late or do not come",
	.options = "plan draws seed threads format output profile no-guard redact",
	.max_args = 1,
	.run = run_risk,
};
