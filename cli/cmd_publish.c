#include <string.h>

#include "cli/command.h"
#include "cli/report_options.h"
#include "service/publish.h"

static bool run_publish(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	const char *folder = run->args[0];
	struct publication done;

	if (strcmp(folder, "-") == 0 || !folder[0])
		return fault_set(fault, FAULT_USAGE,
				 "'%s' is not a folder: several files are published ('staffgap "
				 "report page -o -' writes one)",
				 folder);
	if (!report_options_read(run, &options, fault))
		return false;
	options.colour = false;
	options.width = report_options_default().width;
	if (!plan_publish(run->session, run->options->plan, folder, &options, &done, fault))
		return false;
	run->headline =
		arena_format(run->arena, "published plan %d in '%s': %zu files, %zu changed",
			     (int)done.number, folder, done.file_count, done.changed_count);
	return true;
}

const struct command command_publish = {
	.name = "publish",
	.usage = "DIR",
	.summary = "Write a folder for a web server: page, tables, calendars",
	.options = "plan threads profile week-header no-guard include method remind redact",
	.min_args = 1,
	.max_args = 1,
	.run = run_publish,
};
