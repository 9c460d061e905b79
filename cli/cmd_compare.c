#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/report_options.h"
#include "reports/compare/comparison.h"
#include "reports/registry.h"
#include "service/redact.h"
#include "service/scenario.h"
#include "service/session.h"
#include "service/stored.h"

enum { PLANS_MAX = 12 };

/* "base" is the stored plan as it is; everything else a scenario over it. */
static bool find_plan(struct run *run, const char *name, struct computed *computed,
		      struct fault *fault)
{
	const char *number = run->options->plan;

	return strcmp(name, "base") == 0
		       ? stored_plan(run->session, number, computed, fault)
		       : scenario_plan(run->session, number, name, computed, fault);
}

/* The name of a scenario is one of a folder. */
static const char *name_of(const struct run *run, size_t i)
{
	const char *name = run->args[i];

	return run->session->redact == REDACT_IDS && strcmp(name, "base") != 0
		       ? arena_format(run->arena, "scenario-%zu", i + 1)
		       : name;
}

static bool run_compare(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, PLANS_MAX);
	struct computed *shown[PLANS_MAX];
	struct compared plans[PLANS_MAX];
	const struct comparison compared = { .plans = plans, .count = run->arg_count };
	struct output output;
	bool ok;

	if (!report_format_of(run, &report_compare, &options.format, fault) ||
	    !report_options_read(run, &options, fault))
		return false;
	for (size_t i = 0; i < run->arg_count; i++) {
		computed[i].view = options.view;
		if (!find_plan(run, run->args[i], &computed[i], fault))
			return false;
		computed[i].view = options.view;
		computed[i].unbounded = options.format != FORMAT_JSON;
		if (computed[i].company.option_count > 0 && !run->options->no_sourcing &&
		    !compute_parts(&computed[i], PLAN_SOURCING, run->arena, fault))
			return false;
		plans[i] = (struct compared){ name_of(run, i), &computed[i].plan };
		shown[i] = &computed[i];
	}
	redact_plans(run->session, shown, run->arg_count);
	if (!output_open(run->options->output, options.format, run->arena, &output, fault))
		return false;
	ok = report_write_from(&report_compare, &(struct report_subject){ .comparison = &compared },
			       &options, output.file, fault);
	return output_close(&output, ok, fault) && ok;
}

const struct command command_compare = {
	.name = "compare",
	.usage = "BASE NAME...",
	.summary =
		"Show scenarios side by side: base is the stored plan, NAME a folder of scenarios/",
	.options = "plan view threads no-sourcing format output profile no-guard redact",
	.min_args = 2,
	.max_args = PLANS_MAX,
	.run = run_compare,
};
