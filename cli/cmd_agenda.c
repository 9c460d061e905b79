#include "cli/command.h"
#include "cli/output.h"
#include "cli/report_options.h"
#include "reports/compare/agenda.h"
#include "reports/compare/agenda_text.h"
#include "reports/registry.h"
#include "reports/shortage.h"
#include "service/changes.h"
#include "service/redact.h"
#include "service/stored.h"
#include "service/workspace/shell.h"

/* The plan before is the first argument, the plan the second; else the last two. */
static bool find_plans(struct run *run, const char *number[2], struct fault *fault)
{
	struct plan_record *records;
	size_t count;

	number[1] = run->arg_count > 1 ? run->args[1] : NULL;
	if (run->arg_count > 0) {
		number[0] = run->args[0];
		return true;
	}
	if (!stored_number(run->session, 0, &number[1], fault) ||
	    !stored_records(run->session, &records, &count, fault))
		return false;
	/* The first plan has none before it. */
	number[0] =
		count > 1 ? arena_format(run->arena, "%d", (int)records[count - 2].number) : NULL;
	return true;
}

static bool write_agenda(struct run *run, const struct agenda *agenda,
			 struct report_options *options, struct fault *fault)
{
	struct output output;
	bool ok;

	if (!output_open(run->options->output, options->format, run->arena, &output, fault))
		return false;
	if (output.path)
		options->width = report_options_default().width;
	ok = report_write_from(&report_agenda, &(struct report_subject){ .agenda = agenda },
			       options, output.file, fault);
	ok = output_close(&output, ok, fault) && ok;
	if (ok && output.path)
		run->headline = arena_format(run->arena, "wrote '%s' from plan %d", output.path,
					     (int)agenda->plan->options.number);
	return ok;
}

/* The worst cell is what people ask about next. */
static void say_next(struct run *run, const struct plan *plan, enum view view)
{
	struct shortage shortage;
	struct range role;
	char week[WEEK_TEXT_SIZE];
	const char *name;

	if (!shortage_worst(plan, view, &role, &shortage))
		return;
	week_format(plan_week(plan, shortage.peak_week), week);
	name = plan->requirements[role.first].role;
	run->next = arena_format(run->arena, "%sexplain %s%s %s",
				 shell_staffgap(run->options->folder, run->arena),
				 name[0] == '-' ? "-- " : "", shell_quoted(name, run->arena), week);
}

static bool run_agenda(struct run *run, struct fault *fault)
{
	struct report_options options = report_options_default();
	struct computed *before = ARENA_ARRAY(run->arena, struct computed, 1);
	struct computed *now = ARENA_ARRAY(run->arena, struct computed, 1);
	struct notes unused = NOTES_INIT(run->arena);
	struct session past =
		*run->session; /* doubts are those of the plan that the meeting is about */
	const char *number[2] = { 0 };
	struct agenda agenda;
	struct diff diff;

	past.notes = &unused;
	if (!report_format_of(run, &report_agenda, &options.format, fault) ||
	    !report_options_read(run, &options, fault) || !find_plans(run, number, fault))
		return false;
	if ((number[0] && !stored_plan(&past, number[0], before, fault)) ||
	    !stored_plan(run->session, number[1], now, fault))
		return false;
	before->view = now->view = options.view;
	before->unbounded = now->unbounded = true; /* the agenda names none */
	if ((number[0] &&
	     !changes_between(run->session, before, now, NULL, options.view, &diff, fault)) ||
	    !compute_parts(now, PLAN_ROSTER | PLAN_SOURCING, run->arena, fault))
		return false;
	redact_plans(run->session, &now, 1);
	agenda_make(&now->plan, number[0] ? &diff : NULL, options.view, run->arena, &agenda);
	if (options.format == FORMAT_TABLE)
		say_next(run, &now->plan, options.view);
	return write_agenda(run, &agenda, &options, fault);
}

const struct command command_agenda = {
	.name = "agenda",
	.usage = "[BEFORE] [PLAN]",
	.summary = "The Monday meeting on one page: what to decide, staff, doubt; what changed",
	.options = "view format output profile no-guard redact threads",
	.max_args = 2,
	.run = run_agenda,
};
