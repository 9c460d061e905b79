#include "cli/command.h"
#include "cli/report_options.h"
#include "cli/report_out.h"
#include "reports/registry.h"
#include "reports/shortage.h"
#include "service/agenda.h"
#include "service/workspace/shell.h"

/* The worst cell is what people ask about next. */
static void say_next(struct run *run, const struct plan *plan, enum view view)
{
	struct shortage shortage;
	struct requirement_range role;
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
	struct computed *now = ARENA_ARRAY(run->arena, struct computed, 1);
	struct agenda agenda;
	const char *path;

	if (!report_format_of(run, &report_agenda, &options.format, fault) ||
	    !report_options_read(run, &options, fault) ||
	    !agenda_prepare(run->session, run->arg_count > 0 ? run->args[0] : NULL,
			    run->arg_count > 1 ? run->args[1] : NULL, options.view, now, &agenda,
			    fault))
		return false;
	if (options.format == FORMAT_TABLE)
		say_next(run, &now->plan, options.view);
	if (!report_out(run, &report_agenda, &(struct report_subject){ .agenda = &agenda },
			&options, &path, fault))
		return false;
	if (path)
		run->headline = arena_format(run->arena, "wrote '%s' from plan %d", path,
					     (int)now->plan.options.number);
	return true;
}

const struct command command_agenda = {
	.name = "agenda",
	.usage = "[BEFORE] [PLAN]",
	.summary = "Print the agenda: decisions, staffing, doubts, changes",
	.options = "view format output profile no-guard redact threads",
	.max_args = 2,
	.run = run_agenda,
};
