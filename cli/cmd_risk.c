#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/plan_options.h"
#include "cli/report_options.h"
#include "reports/registry.h"
#include "service/risk.h"

static bool find_report(const struct run *run, const struct report **report, struct fault *fault)
{
	*report = run->arg_count ? &report_risk_engagements : &report_risk;
	return !run->arg_count || strcmp(run->args[0], "engagements") == 0 ||
	       fault_set(fault, FAULT_USAGE, "'risk' takes 'engagements' or nothing, not '%s'",
			 run->args[0]);
}

static bool run_risk(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct risk *risk = ARENA_ARRAY(run->arena, struct risk, 1);
	struct risk_request request = { run->options->plan, RISK_AS_SET, RISK_AS_SET };
	const struct report *report;
	struct report_subject subject;
	struct output output;
	bool ok;

	if (!find_report(run, &report, fault) ||
	    !samples_read(run, &request.draws, &request.seed, fault) ||
	    !report_format_of(run, report, &options.format, fault) ||
	    !report_options_read(run, &options, fault) ||
	    !risk_prepare(run->session, &request, risk, fault))
		return false;
	ok = output_open(run->options->output, options.format, run->arena, &output, fault);
	if (ok)
		risk_sample(run->session, risk);
	risk_release(risk);
	if (!ok)
		return false;
	subject =
		(struct report_subject){ .plan = &risk->computed.plan, .samples = &risk->samples };
	ok = report_write_from(report, &subject, &options, output.file, fault);
	return output_close(&output, ok, fault) && ok;
}

const struct command command_risk = {
	.name = "risk",
	.usage = "[engagements]",
	.summary = "Simulate how large the gap may get with uncertain projects",
	.options = "plan draws seed threads format output profile no-guard redact",
	.max_args = 1,
	.run = run_risk,
};
