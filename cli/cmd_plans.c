#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "cli/output.h"
#include "cli/plan_options.h"
#include "cli/report_options.h"
#include "reports/csv.h"
#include "service/stored.h"

enum { KEEP_MAX = 1000000 };

struct plan_list {
	struct plan_record *records;
	size_t count;
};

/* A plan's days as text. */
struct dates {
	char today[DAY_TEXT_SIZE], week[WEEK_TEXT_SIZE];
};

static struct dates dates_of(const struct plan_record *record)
{
	struct dates dates;

	day_format(record->today, dates.today);
	week_format(record->first_week, dates.week);
	return dates;
}

static void write_table(const struct plan_list *plans, FILE *out)
{
	if (plans->count)
		fputs("plan  made for    from      weeks  sourced by\n", out);
	for (size_t i = 0; i < plans->count; i++) {
		const struct plan_record *record = &plans->records[i];
		struct dates dates = dates_of(record);

		fprintf(out, "%4d  %s  %s  %5zu  %s\n", record->number, dates.today, dates.week,
			record->week_count, record->sourced_by[0] ? record->sourced_by : "-");
	}
}

static void write_csv(const struct plan_list *plans, const struct report_options *options,
		      FILE *out)
{
	static const char *const names[] = { "plan",  "made_for", "first_week", "week_start",
					     "weeks", "engine",   "sourced_by" };
	struct csv csv = csv_start(options, out);

	for (size_t i = 0; i < ARRAY_LEN(names); i++)
		csv_word(&csv, names[i]);
	csv_end(&csv);
	for (size_t i = 0; i < plans->count; i++) {
		const struct plan_record *record = &plans->records[i];

		csv_integer(&csv, record->number);
		csv_day(&csv, record->today);
		csv_word(&csv, dates_of(record).week);
		csv_day(&csv, record->first_week);
		csv_integer(&csv, (int64_t)record->week_count);
		csv_word(&csv, engine_name((enum engine)record->engine));
		csv_word(&csv, record->sourced_by);
		csv_end(&csv);
	}
}

static void write_json(const struct plan_list *plans, FILE *out)
{
	fputs("{\"schema\": \"staffgap/plans/1\", \"plans\": [", out);
	for (size_t i = 0; i < plans->count; i++) {
		const struct plan_record *record = &plans->records[i];
		struct dates dates = dates_of(record);

		fprintf(out,
			"%s\n  {\"plan\": %d, \"made_for\": \"%s\", \"first_week\": \"%s\", "
			"\"weeks\": %zu, \"engine\": \"%s\", \"sourced_by\": \"%s\"}",
			i ? "," : "", record->number, dates.today, dates.week, record->week_count,
			engine_name((enum engine)record->engine), record->sourced_by);
	}
	fputs(plans->count ? "\n]}\n" : "]}\n", out);
}

static bool write_plans(struct run *run, const struct plan_list *plans,
			const struct report_options *options, struct fault *fault)
{
	struct output output;

	if (!output_open(run->options->output, options->format, run->arena, &output, fault))
		return false;
	if (options->format == FORMAT_CSV)
		write_csv(plans, options, output.file);
	else if (options->format == FORMAT_JSON)
		write_json(plans, output.file);
	else
		write_table(plans, output.file);
	if (!plans->count)
		run->headline = "there is no plan yet (type 'staffgap plan')";
	return output_close(&output, true, fault);
}

static bool list(struct run *run, struct fault *fault)
{
	const unsigned formats = 1u << FORMAT_TABLE | 1u << FORMAT_CSV | 1u << FORMAT_JSON;
	struct report_options options = report_options_default();
	struct plan_list plans = { 0 };

	if (run->options->keep)
		return fault_set(fault, FAULT_USAGE, "--keep belongs to 'plans prune'");
	return report_format_read(run, "the list of plans", formats, &options.format, fault) &&
	       report_options_read(run, &options, fault) &&
	       stored_records(run->session, &plans.records, &plans.count, fault) &&
	       write_plans(run, &plans, &options, fault);
}

static bool prune(struct run *run, struct fault *fault)
{
	int32_t removed;
	int64_t keep = 0;

	if (!run->options->keep)
		return fault_set(fault, FAULT_USAGE,
				 "say how many plans to keep: staffgap plans prune --keep 104");
	if (!option_integer("--keep", run->options->keep, 1, KEEP_MAX, &keep, fault) ||
	    !stored_prune(run->session, (int32_t)keep, &removed, fault))
		return false;
	run->headline = arena_format(run->arena, "removed %d plan%s", (int)removed,
				     removed == 1 ? "" : "s");
	return true;
}

static bool run_plans(struct run *run, struct fault *fault)
{
	if (run->arg_count == 0)
		return list(run, fault);
	if (strcmp(run->args[0], "prune") == 0)
		return prune(run, fault);
	return fault_set(fault, FAULT_USAGE, "'plans' takes 'prune' or nothing, not '%s'",
			 run->args[0]);
}

const struct command command_plans = {
	.name = "plans",
	.usage = "[prune]",
	.summary = "List stored plans, or delete the oldest",
	.options = "keep format output profile no-guard",
	.max_args = 1,
	.run = run_plans,
};
