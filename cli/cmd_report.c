#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/report_options.h"
#include "reports/sheet.h"
#include "service/report_stored.h"

/* "gaps, people, demand" */
static const char *names_of_wide(struct arena *arena)
{
	const char *text = "";

	for (size_t i = 0; i < report_plan_count; i++)
		if (report_list[i]->sheet && report_list[i]->sheet->wide_rows)
			text = arena_format(arena, "%s%s%s", text, text[0] ? ", " : "",
					    report_list[i]->name);
	return text;
}

static const struct report *report_find(const char *name, struct arena *arena, struct fault *fault)
{
	const char **names = ARENA_ARRAY(arena, const char *, report_plan_count);
	int index = 0;

	for (size_t i = 0; i < report_plan_count; i++)
		names[i] = report_list[i]->name;
	return option_word("the report", name, names, report_plan_count, &index, arena, fault)
		       ? report_list[index]
		       : NULL;
}

/* Options that this report does not have: an option without effect would deceive. */
static bool report_suits(const struct run *run, const struct report *report,
			 const struct report_options *options, struct fault *fault)
{
	bool wide = options->layout == LAYOUT_WIDE;

	if (wide && !(report->sheet && report->sheet->wide_rows))
		return fault_set(fault, FAULT_USAGE,
				 "the report '%s' has no wide layout (%s have one)", report->name,
				 names_of_wide(run->arena));
	if (run->options->include && !report->picks_events)
		return fault_set(fault, FAULT_USAGE,
				 "what is in the report '%s' is fixed ('staffgap report calendar' "
				 "has --include)",
				 report->name);
	if (options->one_view && !wide && report->viewless & 1U << options->format)
		return fault_set(fault, FAULT_USAGE,
				 "the report '%s' is the same for each view as %s (leave out "
				 "--view)",
				 report->name, report_format_name(options->format));
	return true;
}

static bool run_report(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	const struct report *report = report_find(run->args[0], run->arena, fault);
	struct output output;
	bool ok;

	if (!report || !report_format_of(run, report, &options.format, fault) ||
	    !report_options_read(run, &options, fault) ||
	    !report_suits(run, report, &options, fault) ||
	    !report_prepare(run->session, run->options->plan, report, &options, computed, fault))
		return false;
	if (!output_open(run->options->output, options.format, run->arena, &output, fault))
		return false;
	ok = report_write(report, &computed->plan, &options, output.file, fault);
	ok = output_close(&output, ok, fault) && ok;
	if (ok && output.path)
		run->headline = arena_format(run->arena, "wrote '%s' from plan %d", output.path,
					     computed->plan.options.number);
	return ok;
}

/* Each report and its formats, the one that it is written as by itself first. */
static void print_reports(void)
{
	say_block("\nReports, and what each can be written as:");
	for (size_t i = 0; i < report_plan_count; i++) {
		say_ours("  %-17s", report_list[i]->name);
		for (int f = 0; f < FORMAT_COUNT; f++)
			if (report_has(report_list[i], (enum report_format)f))
				say_ours(" %s", report_format_name((enum report_format)f));
		say_ours("\n");
	}
}

const struct command command_report = {
	.name = "report",
	.usage = "NAME",
	.summary = "Write a report of the last plan",
	.options = "plan threads format output layout profile week-header no-guard view include "
		   "method "
		   "remind redact",
	.min_args = 1,
	.max_args = 1,
	.run = run_report,
	.more_help = print_reports,
};
