/* The manual page and the completions: written from the same tables as the help. */
#include <string.h>

#include "cli/door.h"
#include "cli/options.h"
#include "import/inputs.h"
#include "reports/reports.h"

/* --- mdoc -------------------------------------------------------------- */

/* Text for mdoc: a backslash begins an escape, a dash is a dash. */
static void put_mdoc(const char *text)
{
	for (; *text; text++) {
		if (*text == '\\')
			say_ours("%s", "\\e");
		else if (*text == '-')
			say_ours("%s", "\\-");
		else
			say_ours("%c", *text);
	}
}

static void put_mdoc_option(const struct option_entry *option)
{
	say_ours("%s", ".It ");
	if (option->letter)
		say_ours("Fl %c , ", option->letter);
	say_ours("Fl \\-%s", option->name);
	if (option->argument) {
		say_ours("%s", " Ar ");
		put_mdoc(option->argument);
	}
	say_ours("\n");
	put_mdoc(option->summary);
	say_block(".");
}

static void put_mdoc_command(const struct command *command)
{
	say_ours(".It Cm %s", command->name);
	if (command->usage[0])
		say_ours(" Ar %s", command->usage);
	say_ours("\n");
	put_mdoc(command->summary);
	say_block(".");
	for (size_t i = 0, n = 0; i < option_count; i++)
		if (command_takes_itself(command, &option_list[i]))
			say_ours("%s\\-\\-%s%s", n++ ? ", " : "Options: ", option_list[i].name, "");
	if (command->options[0])
		say_block(".");
}

static void put_files(void)
{
	static const char *const others[][2] = {
		{ "calendars/PERSON.ics", "the calendar of a person" },
		{ "holidays/LOCATION.ics", "public holidays of a place and everything below it" },
		{ ".staffgap/state.db", "stored plans and the last good copy of each calendar" },
	};

	say_block(".Sh FILES\n.Bl -tag -width Ds");
	for (size_t i = 0; i < input_kind_count; i++)
		say_ours(".It Pa %s\n%s.\n", input_kinds[i].name, input_kinds[i].what);
	for (size_t i = 0; i < ARRAY_LEN(others); i++)
		say_ours(".It Pa %s\n%s.\n", others[i][0], others[i][1]);
	say_block(".El");
}

static void put_statuses(void)
{
	static const struct {
		int status;
		const char *meaning;
	} statuses[] = {
		{ EXIT_DONE, "Done, even if the plan has gaps" },
		{ EXIT_FAILED, "Failed" },
		{ EXIT_USAGE, "Wrong command line" },
		{ EXIT_INPUT, "Invalid input; the rest was used" },
		{ EXIT_STALE, "Done, but with an old copy of a calendar or without one" },
		{ EXIT_GAP, "A gap with --fail-on-gap, or a difference with --exit-code" },
		{ EXIT_INTERRUPTED, "Interrupted; 129 after SIGHUP, 143 after SIGTERM" },
	};

	say_block(".Sh EXIT STATUS\n.Bl -tag -width Ds");
	for (size_t i = 0; i < ARRAY_LEN(statuses); i++)
		say_ours(".It %d\n%s.\n", (int)statuses[i].status, statuses[i].meaning);
	say_block(".El");
}

static bool run_man(struct run *run, struct fault *fault)
{
	const struct command_table *commands = run->commands;

	(void)fault;
	say_block(".Dd November 24, 2026\n.Dt STAFFGAP 1\n.Os\n.Sh NAME\n.Nm staffgap\n"
		  ".Nd staffing gaps by role and week, and what to order\n.Sh SYNOPSIS\n.Nm\n"
		  ".Op Fl C Ar DIR\n.Ar command\n.Op Ar options\n.Sh DESCRIPTION\n.Nm\n"
		  "reads calendars, people, project demand and a rate card from a folder of\n"
		  "plain files.\n"
		  "For each role and week it says how many people are missing even if everybody\n"
		  "is assigned as well as possible, proves it, and recommends which external\n"
		  "staff to order, by when, at what cost.\n.Pp\nThe commands:\n"
		  ".Bl -tag -width Ds");
	for (size_t i = 0; i < commands->count; i++)
		put_mdoc_command(commands->list[i]);
	say_block(".El\n.Pp\nThe reports:\n.Bl -tag -width Ds");
	for (size_t i = 0; i < report_plan_count; i++)
		say_ours(".It Cm %s\n%s.\n", report_list[i]->name, report_list[i]->summary);
	say_block(".El\n.Pp\nThe options:\n.Bl -tag -width Ds");
	for (size_t i = 0; i < option_count; i++)
		put_mdoc_option(&option_list[i]);
	say_block(".El\n.Sh ENVIRONMENT\n.Bl -tag -width Ds\n.It Ev NO_COLOR\n"
		  "If set and not empty, output has no colour.\n.El");
	put_files();
	put_statuses();
	say_block(".Sh EXAMPLES\n.Dl staffgap demo example\n"
		  ".Dl staffgap \\-C example plan \\-\\-today 2026\\-11\\-23\n"
		  ".Dl staffgap \\-C example report gaps \\-o gaps.csv");
	return true;
}

const struct command command_man = {
	.name = "man",
	.usage = "",
	.summary = "Write the manual page (mdoc): staffgap man | man -l -",
	.options = "",
	.run = run_man,
};

/* --- completions ------------------------------------------------------- */

/* Within single quotes of a shell. */
static void put_quoted(const char *text)
{
	for (; *text; text++) {
		if (*text == '\'')
			say_ours("%s", "'\\''");
		else
			say_ours("%c", *text);
	}
}

static void put_names(const struct command_table *commands)
{
	for (size_t i = 0; i < commands->count; i++)
		say_ours("%s%s", i ? " " : "", commands->list[i]->name);
}

static void put_reports(void)
{
	for (size_t i = 0; i < report_plan_count; i++)
		say_ours("%s%s", i ? " " : "", report_list[i]->name);
}

static void put_bash(const struct command_table *commands)
{
	say_block("# bash completion for staffgap\n_staffgap() {\n"
		  "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}");
	say_ours("%s", "\tcase $before in\n\treport) COMPREPLY=($(compgen -W '");
	put_reports();
	say_ours("%s", "' -- \"$word\")); return ;;\n\thelp) COMPREPLY=($(compgen -W '");
	put_names(commands);
	say_block("' -- \"$word\")); return ;;\n\t-C|--folder) COMPREPLY=($(compgen -d -- "
		  "\"$word\")); "
		  "return ;;\n\t-o|--output) COMPREPLY=($(compgen -f -- \"$word\")); return "
		  ";;\n\tesac");
	say_ours("%s", "\tif [[ $word == -* ]]; then\n\t\tCOMPREPLY=($(compgen -W '");
	for (size_t i = 0; i < option_count; i++)
		say_ours("%s--%s", i ? " " : "", option_list[i].name);
	say_ours("%s", "' -- \"$word\"))\n\telse\n\t\tCOMPREPLY=($(compgen -W '");
	put_names(commands);
	say_block("' -- \"$word\"))\n\tfi\n}\ncomplete -o default -F _staffgap staffgap");
}

static void put_zsh(const struct command_table *commands)
{
	say_block("#compdef staffgap\n_staffgap() {\n\tlocal -a commands reports");
	say_block("\tcommands=(");
	for (size_t i = 0; i < commands->count; i++) {
		say_ours("\t\t'%s:", commands->list[i]->name);
		put_quoted(commands->list[i]->summary);
		say_block("'");
	}
	say_ours("%s", "\t)\n\treports=(");
	put_reports();
	say_block(")\n\t_arguments -C \\");
	for (size_t i = 0; i < option_count; i++) {
		say_ours("\t\t'--%s[", option_list[i].name);
		put_quoted(option_list[i].summary);
		say_ours("%s", "]");
		if (option_list[i].argument)
			say_ours(":%s:_files", option_list[i].argument);
		say_block("' \\");
	}
	say_block("\t\t'1: :{_describe command commands}' '2: :{compadd -a reports}'\n}\n"
		  "compdef _staffgap staffgap");
}

static void put_fish_line(const char *start, const char *word, const char *summary)
{
	say_ours("%s%s -d '", start, word);
	put_quoted(summary);
	say_block("'");
}

static void put_fish(const struct command_table *commands)
{
	say_block("# fish completion for staffgap");
	for (size_t i = 0; i < commands->count; i++)
		put_fish_line("complete -c staffgap -n __fish_use_subcommand -f -a ",
			      commands->list[i]->name, commands->list[i]->summary);
	for (size_t i = 0; i < report_plan_count; i++)
		put_fish_line("complete -c staffgap -n '__fish_seen_subcommand_from report' -f -a ",
			      report_list[i]->name, report_list[i]->summary);
	for (size_t i = 0; i < option_count; i++) {
		say_ours("%s", "complete -c staffgap");
		if (option_list[i].letter)
			say_ours(" -s %c", option_list[i].letter);
		if (option_list[i].argument)
			say_ours("%s", " -r");
		put_fish_line(" -l ", option_list[i].name, option_list[i].summary);
	}
}

static bool run_completion(struct run *run, struct fault *fault)
{
	static const struct {
		const char *shell;
		void (*put)(const struct command_table *commands);
	} shells[] = { { "bash", put_bash }, { "zsh", put_zsh }, { "fish", put_fish } };

	for (size_t i = 0; i < ARRAY_LEN(shells); i++)
		if (strcmp(shells[i].shell, run->args[0]) == 0) {
			shells[i].put(run->commands);
			return true;
		}
	return fault_set(fault, FAULT_USAGE,
			 "there is no completion for '%s' (write bash, zsh or fish)", run->args[0]);
}

const struct command command_completion = {
	.name = "completion",
	.usage = "SHELL",
	.summary = "Write shell completion for bash, zsh or fish",
	.options = "",
	.min_args = 1,
	.max_args = 1,
	.run = run_completion,
};
