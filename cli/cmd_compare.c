#include "cli/command.h"
#include "cli/report_options.h"
#include "cli/report_out.h"
#include "reports/registry.h"
#include "service/compare.h"

enum { PLANS_MAX = 12 };

static bool run_compare(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct compare_request request = { .number = run->options->plan,
					   .names = run->args,
					   .count = run->arg_count,
					   .unsourced = run->options->no_sourcing };
	struct comparison compared = { .count = run->arg_count };
	const char *path;

	if (!report_format_of(run, &report_compare, &options.format, fault) ||
	    !report_options_read(run, &options, fault))
		return false;
	request.view = options.view;
	request.unbounded = options.format != FORMAT_JSON;
	return compare_make(run->session, &request, &compared.plans, fault) &&
	       report_out(run, &report_compare, &(struct report_subject){ .comparison = &compared },
			  &options, &path, fault);
}

const struct command command_compare = {
	.name = "compare",
	.usage = "BASE NAME...",
	.summary = "Compare the stored plan (base) and scenarios side by side",
	.options = "plan view threads no-sourcing format output profile no-guard redact",
	.min_args = 2,
	.max_args = PLANS_MAX,
	.run = run_compare,
};
