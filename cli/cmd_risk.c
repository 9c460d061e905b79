#include "cli/command.h"
#include "cli/plan_options.h"
#include "cli/report_options.h"
#include "cli/stored.h"
#include "cli/terminal.h"
#include "planner/draws.h"
#include "reports/report_draws.h"

static bool run_risk(struct run *run, struct fault *fault)
{
	const unsigned formats = draws_formats;
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	int64_t count = DRAWS_DEFAULT, seed = 1;
	struct output output;
	struct draws draws;
	bool ok;

	if ((run->options->draws &&
	     !option_integer("--draws", run->options->draws, 1, DRAWS_MAX, &count, fault)) ||
	    (run->options->seed &&
	     !option_integer("--seed", run->options->seed, 0, INT32_MAX, &seed, fault)) ||
	    !report_format_read(run, "a risk report", formats, &options.format, fault) ||
	    !report_options_read(run, &options, fault) ||
	    !stored_plan(run, run->options->plan, computed, fault) ||
	    !output_open(run->options->output, run->arena, &output, fault))
		return false;
	draws_make(&computed->plan, (int32_t)count, (uint64_t)seed, run->arena, &draws);
	ok = draws_write(&computed->plan, &draws, &options, output.file, fault);
	return output_close(&output, ok, fault) && ok;
}

const struct command command_risk = {
	.name = "risk",
	.usage = "",
	.summary = "Show how large the gap may become when projects come, come late or do not come",
	.options = "plan draws seed format output profile no-guard",
	.run = run_risk,
};
