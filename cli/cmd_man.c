/* The manual page and the completions: written from the same tables as the help. */
#include <stdio.h>
#include <string.h>

#include "cli/command.h"
#include "reports/reports.h"

/* --- mdoc -------------------------------------------------------------- */

/* Text for mdoc: a backslash begins an escape, a dash is a dash. */
static void put_mdoc(const char *text)
{
	for (; *text; text++) {
		if (*text == '\\')
			fputs("\\e", stdout);
		else if (*text == '-')
			fputs("\\-", stdout);
		else
			putchar(*text);
	}
}

static void put_mdoc_option(const struct option_entry *option)
{
	fputs(".It ", stdout);
	if (option->letter)
		printf("Fl %c , ", option->letter);
	printf("Fl \\-%s", option->name);
	if (option->argument) {
		fputs(" Ar ", stdout);
		put_mdoc(option->argument);
	}
	puts("");
	put_mdoc(option->summary);
	puts(".");
}

static void put_mdoc_command(const struct command *command)
{
	printf(".It Cm %s", command->name);
	if (command->usage[0])
		printf(" Ar %s", command->usage);
	puts("");
	put_mdoc(command->summary);
	puts(".");
	for (size_t i = 0, n = 0; i < option_count; i++)
		if (command_takes_itself(command, &option_list[i]))
			printf("%s\\-\\-%s%s", n++ ? ", " : "Options: ", option_list[i].name, "");
	if (command->options[0])
		puts(".");
}

static void put_files(void)
{
	static const char *const files[][2] = {
		{ "staffgap.conf", "the rules of the company" },
		{ "people.csv", "who is there, with roles, skills, place and working pattern" },
		{ "demand.csv", "what the projects ask for" },
		{ "bookings.csv", "who is promised to whom" },
		{ "rates.csv", "the rate card: what help costs and on which terms" },
		{ "engagements.csv", "help that has been ordered already" },
		{ "calendars/PERSON.ics", "a person's calendar" },
		{ "holidays/LOCATION.ics", "holidays of a place and everything below it" },
		{ ".staffgap/state.db", "plans and the last good copy of each calendar" },
	};

	puts(".Sh FILES\n.Bl -tag -width Ds");
	for (size_t i = 0; i < ARRAY_LEN(files); i++)
		printf(".It Pa %s\n%s.\n", files[i][0], files[i][1]);
	puts(".El");
}

static void put_statuses(void)
{
	static const struct {
		int status;
		const char *meaning;
	} statuses[] = {
		{ EXIT_DONE, "Done, also when the plan has gaps" },
		{ EXIT_FAILED, "Failed" },
		{ EXIT_USAGE, "The command line is wrong" },
		{ EXIT_INPUT, "Input is invalid; what could be read was used" },
		{ EXIT_STALE, "Done, but with an old copy of a calendar" },
		{ EXIT_GAP, "--fail-on-gap and a gap, or --exit-code and a difference" },
		{ EXIT_INTERRUPTED, "Interrupted" },
	};

	puts(".Sh EXIT STATUS\n.Bl -tag -width Ds");
	for (size_t i = 0; i < ARRAY_LEN(statuses); i++)
		printf(".It %d\n%s.\n", (int)statuses[i].status, statuses[i].meaning);
	puts(".El");
}

static bool run_man(struct run *run, struct fault *fault)
{
	(void)run, (void)fault;
	puts(".Dd November 24, 2026\n.Dt STAFFGAP 1\n.Os\n.Sh NAME\n.Nm staffgap\n"
	     ".Nd where people will be missing, by role and week\n.Sh SYNOPSIS\n.Nm\n"
	     ".Op Fl C Ar DIR\n.Ar command\n.Op Ar options\n.Sh DESCRIPTION\n.Nm\n"
	     "reads calendars, people and project demand from a folder of plain files,\n"
	     "computes per week how much of the demand the people can cover when they are\n"
	     "used as well as possible, and reports what is missing.\n.Pp\nThe commands:\n"
	     ".Bl -tag -width Ds");
	for (size_t i = 0; i < command_count; i++)
		put_mdoc_command(command_list[i]);
	puts(".El\n.Pp\nThe reports:\n.Bl -tag -width Ds");
	for (size_t i = 0; i < report_count; i++)
		printf(".It Cm %s\n%s.\n", report_list[i]->name, report_list[i]->summary);
	puts(".El\n.Pp\nThe options:\n.Bl -tag -width Ds");
	for (size_t i = 0; i < option_count; i++)
		put_mdoc_option(&option_list[i]);
	puts(".El\n.Sh ENVIRONMENT\n.Bl -tag -width Ds\n.It Ev NO_COLOR\n"
	     "When set and not empty, no colour is used.\n.El");
	put_files();
	put_statuses();
	puts(".Sh EXAMPLES\n.Dl staffgap demo example\n"
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
			fputs("'\\''", stdout);
		else
			putchar(*text);
	}
}

static void put_names(void)
{
	for (size_t i = 0; i < command_count; i++)
		printf("%s%s", i ? " " : "", command_list[i]->name);
}

static void put_reports(void)
{
	for (size_t i = 0; i < report_count; i++)
		printf("%s%s", i ? " " : "", report_list[i]->name);
}

static void put_bash(void)
{
	puts("# bash completion for staffgap\n_staffgap() {\n"
	     "\tlocal word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}");
	fputs("\tcase $before in\n\treport) COMPREPLY=($(compgen -W '", stdout);
	put_reports();
	fputs("' -- \"$word\")); return ;;\n\thelp) COMPREPLY=($(compgen -W '", stdout);
	put_names();
	puts("' -- \"$word\")); return ;;\n\t-C|--folder) COMPREPLY=($(compgen -d -- \"$word\")); "
	     "return ;;\n\t-o|--output) COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n\tesac");
	fputs("\tif [[ $word == -* ]]; then\n\t\tCOMPREPLY=($(compgen -W '", stdout);
	for (size_t i = 0; i < option_count; i++)
		printf("%s--%s", i ? " " : "", option_list[i].name);
	fputs("' -- \"$word\"))\n\telse\n\t\tCOMPREPLY=($(compgen -W '", stdout);
	put_names();
	puts("' -- \"$word\"))\n\tfi\n}\ncomplete -o default -F _staffgap staffgap");
}

static void put_zsh(void)
{
	puts("#compdef staffgap\n_staffgap() {\n\tlocal -a commands reports");
	puts("\tcommands=(");
	for (size_t i = 0; i < command_count; i++) {
		printf("\t\t'%s:", command_list[i]->name);
		put_quoted(command_list[i]->summary);
		puts("'");
	}
	fputs("\t)\n\treports=(", stdout);
	put_reports();
	puts(")\n\t_arguments -C \\");
	for (size_t i = 0; i < option_count; i++) {
		printf("\t\t'--%s[", option_list[i].name);
		put_quoted(option_list[i].summary);
		fputs("]", stdout);
		if (option_list[i].argument)
			printf(":%s:_files", option_list[i].argument);
		puts("' \\");
	}
	puts("\t\t'1: :{_describe command commands}' '2: :{compadd -a reports}'\n}\n"
	     "compdef _staffgap staffgap");
}

static void put_fish_line(const char *start, const char *word, const char *summary)
{
	printf("%s%s -d '", start, word);
	put_quoted(summary);
	puts("'");
}

static void put_fish(void)
{
	puts("# fish completion for staffgap");
	for (size_t i = 0; i < command_count; i++)
		put_fish_line("complete -c staffgap -n __fish_use_subcommand -f -a ",
			      command_list[i]->name, command_list[i]->summary);
	for (size_t i = 0; i < report_count; i++)
		put_fish_line("complete -c staffgap -n '__fish_seen_subcommand_from report' -f -a ",
			      report_list[i]->name, report_list[i]->summary);
	for (size_t i = 0; i < option_count; i++) {
		fputs("complete -c staffgap", stdout);
		if (option_list[i].letter)
			printf(" -s %c", option_list[i].letter);
		if (option_list[i].argument)
			fputs(" -r", stdout);
		put_fish_line(" -l ", option_list[i].name, option_list[i].summary);
	}
}

static bool run_completion(struct run *run, struct fault *fault)
{
	static const struct {
		const char *shell;
		void (*put)(void);
	} shells[] = { { "bash", put_bash }, { "zsh", put_zsh }, { "fish", put_fish } };

	for (size_t i = 0; i < ARRAY_LEN(shells); i++)
		if (strcmp(shells[i].shell, run->args[0]) == 0) {
			shells[i].put();
			return true;
		}
	return fault_set(fault, FAULT_USAGE, "there is no completion for '%s' (bash, zsh or fish)",
			 run->args[0]);
}

const struct command command_completion = {
	.name = "completion",
	.usage = "SHELL",
	.summary = "Write the completion of bash, zsh or fish",
	.options = "",
	.min_args = 1,
	.max_args = 1,
	.run = run_completion,
};
