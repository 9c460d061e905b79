#include <string.h>

#include "cli/command.h"
#include "cli/report_options.h"
#include "cli/stored.h"
#include "cli/terminal.h"
#include "import/change.h"
#include "planner/remake.h"
#include "reports/report_compare.h"

/* The option was given once or several times: one change in each line. */
static bool apply(struct run *run, enum change_kind kind, const char *changes,
		  struct company *company, size_t *count, struct fault *fault)
{
	struct span rest = span_of(changes ? changes : ""), line;

	while (span_next(&rest, '\n', &line)) {
		if (!change_apply(kind, arena_copy(run->arena, line), run->arena, company, fault))
			return false;
		(*count)++;
	}
	return true;
}

static bool apply_all(struct run *run, struct company *company, struct fault *fault)
{
	const struct options *given = run->options;
	size_t count = 0;

	if (!apply(run, CHANGE_DEMAND, given->demand, company, &count, fault) ||
	    !apply(run, CHANGE_PROBABILITY, given->probability, company, &count, fault) ||
	    !apply(run, CHANGE_PEOPLE, given->people, company, &count, fault))
		return false;
	return count > 0 || fault_set(fault, FAULT_USAGE,
				      "say what would change: --demand P7.start=+2w, --people "
				      "+1:sre:3@DE-BE, --probability P9=100");
}

static bool run_what_if(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	struct company *company = ARENA_ARRAY(run->arena, struct company, 1);
	struct notes findings = NOTES_INIT(run->arena);
	struct compared plans[2] = { { "as planned", NULL }, { "what if", NULL } };
	struct plan plan;
	struct output output;
	bool ok;

	if (!report_format_read(run, "a comparison", compare_formats, &options.format, fault) ||
	    !report_options_read(run, &options, fault) ||
	    !stored_plan(run, run->options->plan, computed, fault))
		return false;
	company_copy(&computed->company, run->arena, company);
	if (!apply_all(run, company, fault) ||
	    !plan_remake(&computed->plan, company, &computed->plan.options, run->arena, &plan,
			 &findings, fault) ||
	    !output_open(run->options->output, run->arena, &output, fault))
		return false;
	plans[0].plan = &computed->plan;
	plans[1].plan = &plan;
	ok = compare_write(plans, ARRAY_LEN(plans), &options, output.file, fault);
	return output_close(&output, ok, fault) && ok;
}

const struct command command_what_if = {
	.name = "what-if",
	.usage = "",
	.summary = "Show what a change would do to a stored plan; stores nothing",
	.options = "plan view demand people probability format output profile no-guard",
	.run = run_what_if,
};
