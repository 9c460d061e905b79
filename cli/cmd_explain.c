#include "cli/command.h"
#include "cli/output.h"
#include "cli/plan_options.h"
#include "cli/report_options.h"
#include "cli/report_out.h"
#include "reports/registry.h"
#include "service/explain_stored.h"

static bool read_level(const struct run *run, int32_t *level, struct fault *fault)
{
	int64_t value = 0;

	if (run->options->level &&
	    !option_integer("--level", run->options->level, LEVEL_JUNIOR, LEVEL_MAX, &value, fault))
		return false;
	*level = (int32_t)value;
	return true;
}

static bool run_explain(struct run *run, struct fault *fault)
{
	const struct options *given = run->options;
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	struct explain_request request = { .number = given->plan,
					   .role = run->args[0],
					   .week = run->args[1],
					   .location = given->location };
	struct explanation explained;
	struct report_subject subject;
	const char *path;

	if (!report_format_of(run, &report_explain, &options.format, fault) ||
	    !report_options_read(run, &options, fault) || !read_level(run, &request.level, fault))
		return false;
	request.view = options.view;
	/* A file may be read by others. */
	request.for_others = output_is_named(given->output);
	if (!explain_stored(run->session, &request, computed, &explained, fault))
		return false;
	subject = (struct report_subject){ .plan = &computed->plan, .explanation = &explained };
	if (!report_out(run, &report_explain, &subject, &options, &path, fault))
		return false;
	if (path)
		run->headline = arena_format(run->arena, "wrote '%s'", path);
	return true;
}

const struct command command_explain = {
	.name = "explain",
	.usage = "ROLE WEEK",
	.summary = "Break down a number: demand, people, absences, the proof",
	.options = "plan view level location format output redact",
	.min_args = 2,
	.max_args = 2,
	.run = run_explain,
};
