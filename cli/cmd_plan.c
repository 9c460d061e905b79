#include "cli/check_store.h"
#include "cli/output.h"
#include "cli/plan_options.h"
#include "cli/report_options.h"
#include "cli/terminal.h"
#include "reports/orders.h"
#include "reports/tables/plan_orders.h"
#include "reports/tables/plan_table.h"
#include "reports/tables/report_certificates.h"
#include "service/plan_keep.h"
#include "service/scenario.h"
#include "service/session.h"
#include "service/workspace/shell.h"

static bool write_plan(const struct plan *plan, const struct report_options *layout, bool proof,
		       FILE *out, struct fault *fault)
{
	if (proof) {
		if (!certificates_table(plan, layout, out, fault))
			return false;
		fputc('\n', out);
	}
	return plan_table(plan, layout, out, fault) && plan_orders(plan, layout, out, fault);
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
	    !scenario_plan(run->session, NULL, run->options->scenario, computed, fault))
		return false;
	computed->view = layout.view;
	if (!plan_prove(run->session, computed, run->options->verbose, fault))
		return false;
	terminal_notes(run->session->notes, run->options);
	run->session->notes->count = 0;
	gap_gate_judge(&gate, &computed->plan, layout.view, run);
	return print_plan(run, &computed->plan, &layout, false, fault);
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
	struct plan_request request = { .stores = !run->options->dry_run,
					.proof = run->options->verbose,
					.offline = run->options->offline,
					.accept_shrink = run->options->accept_shrink };
	struct gap_gate gate;

	if (run->options->scenario)
		return run_scenario(run, fault);
	if (!plan_options_read(run, &request.options, fault) || !gap_gate_read(run, &gate, fault) ||
	    !report_options_read(run, &layout, fault))
		return false;
	request.view = layout.view;
	if (!plan_keep(run->session, &request, computed, fault))
		return false;
	/* Doubts first: the table and its last line are what people came for. */
	terminal_notes(run->session->notes, run->options);
	run->session->notes->count = 0;
	gap_gate_judge(&gate, &computed->plan, layout.view, run);
	if (!run->options->dry_run)
		run->next = next_step(run, &computed->plan);
	return print_plan(run, &computed->plan, &layout, run->options->verbose, fault);
}

const struct command command_plan = {
	.name = "plan",
	.usage = "",
	.summary = "Read the workspace, store a plan, and show the gaps",
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
	struct plan_request request = { .offline = true };
	struct gap_gate gate;
	size_t count, errors, warnings;

	if (run->options->store)
		return check_store(run, fault);
	if (!plan_options_read(run, &request.options, fault) || !gap_gate_read(run, &gate, fault) ||
	    !report_options_read(run, &layout, fault) ||
	    !plan_look(run->session, &request, computed, &count, fault))
		return false;
	/* Every one of them, also on a terminal: that is what people ask this command for. */
	all.verbose = true;
	terminal_notes(run->session->notes, &all);
	run->session->notes->count = 0;
	errors = run->session->notes->by_level[NOTE_ERROR];
	warnings = run->session->notes->by_level[NOTE_WARNING];
	run->headline = arena_format(run->arena, "checked %zu file%s: %zu error%s, %zu warning%s",
				     count, count == 1 ? "" : "s", errors, errors == 1 ? "" : "s",
				     warnings, warnings == 1 ? "" : "s");
	gap_gate_judge(&gate, &computed->plan, layout.view, run);
	return true;
}

const struct command command_check = {
	.name = "check",
	.usage = "",
	.summary = "Check the files and list errors and doubts; changes nothing",
	.options = "today from weeks view objective source-to engine draws seed threads "
		   "fail-on-gap within store dry-run",
	.run = run_check,
};
