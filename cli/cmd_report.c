#include <stdlib.h>
#include <string.h>

#include "cli/command.h"
#include "cli/compute.h"
#include "cli/report_options.h"
#include "cli/terminal.h"
#include "cli/workspace.h"
#include "reports/reports.h"
#include "store/text.h"

static bool word_of(const char *option, const char *text, const char *const *words, size_t count,
		    int *index, struct arena *arena, struct fault *fault)
{
	const char *near;

	for (size_t i = 0; i < count; i++)
		if (strcmp(words[i], text) == 0) {
			*index = (int)i;
			return true;
		}
	near = text_nearest(text, words, count, arena);
	return fault_set(fault, FAULT_USAGE, "%s '%s' is not known (%s '%s'%s)", option, text,
			 near ? "did you mean" : "one is", near ? near : words[0], near ? "?" : "");
}

bool report_options_read(const struct run *run, struct report_options *options, struct fault *fault)
{
	static const char *const layouts[] = { "long", "wide" };
	static const char *const profiles[] = { "rfc4180", "excel", "excel-eu", "unix" };
	static const char *const headers[] = { "date", "iso" };
	const char *views[VIEW_COUNT];
	const struct options *given = run->options;
	int layout = options->layout, profile = options->profile, view = options->view, header = 0;

	for (int i = 0; i < VIEW_COUNT; i++)
		views[i] = view_name((enum view)i);
	if ((given->layout && !word_of("--layout", given->layout, layouts, ARRAY_LEN(layouts),
				       &layout, run->arena, fault)) ||
	    (given->profile && !word_of("--profile", given->profile, profiles, ARRAY_LEN(profiles),
					&profile, run->arena, fault)) ||
	    (given->week_header && !word_of("--week-header", given->week_header, headers,
					    ARRAY_LEN(headers), &header, run->arena, fault)) ||
	    (given->view &&
	     !word_of("--view", given->view, views, ARRAY_LEN(views), &view, run->arena, fault)))
		return false;
	options->layout = (enum report_layout)layout;
	options->profile = (enum csv_profile)profile;
	options->view = (enum view)view;
	options->week_names = header == 1;
	options->guard = !given->no_guard;
	options->one_view = given->view != NULL;
	options->width = terminal_width(stdout);
	options->colour = terminal_colour(stdout);
	return true;
}

static const struct report *report_find(const char *name, struct arena *arena, struct fault *fault)
{
	const char **names = ARENA_ARRAY(arena, const char *, report_count);
	int index = 0;

	for (size_t i = 0; i < report_count; i++)
		names[i] = report_list[i]->name;
	return word_of("the report", name, names, report_count, &index, arena, fault)
		       ? report_list[index]
		       : NULL;
}

/** By -O, else by the file's extension, else a table where there is one. */
static bool find_format(const struct run *run, const struct report *report,
			enum report_format *format, struct fault *fault)
{
	const char *names[FORMAT_COUNT];
	const char *output = run->options->output, *text = run->options->format;
	const char *dot = output ? strrchr(output, '.') : NULL;
	int index = report->write[FORMAT_TABLE] ? FORMAT_TABLE : FORMAT_CSV;

	for (int i = 0; i < FORMAT_COUNT; i++)
		names[i] = report_format_name((enum report_format)i);
	if (!text && output && strcmp(output, "-") != 0) {
		text = !dot || strchr(dot, '/') ? "" : strcmp(dot, ".txt") == 0 ? "table" : dot + 1;
		if (!text[0])
			return fault_set(
				fault, FAULT_USAGE,
				"the format of '%s' is not clear (add -O table, csv or ics)",
				output);
	}
	if (text && !word_of("the format", text, names, FORMAT_COUNT, &index, run->arena, fault))
		return false;
	if (!report->write[index])
		return fault_set(fault, FAULT_USAGE, "the report '%s' cannot be written as %s",
				 report->name, names[index]);
	*format = (enum report_format)index;
	return true;
}

static bool find_plan(const struct run *run, struct store *store, struct plan_record *record,
		      struct fault *fault)
{
	const char *text = run->options->plan;
	struct plan_record *records = NULL;
	char *end = NULL;
	long number = text ? strtol(text, &end, 10) : 0;
	size_t count = 0;

	if (text && (end == text || *end))
		return fault_set(fault, FAULT_USAGE, "--plan '%s' is not a number", text);
	if (!store_plans(store, run->arena, &records, &count, fault))
		return false;
	if (count == 0)
		return fault_set(fault, FAULT_INPUT, "there is no plan yet (type 'staffgap plan')");
	*record = records[count - 1];
	if (!text)
		return true;
	for (size_t i = 0; i < count; i++)
		if (records[i].number == number) {
			*record = records[i];
			return true;
		}
	return fault_set(fault, FAULT_USAGE, "there is no plan %s ('staffgap plans' lists them)",
			 text);
}

static bool load(struct run *run, struct computed *computed, struct fault *fault)
{
	struct notes repeated = NOTES_INIT(run->arena); /* 'plan' has shown them */
	struct plan_record record = { 0 };
	struct plan_input *inputs = NULL;
	struct store *store = NULL;
	const char *root;
	size_t count = 0;
	bool ok;

	if (!workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !workspace_spares(root, run->options->output, run->arena, fault) ||
	    !workspace_store(root, run->arena, &store, fault))
		return false;
	ok = find_plan(run, store, &record, fault) &&
	     store_plan_inputs(store, record.number, run->arena, &inputs, &count, fault);
	if (ok) {
		struct plan_options options = { record.number, record.today, record.first_week,
						record.week_count };

		ok = compute_plan(inputs, count, options, run->arena, computed, &repeated, fault) &&
		     store_commit(store, fault);
	}
	store_close(store);
	if (!ok)
		return false;
	if (memcmp(&record.outcome, &computed->outcome, sizeof(record.outcome)) != 0)
		notes_add(run->notes, NOTE_WARNING, "plan-differs", (struct place){ "", 0, 0 },
			  "this staffgap computes plan %d differently from the one that stored it",
			  record.number);
	if (computed->stale_count)
		run->status = EXIT_STALE;
	if (repeated.by_level[NOTE_ERROR])
		run->status = EXIT_INPUT;
	return true;
}

static bool run_report(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	const struct report *report = report_find(run->args[0], run->arena, fault);
	struct output output;
	bool ok;

	if (!report || !find_format(run, report, &options.format, fault) ||
	    !report_options_read(run, &options, fault) || !load(run, computed, fault) ||
	    !output_open(run->options->output, run->arena, &output, fault))
		return false;
	if (output.path) {
		options.colour = false;
		options.width = report_options_default().width;
	}
	ok = report->write[options.format](&computed->plan, &options, output.file, fault);
	ok = output_close(&output, ok, fault) && ok;
	if (ok && output.path)
		run->headline = arena_format(run->arena, "wrote '%s' from plan %d", output.path,
					     computed->plan.options.number);
	return ok;
}

const struct command command_report = {
	.name = "report",
	.usage = "NAME",
	.summary = "Write a report of the last plan: gaps, people, demand",
	.options = "nOolpHGV",
	.min_args = 1,
	.max_args = 1,
	.run = run_report,
};

static bool run_plans(struct run *run, struct fault *fault)
{
	struct plan_record *records;
	struct store *store = NULL;
	const char *root;
	size_t count;
	bool ok;

	if (!workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !workspace_store(root, run->arena, &store, fault))
		return false;
	ok = store_plans(store, run->arena, &records, &count, fault) && store_commit(store, fault);
	store_close(store);
	if (!ok)
		return false;
	if (count)
		puts("plan  made for    from      weeks");
	for (size_t i = 0; i < count; i++) {
		char today[DAY_TEXT_SIZE], week[WEEK_TEXT_SIZE];

		day_format(records[i].today, today);
		week_format(records[i].first_week, week);
		printf("%4d  %s  %s  %5zu\n", records[i].number, today, week,
		       records[i].week_count);
	}
	if (!count)
		run->headline = "there is no plan yet (type 'staffgap plan')";
	return true;
}

const struct command command_plans = {
	.name = "plans",
	.usage = "",
	.summary = "List the stored plans",
	.options = "",
	.run = run_plans,
};
