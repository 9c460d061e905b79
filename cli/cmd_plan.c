#include <stdlib.h>

#include "cli/command.h"
#include "cli/compute.h"
#include "cli/report_options.h"
#include "cli/terminal.h"
#include "cli/workspace.h"
#include "planner/verify.h"

enum { WEEKS_MAX = 104 };

static bool read_weeks(const char *text, size_t *weeks, struct fault *fault)
{
	char *end;
	long value = strtol(text, &end, 10);

	if (end == text || *end || value < 1 || value > WEEKS_MAX)
		return fault_set(fault, FAULT_USAGE, "--weeks '%s' is not a number from 1 to %d",
				 text, WEEKS_MAX);
	*weeks = (size_t)value;
	return true;
}

static bool read_from(const char *text, struct day *monday, struct fault *fault)
{
	struct fault unused = FAULT_INIT;
	struct day day;

	if (week_parse(span_of(text), monday, &unused))
		return true;
	if (!day_parse(span_of(text), &day, &unused))
		return fault_set(fault, FAULT_USAGE,
				 "--from '%s' is neither a day nor a week (write 2026-11-30 or "
				 "2026-W49)",
				 text);
	*monday = day_week_start(day);
	return true;
}

static bool read_options(const struct run *run, struct plan_options *options, struct fault *fault)
{
	*options = (struct plan_options){ .today = run->today,
					  .first_week = day_week_start(run->today) };
	return (!run->options->from ||
		read_from(run->options->from, &options->first_week, fault)) &&
	       (!run->options->weeks ||
		read_weeks(run->options->weeks, &options->week_count, fault));
}

/* What is not right is not stored: a failure here is a bug of ours, status 1. */
static bool check_plan(const struct run *run, const struct report_options *layout,
		       struct computed *computed, struct fault *fault)
{
	computed->view = layout->view;
	return verify_plan(&computed->plan, fault) &&
	       compute_parts(computed, PLAN_PROOF, run->arena, fault);
}

static bool store_plan(struct store *store, const struct plan_input *inputs, size_t count,
		       struct computed *computed, struct fault *fault)
{
	struct plan_options *options = &computed->plan.options;
	struct plan_record record = { .today = options->today,
				      .first_week = options->first_week,
				      .week_count = options->week_count,
				      .outcome = computed->outcome };

	if (!store_plan_add(store, inputs, count, &record, fault) || !store_commit(store, fault))
		return false;
	options->number = record.number;
	return true;
}

static bool run_plan(struct run *run, struct fault *fault)
{
	struct report_options layout = report_options_default();
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	struct plan_options options;
	struct plan_input *inputs;
	struct store *store = NULL;
	const char *root;
	size_t count;
	bool ok = false;

	if (!read_options(run, &options, fault) || !report_options_read(run, &layout, fault) ||
	    !workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !workspace_read(root, run->today, run->arena, &inputs, &count, fault) ||
	    !workspace_store(root, run->arena, &store, fault))
		return false;
	if (!inputs_settle(store, run->today, run->arena, &inputs, &count, fault) ||
	    !compute_plan(inputs, count, options, run->arena, computed, run->notes, fault) ||
	    !check_plan(run, &layout, computed, fault) ||
	    !store_plan(store, inputs, count, computed, fault))
		goto done;
	if (computed->stale_count)
		run->status = EXIT_STALE;
	/* Doubts first: the table and its last line are what people came for. */
	terminal_notes(run->notes, run->options);
	run->notes->count = 0;
	run->next = run->options->folder
			    ? arena_format(run->arena, "staffgap -C '%s' report gaps -o gaps.csv",
					   run->options->folder)
			    : "staffgap report gaps -o gaps.csv";
	if (run->options->verbose) {
		if (!report_certificates_table(&computed->plan, &layout, stdout, fault))
			goto done;
		fputc('\n', stdout);
	}
	ok = report_plan_table(&computed->plan, &layout, stdout, fault);
done:
	store_close(store);
	return ok;
}

const struct command command_plan = {
	.name = "plan",
	.usage = "",
	.summary = "Read the workspace, compute and store a plan, show the gaps",
	.options = "today from weeks view",
	.run = run_plan,
};

static bool run_check(struct run *run, struct fault *fault)
{
	struct computed *computed = ARENA_ARRAY(run->arena, struct computed, 1);
	struct plan_options options;
	struct plan_input *inputs;
	const char *root;
	size_t count;

	if (!read_options(run, &options, fault) ||
	    !workspace_find(run->options->folder, run->arena, &root, fault) ||
	    !workspace_read(root, run->today, run->arena, &inputs, &count, fault) ||
	    !compute_plan(inputs, count, options, run->arena, computed, run->notes, fault))
		return false;
	run->headline =
		arena_format(run->arena, "checked %zu files: %zu errors, %zu warnings", count,
			     run->notes->by_level[NOTE_ERROR], run->notes->by_level[NOTE_WARNING]);
	return true;
}

const struct command command_check = {
	.name = "check",
	.usage = "",
	.summary = "Read everything, change nothing, list what is wrong or doubtful",
	.options = "today from weeks",
	.run = run_check,
};
