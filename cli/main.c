#include <time.h>

#include "cli/commands.h"
#include "cli/door.h"
#include "cli/options.h"
#include "cli/plan_options.h"
#include "cli/report_options.h"
#include "cli/signals.h"
#include "cli/terminal.h"
#include "service/session.h"

static bool local_today(struct day *day, struct fault *fault)
{
	time_t now = time(NULL);
	struct tm local;

	if (!localtime_r(&now, &local))
		return fault_set(fault, FAULT_SYSTEM,
				 "cannot determine today's date (give it with --today)");
	*day = day_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
	return true;
}

static bool typed_today(const char *typed, struct day *day, struct fault *fault)
{
	if (day_parse(span_of(typed), day, fault))
		return true;
	fault->kind = FAULT_USAGE;
	return fault_within(fault, "--today");
}

/* Of every command: a later day would be stored with copies that no plan can be made with. */
static bool find_today(const struct options *options, struct day *day, struct fault *fault)
{
	char last[DAY_TEXT_SIZE];

	if (!(options->today ? typed_today(options->today, day, fault) : local_today(day, fault)))
		return false;
	if (day->since_1970 <= PLAN_DAY_LAST)
		return true;
	day_format((struct day){ PLAN_DAY_LAST }, last);
	return fault_set(fault, FAULT_USAGE, "cannot plan for a day after %s", last);
}

/** The command that is meant, with its arguments left in the run. */
static const struct command *choose(struct run *run, struct fault *fault)
{
	const char *name = run->options->version ? "version" : "help";
	const struct command *command;

	if (run->options->version || (run->options->help && run->arg_count == 0)) {
		run->arg_count = 0;
	} else if (run->arg_count == 0) {
		run->status = EXIT_USAGE; /* and the short help */
		run->reason = "no command given ('staffgap help' lists them)";
	} else if (run->options->help) {
		run->arg_count = 1;
	} else {
		name = run->args[0];
		run->args++;
		run->arg_count--;
	}
	command = command_find(run->commands, name, run->arena, fault);
	if (!command || !options_fit(command, run->options, fault))
		return NULL;
	if (run->arg_count < command->min_args || run->arg_count > command->max_args) {
		fault_set(fault, FAULT_USAGE, "usage: staffgap %s%s%s", command->name,
			  command->usage[0] ? " " : "", command->usage);
		return NULL;
	}
	return command;
}

static enum exit_status status_of(const struct fault *fault)
{
	switch (fault->kind) {
	case FAULT_USAGE: return EXIT_USAGE;
	case FAULT_INPUT: return EXIT_INPUT;
	case FAULT_NONE:
	case FAULT_STORE:
	case FAULT_SYSTEM:
	case FAULT_BROKEN: break;
	}
	return EXIT_FAILED;
}

static bool set_session(struct run *run, struct fault *fault)
{
	struct session *session = run->session;
	const struct options *options = run->options;

	session->folder = options->folder;
	session->output = options->output;
	if (options->quiet)
		session->teller = NULL;
	return find_today(options, &session->today, fault) &&
	       threads_read(options, &session->threads, fault) &&
	       redact_read(options, &session->redact, run->arena, fault);
}

/* What the session was in doubt about is what the command ends with, unless it knows better; that
 * files are wrong comes before a gap or a difference that was found with them. */
static void settle(struct run *run)
{
	const struct outcome *outcome = &run->session->outcome;

	if ((run->status == EXIT_DONE || run->status == EXIT_GAP) && outcome->input_errors) {
		run->status = EXIT_INPUT;
		run->reason = arena_format(run->arena,
					   "errors in the files of plan %d: %zu ('staffgap check' "
					   "lists those in the current files)",
					   (int)outcome->errors_plan, outcome->input_errors);
	} else if (run->status == EXIT_DONE && outcome->stale_feeds) {
		run->status = EXIT_STALE;
		run->reason = arena_format(
			run->arena, "%zu feed%s in doubt ('staffgap feed list' says why)",
			outcome->stale_feeds, outcome->stale_feeds == 1 ? " is" : "s are");
	}
	if (run->session->notes->by_level[NOTE_ERROR])
		run->status = EXIT_INPUT;
}

static bool execute(int argc, char **argv, struct run *run, struct options *options,
		    struct fault *fault)
{
	const char **args = ARENA_ARRAY(run->arena, const char *, (size_t)argc + 1);
	const struct command *command;

	if (!options_parse(argc, argv, options, args, &run->arg_count, run->arena, fault))
		return false;
	run->args = args;
	command = choose(run, fault);
	if (!command || !set_session(run, fault) || !command->run(run, fault))
		return false;
	if (!door_finish(fault))
		return false;
	settle(run);
	return true;
}

/* Whatever is not 0 leaves a line: who reads only that must know what to look at. */
static void tell_reason(const struct run *run)
{
	if (!run->reason)
		tell_line("staffgap: ended with status %d", (int)run->status);
	else if (run->reason != run->headline || run->options->quiet)
		tell_line("%s", run->reason);
}

static void end_told(const struct run *run, const struct fault *fault)
{
	bool quiet = run->options->quiet;

	terminal_notes(run->session->notes, run->options);
	if (fault->kind != FAULT_NONE)
		tell_line("staffgap: %s", fault->message);
	/* Errors of a stored plan are not noted again: warnings beside them say nothing of them. */
	if (run->status != EXIT_DONE &&
	    (!door_told() || (run->status == EXIT_INPUT && run->session->outcome.input_errors > 0)))
		tell_reason(run);
	if (run->next && !quiet)
		tell_line("next: %s", run->next);
	if (run->headline && !quiet)
		tell_line("%s", run->headline);
}

int main(int argc, char **argv)
{
	struct session *session = session_open(NULL, (struct day){ 0 });
	struct terminal terminal = { .said = false };
	const struct teller teller = terminal_teller(&terminal);
	struct options options = { 0 };
	struct run run = { .commands = &command_table,
			   .options = &options,
			   .session = session,
			   .arena = session->arena };
	struct fault fault = FAULT_INIT;

	session->teller = &teller;
	signals_install();
	if (!execute(argc, argv, &run, &options, &fault)) {
		run.status = status_of(&fault);
		run.headline = run.next = run.reason = NULL;
	}
	end_told(&run, &fault);
	session_close(session);
	return (int)run.status;
}
