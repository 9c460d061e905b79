#include <getopt.h>
#include <string.h>

#include "cli/command.h"
#include "store/text.h"

#define MEMBER(name) offsetof(struct options, name)

const struct option_entry option_list[] = {
	{ 'C', true, "folder", "DIR", "work in this workspace instead of searching upwards",
	  MEMBER(folder) },
	{ 't', false, "today", "DATE", "plan as if it were this day (YYYY-MM-DD)", MEMBER(today) },
	{ 'f', false, "from", "DATE|WEEK", "first week: a day in it, or 2026-W49", MEMBER(from) },
	{ 'w', false, "weeks", "N", "number of weeks, 1 to 104", MEMBER(weeks) },
	{ 'n', false, "plan", "N", "use this plan instead of the last", MEMBER(plan) },
	{ 'O', true, "format", "FORMAT", "table, csv or ics; else by the file's extension",
	  MEMBER(format) },
	{ 'o', true, "output", "FILE", "write to this file; - is standard output", MEMBER(output) },
	{ 'l', false, "layout", "LAYOUT", "long (one row per key) or wide (weeks as columns)",
	  MEMBER(layout) },
	{ 'p', false, "profile", "PROFILE", "of CSV: rfc4180, excel, excel-eu or unix",
	  MEMBER(profile) },
	{ 'H', false, "week-header", "HOW",
	  "weeks as columns: date (their Monday) or iso (2026-W49)", MEMBER(week_header) },
	{ 'G', false, "no-guard", NULL,
	  "CSV: leave text alone that a spreadsheet would take for a formula", MEMBER(no_guard) },
	{ 'V', false, "view", "VIEW", "demand: committed, weighted or all", MEMBER(view) },
	{ 'q', true, "quiet", NULL, "print errors only", MEMBER(quiet) },
	{ 'v', true, "verbose", NULL, "print every note", MEMBER(verbose) },
	{ 'h', true, "help", NULL, "show help", MEMBER(help) },
	{ 'x', false, "version", NULL, "show the version", MEMBER(version) },
};
const size_t option_count = ARRAY_LEN(option_list);

static const char for_all[] = "Cqvhx";

bool command_takes(const struct command *command, const struct option_entry *option)
{
	return strchr(for_all, option->letter) || strchr(command->options, option->letter);
}

static bool unknown(const char *word, struct arena *arena, struct fault *fault)
{
	const char *names[ARRAY_LEN(option_list)];
	const char *near = NULL;

	for (size_t i = 0; i < option_count; i++)
		names[i] = option_list[i].name;
	if (word[0] == '-' && word[1] == '-')
		near = text_nearest(word + 2, names, option_count, arena);
	if (near)
		return fault_set(fault, FAULT_USAGE,
				 "there is no option '%s' (did you mean '--%s'?)", word, near);
	return fault_set(fault, FAULT_USAGE, "there is no option '%s' ('staffgap help' lists them)",
			 word);
}

static void take(struct options *options, const struct option_entry *entry, const char *argument)
{
	char *member = (char *)options + entry->offset;

	if (entry->argument)
		*(const char **)(void *)member = argument;
	else
		*(bool *)(void *)member = true;
}

bool options_parse(int argc, char **argv, struct options *options, const char **args,
		   size_t *arg_count, struct arena *arena, struct fault *fault)
{
	struct option longs[ARRAY_LEN(option_list) + 1] = { 0 };
	struct options parsed = { 0 };
	int letter, index = 0;
	size_t i;

	for (i = 0; i < option_count; i++)
		longs[i] =
			(struct option){ option_list[i].name,
					 option_list[i].argument ? required_argument : no_argument,
					 NULL, option_list[i].letter };
	opterr = 0;
	while ((letter = getopt_long(argc, argv, ":C:O:o:qvh", longs, &index)) != -1) {
		if (letter == ':')
			return fault_set(fault, FAULT_USAGE, "'%s' needs a value",
					 argv[optind - 1]);
		for (i = 0; i < option_count; i++)
			if (option_list[i].letter == letter)
				break;
		if (letter == '?' || i == option_count)
			return optopt && strncmp(argv[optind - 1], "--", 2) != 0
				       ? unknown((char[]){ '-', (char)optopt, '\0' }, arena, fault)
				       : unknown(argv[optind - 1], arena, fault);
		take(&parsed, &option_list[i], optarg);
	}
	*arg_count = 0;
	for (int a = optind; a < argc; a++)
		args[(*arg_count)++] = argv[a];
	*options = parsed;
	return true;
}

bool options_fit(const struct command *command, const struct options *options, struct fault *fault)
{
	for (size_t i = 0; i < option_count; i++) {
		const struct option_entry *entry = &option_list[i];
		const char *member = (const char *)options + entry->offset;
		bool given = entry->argument ? *(const char *const *)(const void *)member != NULL
					     : *(const bool *)(const void *)member;

		if (given && !command_takes(command, entry))
			return fault_set(fault, FAULT_USAGE,
					 "'%s' does not take --%s "
					 "('staffgap help %s' shows what it takes)",
					 command->name, entry->name, command->name);
	}
	return true;
}
