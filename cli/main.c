#include <time.h>

#include "cli/command.h"
#include "cli/door.h"
#include "cli/interrupt.h"
#include "cli/state.h"
#include "cli/terminal.h"

static bool local_today(struct day *day, struct fault *fault)
{
	time_t now = time(NULL);
	struct tm local;

	if (!localtime_r(&now, &local))
		return fault_set(fault, FAULT_SYSTEM, "cannot tell the day (give it by --today)");
	*day = day_of(local.tm_year + 1900, local.tm_mon + 1, local.tm_mday);
	return true;
}

static bool find_today(const struct options *options, struct day *day, struct fault *fault)
{
	if (!options->today)
		return local_today(day, fault);
	if (day_parse(span_of(options->today), day, fault))
		return true;
	fault->kind = FAULT_USAGE;
	return fault_within(fault, "--today");
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
		run->reason = "a command is missing ('staffgap help' lists them)";
	} else if (run->options->help) {
		run->arg_count = 1;
	} else {
		name = run->args[0];
		run->args++;
		run->arg_count--;
	}
	command = command_find(name, run->arena, fault);
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

static bool execute(int argc, char **argv, struct run *run, struct options *options,
		    struct fault *fault)
{
	const char **args = ARENA_ARRAY(run->arena, const char *, (size_t)argc + 1);
	const struct command *command;

	if (!options_parse(argc, argv, options, args, &run->arg_count, run->arena, fault))
		return false;
	run->args = args;
	command = choose(run, fault);
	if (!command || !find_today(options, &run->today, fault) || !command->run(run, fault))
		return false;
	if (!door_finish(fault))
		return false;
	if (run->notes->by_level[NOTE_ERROR])
		run->status = EXIT_INPUT;
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

int main(int argc, char **argv)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct options options = { 0 };
	struct state_seen seen = { NULL, NULL };
	struct run run = { .options = &options, .arena = &arena, .notes = &notes, .seen = &seen };
	struct fault fault = FAULT_INIT;

	interrupt_install();
	if (!execute(argc, argv, &run, &options, &fault)) {
		run.status = status_of(&fault);
		run.headline = run.next = run.reason = NULL;
	}
	terminal_notes(&notes, &options);
	if (fault.kind != FAULT_NONE)
		tell_line("staffgap: %s", fault.message);
	if (run.status != EXIT_DONE && !door_told())
		tell_reason(&run);
	if (run.next && !options.quiet)
		tell_line("next: %s", run.next);
	if (run.headline && !options.quiet)
		tell_line("%s", run.headline);
	state_seen_release(&seen);
	arena_release(&arena);
	return (int)run.status;
}
