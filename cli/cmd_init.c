#include "cli/command.h"
#include "cli/demo_history.h"
#include "cli/unpack.h"
#include "service/workspace/own.h"
#include "service/workspace/shell.h"

static bool run_init(struct run *run, struct fault *fault)
{
	const char *folder = run->options->folder;

	if (run->arg_count > 0)
		folder = run->args[0];
	if (!folder)
		folder = ".";
	if (!own_free(folder, run->arena, fault) ||
	    !unpack_files(folder, init_files, init_files_count, fault))
		return false;
	run->headline = arena_format(run->arena,
				     "%s is now a workspace: fill in people.csv and demand.csv, "
				     "and put calendars into calendars/PERSON.ics",
				     folder);
	run->next = arena_format(run->arena, "%scheck", shell_staffgap(folder, run->arena));
	return true;
}

const struct command command_init = {
	.name = "init",
	.usage = "[DIR]",
	.summary = "Create an empty workspace with commented files",
	.options = "",
	.max_args = 1,
	.run = run_init,
};

static bool run_demo(struct run *run, struct fault *fault)
{
	if (!own_free(run->args[0], run->arena, fault))
		return false;
	if (run->options->history)
		return demo_history(run, run->args[0], fault);
	if (!unpack_files(run->args[0], demo_files, demo_files_count, fault))
		return false;
	run->headline = arena_format(run->arena,
				     "'%s' holds an example company: 16 people, 8 projects, 40 "
				     "demand lines, made for the week of 2026-11-23",
				     run->args[0]);
	run->next = arena_format(run->arena, "%splan --today 2026-11-23",
				 shell_staffgap(run->args[0], run->arena));
	return true;
}

const struct command command_demo = {
	.name = "demo",
	.usage = "DIR",
	.summary = "Create an example company to explore",
	.options = "history",
	.min_args = 1,
	.max_args = 1,
	.run = run_demo,
};
