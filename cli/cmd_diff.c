#include "cli/command.h"
#include "cli/report_options.h"
#include "cli/stored.h"
#include "cli/terminal.h"
#include "import/import.h"
#include "planner/diff.h"
#include "planner/planner.h"
#include "reports/report_diff.h"

/* The plan of a company whose names were brought in line with another one's. */
static bool plan_again(struct run *run, struct computed *computed, struct fault *fault)
{
	struct notes unused = NOTES_INIT(run->arena);
	struct plan_options options = computed->plan.options;

	return plan_make(&computed->company, &options, run->arena, &computed->plan, &unused, fault);
}

/* Engagements are compared as soon as one of the plans has a rate card. */
static bool source_both(struct run *run, struct computed computed[2], enum view view,
			struct fault *fault)
{
	computed[0].view = computed[1].view = view;
	return computed[0].company.option_count + computed[1].company.option_count == 0 ||
	       (compute_parts(&computed[0], PLAN_SOURCING, run->arena, fault) &&
		compute_parts(&computed[1], PLAN_SOURCING, run->arena, fault));
}

/* The plans that are compared: by number, or the last two. */
static bool find_plans(struct run *run, const char *number[2], struct fault *fault)
{
	if (run->arg_count > 0)
		number[0] = run->args[0];
	else if (!stored_number(run, 1, &number[0], fault))
		return false;
	number[1] = run->arg_count > 1 ? run->args[1] : NULL;
	return true;
}

static bool write_diff(struct run *run, const struct diff *diff, struct report_options *options,
		       struct fault *fault)
{
	struct output output;
	bool ok;

	if (!output_open(run->options->output, run->arena, &output, fault))
		return false;
	if (output.path)
		options->width = report_options_default().width;
	ok = diff_write(diff, options, output.file, fault);
	ok = output_close(&output, ok, fault) && ok;
	if (ok && output.path)
		run->headline = arena_format(run->arena, "wrote '%s'", output.path);
	return ok;
}

static bool run_diff(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 2);
	const char *number[2] = { 0 };
	struct diff diff;

	if (!report_format_read(run, "a diff", diff_formats, &options.format, fault) ||
	    !report_options_read(run, &options, fault) || !find_plans(run, number, fault) ||
	    !stored_plan(run, number[0], &computed[0], fault) ||
	    !stored_plan(run, number[1], &computed[1], fault))
		return false;
	company_link_both(&computed[0].company, &computed[1].company, run->arena);
	if (!plan_again(run, &computed[0], fault) || !plan_again(run, &computed[1], fault) ||
	    !source_both(run, computed, options.view, fault) ||
	    !diff_make(&computed[0].plan, &computed[1].plan, run->arena, &diff, fault) ||
	    !write_diff(run, &diff, &options, fault))
		return false;
	if (run->options->exit_code && diff_any(&diff))
		run->status = EXIT_GAP;
	return true;
}

const struct command command_diff = {
	.name = "diff",
	.usage = "[A] [B]",
	.summary = "Show what changed from plan A to plan B (the last two), and what caused it",
	.options = "view format output profile no-guard exit-code",
	.max_args = 2,
	.run = run_diff,
};
