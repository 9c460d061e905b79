#include "cli/check_store.h"
#include "cli/plan_keep.h"

#include "cli/feeds/feed_refresh.h"
#include "cli/output.h"
#include "cli/plan_events.h"
#include "cli/plan_options.h"
#include "cli/plan_zones.h"
#include "cli/scenario.h"
#include "cli/shell.h"
#include "cli/state.h"
#include "cli/terminal.h"
#include "cli/workspace.h"
#include "reports/orders.h"

/* What is not right is not stored: a failure here is a bug of ours, status 1. */
static bool check_plan(const struct run *run, const struct report_options *layout,
		       struct computed *computed, struct fault *fault)
{
	computed->view = layout->view;
	computed->shows_progress = !run->options->quiet;
	return compute_check(computed, fault) &&
	       compute_parts(computed, PLAN_REASONS | (run->options->verbose ? PLAN_PROOF : 0),
			     run->arena, fault);
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
 * Read the feeds and compute. Tables that are of no use for the feeds are of none for the plan
 * either: then the computation is left to say everything that is wrong with all of them.
 */
static bool compute_from_feeds(struct run *run, const struct refresh_request *request,
			       struct making *making, const struct plan_options *options,
			       struct plan_input **inputs, size_t *count, struct computed *computed,
			       struct fault *fault)
{
	struct feed_outcome *outcomes;
	size_t outcome_count;
	struct fault trouble = FAULT_INIT;
	bool refreshed =
		feeds_refresh(run, request, inputs, count, &outcomes, &outcome_count, &trouble);

	if (!refreshed && trouble.kind != FAULT_INPUT) {
		*fault = trouble;
		return false;
	}
	if (refreshed && making && !let_others_write(making, *inputs, *count, fault))
		return false;
	if (!compute_plan(*inputs, *count, *options, run->arena, computed, run->notes, fault))
		return false;
	if (!refreshed)
		*fault = trouble;
	return refreshed;
}

static bool write_plan(const struct plan *plan, const struct report_options *layout, bool proof,
		       FILE *out, struct fault *fault)
{
	if (proof) {
		if (!report_certificates_table(plan, layout, out, fault))
			return false;
		fputc('\n', out);
	}
	return report_plan_table(plan, layout, out, fault) &&
	       report_orders_table(plan, layout, out, fault);
}

static bool print_plan(const struct run *run, const struct plan *plan,
		       const struct report_options *layout, bool proof, struct fault *fault)
{
	struct output output;
	bool ok;

	if (!output_open(NULL, FORMAT_TABLE, run->arena, &output, fault))
		return false;
	ok = write_plan(plan, layout, proof, output.file, fault);
	return output_close(&output, ok, fault) && ok;
}

/* What is not decided is no part of the history: a scenario is shown, not stored. */
static bool run_scenario(struct run *run, struct fault *fault)
{
	struct report_options layout = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	struct gap_gate gate;

	if (run->options->from || run->options->weeks || run->options->objective ||
	    run->options->source_to || run->options->engine || run->options->draws ||
	    run->options->seed)
		return fault_set(
			fault, FAULT_USAGE,
			"--scenario changes the last stored plan: its weeks, its objective, "
			"what it is sourced to and its engine hold (without --from, --weeks, "
			"--objective, --source-to, --engine, --draws, --seed)");
	if (!gap_gate_read(run, &gate, fault) || !report_options_read(run, &layout, fault) ||
	    !scenario_plan(run, NULL, run->options->scenario, computed, fault) ||
	    !check_plan(run, &layout, computed, fault))
		return false;
	terminal_notes(run->notes, run->options);
	run->notes->count = 0;
	gap_gate_judge(&gate, &computed->plan, layout.view, run);
	return print_plan(run, &computed->plan, &layout, false, fault);
}

bool plan_keep(struct run *run, const struct plan_options *options,
	       const struct report_options *layout, struct computed *computed, struct fault *fault)
{
	struct refresh_request refresh;
	bool stores = !run->options->dry_run;
	struct making making = { NULL, NULL };
	struct plan_input *inputs;
	const char *root;
	size_t count;
	bool ok;

	if (!workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !workspace_read(root, run->today, run->arena, &inputs, &count, fault) ||
	    !(stores ? state_open : state_read)(run, root, &making.store, fault))
		return false;
	refresh = (struct refresh_request){ .root = root,
					    .store = making.store,
					    .first_week = options->first_week,
					    .offline = run->options->offline,
					    .accept_shrink = run->options->accept_shrink };
	ok = compute_from_feeds(run, &refresh, stores ? &making : NULL, options, &inputs, &count,
				computed, fault) &&
	     recall(making.copy ? making.copy : making.store, computed, run->arena, fault) &&
	     check_plan(run, layout, computed, fault) &&
	     (!stores || (take_turn(&making, run->today, fault) &&
			  store_plan(making.store, inputs, count, computed, run->arena, fault)));
	store_close(making.copy);
	store_close(making.store);
	return ok;
}

/* What to look at closely: the orders, or the gaps when there is nothing to order. */
static const char *next_step(const struct run *run, const struct plan *plan)
{
	const char *report = plan->sourcing && orders_first(plan->sourcing, false)
				     ? "report engagements -o engagements.csv"
				     : "report gaps -o gaps.csv";

	return arena_format(run->arena, "%s%s", shell_staffgap(run->options->folder, run->arena),
			    report);
}

static bool run_plan(struct run *run, struct fault *fault)
{
	struct report_options layout = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	struct plan_options options;
	struct gap_gate gate;

	if (run->options->scenario)
		return run_scenario(run, fault);
	if (!plan_options_read(run, &options, fault) || !gap_gate_read(run, &gate, fault) ||
	    !report_options_read(run, &layout, fault) ||
	    !plan_keep(run, &options, &layout, computed, fault))
		return false;
	if (computed->stale_count)
		run_in_doubt(run, computed->stale_count);
	/* Doubts first: the table and its last line are what people came for. */
	terminal_notes(run->notes, run->options);
	run->notes->count = 0;
	gap_gate_judge(&gate, &computed->plan, layout.view, run);
	if (!run->options->dry_run)
		run->next = next_step(run, &computed->plan);
	return print_plan(run, &computed->plan, &layout, run->options->verbose, fault);
}

const struct command command_plan = {
	.name = "plan",
	.usage = "",
	.summary = "Read the workspace, compute and store a plan, show the gaps",
	.options = "today from weeks view objective source-to engine draws seed threads dry-run "
		   "fail-on-gap within scenario "
		   "offline "
		   "accept-shrink",
	.run = run_plan,
};

static bool run_check(struct run *run, struct fault *fault)
{
	struct report_options layout = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	struct options all = *run->options;
	struct plan_options options;
	struct gap_gate gate;
	struct refresh_request refresh;
	struct plan_input *inputs;
	struct store *store = NULL;
	const char *root;
	size_t count, errors, warnings;
	bool ok;

	if (run->options->store)
		return check_store(run, fault);
	if (!plan_options_read(run, &options, fault) || !gap_gate_read(run, &gate, fault) ||
	    !report_options_read(run, &layout, fault) ||
	    !workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !workspace_read(root, run->today, run->arena, &inputs, &count, fault) ||
	    !state_read(run, root, &store, fault))
		return false;
	refresh = (struct refresh_request){
		.root = root, .store = store, .first_week = options.first_week, .offline = true
	};
	ok = compute_from_feeds(run, &refresh, NULL, &options, &inputs, &count, computed, fault);
	store_close(store);
	if (!ok)
		return false;
	/* Every one of them, also on a terminal: that is what people ask this command for. */
	all.verbose = true;
	terminal_notes(run->notes, &all);
	run->notes->count = 0;
	errors = run->notes->by_level[NOTE_ERROR];
	warnings = run->notes->by_level[NOTE_WARNING];
	run->headline = arena_format(run->arena, "checked %zu file%s: %zu error%s, %zu warning%s",
				     count, count == 1 ? "" : "s", errors, errors == 1 ? "" : "s",
				     warnings, warnings == 1 ? "" : "s");
	if (computed->stale_count)
		run_in_doubt(run, computed->stale_count);
	gap_gate_judge(&gate, &computed->plan, layout.view, run);
	return true;
}

const struct command command_check = {
	.name = "check",
	.usage = "",
	.summary = "Check the files, change nothing, list what is wrong or doubtful in them",
	.options = "today from weeks view objective source-to engine draws seed threads "
		   "fail-on-gap within store dry-run",
	.run = run_check,
};
