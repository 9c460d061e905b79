#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/report_options.h"
#include "import/change.h"
#include "planner/compare/diff_orders.h"
#include "planner/planner.h"
#include "reports/compare/comparison.h"
#include "reports/registry.h"
#include "service/redact.h"
#include "service/stored.h"

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

/* Both sides in turn: the plan as it stands leaves answers for what the change leaves alone. */
static bool source_both(struct run *run, struct computed *before, struct computed *after,
			const struct report_options *options, struct fault *fault)
{
	before->view = after->view = options->view;
	before->unbounded = after->unbounded = options->format != FORMAT_JSON;
	return run->options->no_sourcing || before->company.option_count == 0 ||
	       (compute_parts(before, PLAN_SOURCING, run->arena, fault) &&
		compute_parts(after, PLAN_SOURCING, run->arena, fault));
}

static bool run_what_if(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *before = ARENA_ARRAY(run->arena, struct computed, 1);
	struct computed *after = ARENA_ARRAY(run->arena, struct computed, 1);
	const struct compared plans[] = { { "as planned", &before->plan },
					  { "what if", &after->plan } };
	struct comparison compared = { .plans = plans,
				       .count = ARRAY_LEN(plans),
				       .one_change = true };
	struct notes findings = NOTES_INIT(run->arena);
	struct order_change *orders = NULL;
	size_t order_count = 0;
	struct output output;
	bool ok;

	if (!report_format_of(run, &report_compare, &options.format, fault) ||
	    !report_options_read(run, &options, fault) ||
	    !stored_plan(run->session, run->options->plan, before, fault))
		return false;
	*after = (struct computed){ .answers = before->answers };
	company_copy(&before->company, run->arena, &after->company);
	if (!apply_all(run, &after->company, fault) ||
	    !plan_remake(&before->plan, &after->company, &before->plan.options, run->arena,
			 &after->plan, &findings, fault) ||
	    !source_both(run, before, after, &options, fault))
		return false;
	redact_plans(run->session, (struct computed *[]){ before, after }, 2);
	if (!output_open(run->options->output, options.format, run->arena, &output, fault))
		return false;
	if (before->plan.sourcing)
		diff_orders(&before->plan, &after->plan, run->arena, &orders, &order_count);
	compared.orders = orders;
	compared.order_count = order_count;
	ok = report_write_from(&report_compare, &(struct report_subject){ .comparison = &compared },
			       &options, output.file, fault);
	return output_close(&output, ok, fault) && ok;
}

const struct command command_what_if = {
	.name = "what-if",
	.usage = "",
	.summary = "Show what a change would do to a stored plan; stores nothing",
	.options = "plan view demand people probability no-sourcing threads format output profile "
		   "no-guard redact",
	.run = run_what_if,
};
