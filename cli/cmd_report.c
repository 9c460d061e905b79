#include <stdlib.h>
#include <string.h>

#include "cli/changes.h"
#include "cli/command.h"
#include "cli/report_options.h"
#include "cli/stored.h"
#include "cli/terminal.h"
#include "cli/workspace.h"
#include "reports/reports.h"
#include "store/event.h"
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

/* "gaps,deadlines": a sum of 1 << enum event_kind. */
static bool read_include(const char *text, unsigned *include, struct arena *arena,
			 struct fault *fault)
{
	static const char *const kinds[] = { "gaps", "engagements", "deadlines" };
	struct span rest = span_of(text), word;
	unsigned sum = 0;

	static_assert(ARRAY_LEN(kinds) == EVENT_KIND_COUNT, "every kind has a word");
	while (span_next(&rest, ',', &word)) {
		int kind = 0;

		if (!word_of("--include", arena_copy(arena, word), kinds, ARRAY_LEN(kinds), &kind,
			     arena, fault))
			return false;
		sum |= 1U << kind;
	}
	*include = sum;
	return sum ||
	       fault_set(fault, FAULT_USAGE, "--include needs gaps, engagements or deadlines");
}

/* "14d", "2w". */
static bool read_remind(const char *text, int *days, struct fault *fault)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (end == text || value < 1 || value > 366 ||
	    (strcmp(end, "d") != 0 && strcmp(end, "w") != 0))
		return fault_set(fault, FAULT_USAGE,
				 "--remind '%s' is not a time before an event (write 14d or 2w)",
				 text);
	*days = (int)value * (*end == 'w' ? 7 : 1);
	return true;
}

static bool calendar_options_read(const struct options *given, struct report_options *options,
				  struct arena *arena, struct fault *fault)
{
	static const char *const methods[] = { "publish" };
	int method = 0;

	if ((given->include && !read_include(given->include, &options->include, arena, fault)) ||
	    (given->remind && !read_remind(given->remind, &options->remind_days, fault)) ||
	    (given->method && !word_of("--method", given->method, methods, ARRAY_LEN(methods),
				       &method, arena, fault)))
		return false;
	options->publish = given->method != NULL;
	return true;
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
	if (!calendar_options_read(given, options, run->arena, fault))
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

bool report_format_read(const struct run *run, const char *what, unsigned formats,
			enum report_format *format, struct fault *fault)
{
	const char *names[FORMAT_COUNT];
	const char *output = run->options->output, *text = run->options->format;
	const char *dot = output ? strrchr(output, '.') : NULL;
	int index = 0;

	for (int i = 0; i < FORMAT_COUNT; i++)
		names[i] = report_format_name((enum report_format)i);
	while (!(formats & 1u << index))
		index++; /* the first that it has: a table before CSV */
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
	if (!(formats & 1u << index))
		return fault_set(fault, FAULT_USAGE, "%s cannot be written as %s", what,
				 names[index]);
	*format = (enum report_format)index;
	return true;
}

static bool find_format(const struct run *run, const struct report *report,
			enum report_format *format, struct fault *fault)
{
	unsigned formats = 0;

	for (unsigned i = 0; i < FORMAT_COUNT; i++)
		if (report_has(report, (enum report_format)i))
			formats |= 1u << i;
	return report_format_read(run, arena_format(run->arena, "the report '%s'", report->name),
				  formats, format, fault);
}

static bool run_report(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	const struct report *report = report_find(run->args[0], run->arena, fault);
	struct output output;
	bool ok;

	if (!report || !find_format(run, report, &options.format, fault) ||
	    !report_options_read(run, &options, fault) ||
	    !stored_plan(run, run->options->plan, computed, fault))
		return false;
	computed->view = options.view;
	computed->shows_progress = !run->options->quiet;
	if ((report->needs & PLAN_CHANGES &&
	     !changes_since_last(run, computed, options.view, fault)) ||
	    !compute_parts(computed, report->needs | report->more_needs[options.format], run->arena,
			   fault) ||
	    !output_open(run->options->output, run->arena, &output, fault))
		return false;
	if (output.path) {
		options.colour = false;
		options.width = report_options_default().width;
	}
	ok = report_write(report, &computed->plan, &options, output.file, fault);
	ok = output_close(&output, ok, fault) && ok;
	if (ok && output.path)
		run->headline = arena_format(run->arena, "wrote '%s' from plan %d", output.path,
					     computed->plan.options.number);
	return ok;
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
};
