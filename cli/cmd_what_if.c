#include "cli/command.h"
#include "cli/report_options.h"
#include "cli/report_out.h"
#include "reports/compare/comparison.h"
#include "reports/registry.h"
#include "service/what_if.h"

static bool run_what_if(struct run *run, struct fault *fault)
{
	const struct options *given = run->options;
	struct report_options options = report_options_default();
	struct what_if *made = ARENA_ARRAY(run->arena, struct what_if, 1);
	struct what_if_request request = { .number = given->plan,
					   .demand = given->demand,
					   .probability = given->probability,
					   .people = given->people,
					   .unsourced = given->no_sourcing };
	const struct compared plans[] = { { "as planned", &made->before.plan },
					  { "what if", &made->after.plan } };
	struct comparison compared = { .plans = plans,
				       .count = ARRAY_LEN(plans),
				       .one_change = true };
	const char *path;

	if (!report_format_of(run, &report_compare, &options.format, fault) ||
	    !report_options_read(run, &options, fault))
		return false;
	request.view = options.view;
	request.unbounded = options.format != FORMAT_JSON;
	if (!what_if_make(run->session, &request, made, fault))
		return false;
	compared.orders = made->orders;
	compared.order_count = made->order_count;
	return report_out(run, &report_compare, &(struct report_subject){ .comparison = &compared },
			  &options, &path, fault);
}

const struct command command_what_if = {
	.name = "what-if",
	.usage = "",
	.summary = "Show what a change would do to a plan; stores nothing",
	.options = "plan view demand people probability no-sourcing threads format output profile "
		   "no-guard redact",
	.run = run_what_if,
};
