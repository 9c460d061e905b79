#include "cli/command.h"
#include "cli/report_options.h"
#include "cli/report_out.h"
#include "reports/registry.h"
#include "service/changes.h"
#include "service/stored.h"

/* The plans that are compared: by number, or the last two. */
static bool find_plans(struct run *run, const char *number[2], struct fault *fault)
{
	if (run->arg_count > 0)
		number[0] = run->args[0];
	else if (!stored_number(run->session, 1, &number[0], fault))
		return false;
	number[1] = run->arg_count > 1 ? run->args[1] : NULL;
	return true;
}

static bool run_diff(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	const char *number[2] = { 0 };
	struct diff diff;
	const char *path;

	if (!report_format_of(run, &report_diff, &options.format, fault) ||
	    !report_options_read(run, &options, fault) || !find_plans(run, number, fault) ||
	    !changes_make(run->session, number, options.view, &diff, fault) ||
	    !report_out(run, &report_diff, &(struct report_subject){ .diff = &diff }, &options,
			&path, fault))
		return false;
	if (path)
		run->headline = arena_format(run->arena, "wrote '%s'", path);
	if (run->options->exit_code && diff_any(&diff)) {
		run->status = EXIT_GAP;
		run->reason = "--exit-code: the plans differ";
	}
	return true;
}

const struct command command_diff = {
	.name = "diff",
	.usage = "[A] [B]",
	.summary = "Show what changed from plan A to plan B, and why",
	.options = "view format output profile no-guard redact exit-code",
	.max_args = 2,
	.run = run_diff,
};
