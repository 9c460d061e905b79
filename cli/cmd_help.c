#include <stdio.h>
#include <string.h>

#include "cli/door.h"
#include "cli/options.h"
#include "reports/reports.h"
#include "service/feeds/confine.h"

/* Help is for terminals of 80 columns, where a line of 80 would wrap into the next. */
enum { HELP_COLUMNS = 79, TEXT_COLUMN = 27 };

/* A text whose later lines stand below its first, which begins at a column. */
static void print_hanging(const char *text, size_t column)
{
	size_t room = HELP_COLUMNS - column;

	while (strlen(text) > room) {
		size_t end = room;

		while (end > 0 && text[end] != ' ')
			end--;
		if (end == 0)
			break; /* one long word */
		say_ours("%.*s\n%*s", (int)end, text, (int)column, "");
		text += end + 1;
	}
	say_ours("%s\n", text);
}

static void print_option(const struct option_entry *option)
{
	char name[64];

	snprintf(name, sizeof(name), "--%s%s%s", option->name,
		 option->argument ? (option->argument[0] == '[' ? "=" : " ") : "",
		 option->argument ? option->argument : "");
	say_ours("  %c%c%c %-20s ", option->letter ? '-' : ' ',
		 option->letter ? option->letter : ' ', option->letter ? ',' : ' ', name);
	print_hanging(option->summary, TEXT_COLUMN);
}

static void print_command(const struct command *command)
{
	say_ours("staffgap %s%s%s [options]\n\n%s.\n\nOptions:\n", command->name,
		 command->usage[0] ? " " : "", command->usage, command->summary);
	for (size_t i = 0; i < option_count; i++)
		if (command_takes(command, &option_list[i]))
			print_option(&option_list[i]);
	if (command->more_help)
		command->more_help();
}

/* One line; two when the arguments leave no room. */
static void print_entry(const struct command *command)
{
	enum { WIDTH = 18 };
	int used = (int)(strlen(command->name) + 1 + strlen(command->usage));

	say_ours("  %s %s", command->name, command->usage);
	if (used >= WIDTH) {
		say_ours("\n  ");
		used = 0;
	}
	say_ours("%*s%s\n", WIDTH - used, "", command->summary);
}

static void print_all(const struct command_table *commands)
{
	say_block("staffgap: where will we be short of people, by role and week\n\n"
		  "Usage: staffgap [-C DIR] COMMAND [options]\n\nCommands:");
	for (size_t i = 0; i < commands->count; i++)
		print_entry(commands->list[i]);
	say_block("\nReports:");
	for (size_t i = 0; i < report_plan_count; i++)
		say_ours("  %-17s %s\n", report_list[i]->name, report_list[i]->summary);
	say_block("\n'staffgap help COMMAND' shows a command's options.\n\n"
		  "Exit status: 0 done, 1 failed, 2 wrong usage, 3 invalid input, 4 done with an\n"
		  "old copy of a calendar, 5 a gap (--fail-on-gap) or a difference (--exit-code),\n"
		  "130 interrupted (129 and 143: by SIGHUP and SIGTERM).");
}

/* What a person sees who types the name of the program and nothing else. */
static void print_short(void)
{
	say_block("staffgap: where will we be short of people, and which staff to order by when\n\n"
		  "  staffgap demo try            an example company, in the new folder try\n"
		  "  staffgap init ourteam        an empty workspace; each file explains its "
		  "columns\n"
		  "  staffgap plan                read the workspace, compute, show the gaps\n"
		  "  staffgap report gaps -o gaps.csv\n"
		  "                               the same for a spreadsheet\n\n"
		  "All commands: staffgap help   Manual: man staffgap");
}

static bool run_help(struct run *run, struct fault *fault)
{
	const struct command *command;

	if (run->status == EXIT_USAGE) {
		print_short();
		return true;
	}
	if (run->arg_count == 0) {
		print_all(run->commands);
		return true;
	}
	command = command_find(run->commands, run->args[0], run->arena, fault);
	if (command)
		print_command(command);
	return command != NULL;
}

const struct command command_help = {
	.name = "help",
	.usage = "[COMMAND]",
	.summary = "Show help",
	.options = "",
	.max_args = 1,
	.run = run_help,
};

static bool run_version(struct run *run, struct fault *fault)
{
	(void)fault;
	say_block("staffgap " STAFFGAP_VERSION);
	if (run->options->version) /* one line, for scripts */
		return true;
	say_line("feeds are read by processes confined by %s",
		 confinement_name(confinement_available()));
	return true;
}

const struct command command_version = {
	.name = "version",
	.usage = "",
	.summary = "Show the version",
	.options = "",
	.run = run_version,
};
