#include "cli/options.h"

#include <ctype.h>
#include <getopt.h>
#include <string.h>

#include "base/text.h"

#define MEMBER(name) offsetof(struct options, name)

const struct option_entry option_list[] = {
	{ 'C', "folder", "DIR", "use this workspace instead of searching upwards", MEMBER(folder) },
	{ 0, "today", "DATE", "plan as if it were this day (YYYY-MM-DD)", MEMBER(today) },
	{ 0, "from", "DATE|WEEK", "first week: a day in it, or 2026-W49", MEMBER(from) },
	{ 0, "weeks", "N", "number of weeks, 1 to 104", MEMBER(weeks) },
	{ 0, "objective", "WHAT",
	  "who is served first: by priority, then by replacement cost; or by cost alone",
	  MEMBER(objective) },
	{ 0, "threads", "N", "number of threads (default: one per processor)", MEMBER(threads) },
	{ 0, "store", NULL, "check .staffgap/state.db instead, and rebuild it if it is damaged",
	  MEMBER(store) },
	{ 0, "dry-run", NULL, "compute and print, store nothing", MEMBER(dry_run) },
	{ 0, "history", NULL,
	  "also store the plans of three Mondays, with what changed between them",
	  MEMBER(history) },
	{ 0, "keep", "N", "number of newest plans to keep", MEMBER(keep) },
	{ 0, "fail-on-gap", "[FTE]",
	  "exit with 5 if a role is short by more than this in a week (default: 0)",
	  MEMBER(fail_on_gap) },
	{ 0, "within", "WEEKS", "number of weeks, from the first, that --fail-on-gap looks at",
	  MEMBER(within) },
	{ 0, "plan", "N", "use this plan instead of the last", MEMBER(plan) },
	{ 'O', "format", "FORMAT", "table, csv, ics, json, ... (default: by the file's extension)",
	  MEMBER(format) },
	{ 'o', "output", "FILE", "write to this file; - is standard output", MEMBER(output) },
	{ 0, "layout", "LAYOUT", "long (one row per key) or wide (weeks as columns)",
	  MEMBER(layout) },
	{ 0, "profile", "PROFILE", "CSV dialect: rfc4180, excel, excel-eu or unix",
	  MEMBER(profile) },
	{ 0, "week-header", "HOW", "headers of week columns: date (their Monday) or iso (2026-W49)",
	  MEMBER(week_header) },
	{ 0, "no-guard", NULL, "CSV: do not guard text that a spreadsheet would run as a formula",
	  MEMBER(no_guard) },
	{ 0, "include", "KINDS", "calendars: any of gaps,engagements,deadlines", MEMBER(include) },
	{ 0, "method", "publish", "calendars: add METHOD:PUBLISH, for clients that import files",
	  MEMBER(method) },
	{ 0, "remind", "DAYS", "calendars: add an alarm this long before each event (14d, 2w)",
	  MEMBER(remind) },
	{ 0, "redact", "[ids]",
	  "leave out names, titles, feeds and remarks; =ids: ids become numbers", MEMBER(redact) },
	{ 0, "view", "VIEW", "demand: committed, weighted or all", MEMBER(view) },
	{ 0, "kind", "KIND", "kind of feed: personal, absence, holidays or freebusy",
	  MEMBER(kind) },
	{ 0, "time-zone", "ZONE", "time zone of feed times that have none, such as Europe/Berlin",
	  MEMBER(time_zone) },
	{ 0, "offline", NULL, "do not use the network: take the last copies of feeds",
	  MEMBER(offline) },
	{ 0, "accept-shrink", NULL, "accept feeds that have lost most of their events",
	  MEMBER(accept_shrink) },
	{ 0, "list", NULL, "list trusted workspaces", MEMBER(list) },
	{ 0, "remove", NULL, "stop trusting it", MEMBER(remove) },
	{ 0, "exit-code", NULL, "exit with 5 if anything differs", MEMBER(exit_code) },
	{ 0, "level", "LEVEL", "only demand of this level, 1 to 4", MEMBER(level) },
	{ 0, "location", "PLACE", "only demand at this place", MEMBER(location) },
	{ 0, "scenario", "NAME", "apply the tables of scenarios/NAME to the last stored plan",
	  MEMBER(scenario) },
	{ 0, "demand", "CHANGE...", "ID.start=+2w, ID.fte=0.5, -ID (repeatable)", MEMBER(demand) },
	{ 0, "people", "CHANGE...", "+1:sre:3@DE-BE or -ana (repeatable)", MEMBER(people) },
	{ 0, "probability", "CHANGE...", "PROJECT=80 (repeatable)", MEMBER(probability) },
	{ 0, "no-sourcing", NULL, "gaps only: leave out orders and their cost",
	  MEMBER(no_sourcing) },
	{ 0, "source-to", "GOAL",
	  "size orders for the gap of the view, or for a percentile of simulated gaps: P80",
	  MEMBER(source_to) },
	{ 0, "engine", "ENGINE",
	  "solver: search, cbc (slower, closer to optimal) or auto (cbc for small groups)",
	  MEMBER(engine) },
	{ 0, "draws", "N", "number of simulations", MEMBER(draws) },
	{ 0, "seed", "N", "random seed; the same seed repeats the simulation", MEMBER(seed) },
	{ 'q', "quiet", NULL, "suppress all messages but errors", MEMBER(quiet) },
	{ 'v', "verbose", NULL, "print every note", MEMBER(verbose) },
	{ 'h', "help", NULL, "show help", MEMBER(help) },
	{ 0, "version", NULL, "show the version", MEMBER(version) },
};
const size_t option_count = ARRAY_LEN(option_list);

static const char for_all[] = "folder quiet verbose help version";

/* Whether the name is one of the words. */
static bool among(const char *words, const char *name)
{
	struct span rest = span_of(words), word;

	while (span_next(&rest, ' ', &word))
		if (span_equal(word, span_of(name)))
			return true;
	return false;
}

bool command_takes_itself(const struct command *command, const struct option_entry *option)
{
	return among(command->options, option->name);
}

bool command_takes(const struct command *command, const struct option_entry *option)
{
	return among(for_all, option->name) || command_takes_itself(command, option);
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

/* "[FTE]": the value may be left out. */
static bool value_is_optional(const struct option_entry *entry)
{
	return entry->argument && entry->argument[0] == '[';
}

/* Whether the next word was meant as the value: a number, or the word that may be one. */
static bool is_value(const struct option_entry *entry, const char *word)
{
	struct span name = { entry->argument + 1, strlen(entry->argument) - 2 };

	return isdigit((unsigned char)word[0]) || span_equal(name, span_of(word));
}

/* "CHANGE...": each time adds a line. */
static bool is_repeatable(const struct option_entry *entry)
{
	return entry->argument && strstr(entry->argument, "...");
}

static void take(struct options *options, const struct option_entry *entry, const char *argument,
		 struct arena *arena)
{
	char *member = (char *)options + entry->offset;

	if (is_repeatable(entry) && *(const char **)(void *)member)
		*(const char **)(void *)member =
			arena_format(arena, "%s\n%s", *(const char **)(void *)member, argument);
	else if (entry->argument)
		*(const char **)(void *)member = argument ? argument : "";
	else
		*(bool *)(void *)member = true;
}

/* getopt_long answers with this for the option i of the list: beyond all letters. */
static int code_of(size_t i)
{
	return 256 + (int)i;
}

/* The option that getopt_long means; option_count when it knows none. */
static size_t option_of(int code)
{
	for (size_t i = 0; i < option_count; i++)
		if (code == code_of(i) || (option_list[i].letter && code == option_list[i].letter))
			return i;
	return option_count;
}

/* ":C:O:o:qvh": a colon first, so that a missing value is told from an unknown option. */
static const char *short_names(struct arena *arena)
{
	const char *names = ":";

	for (size_t i = 0; i < option_count; i++)
		if (option_list[i].letter)
			names = arena_format(arena, "%s%c%s", names, option_list[i].letter,
					     option_list[i].argument ? ":" : "");
	return names;
}

bool options_parse(int argc, char **argv, struct options *options, const char **args,
		   size_t *arg_count, struct arena *arena, struct fault *fault)
{
	struct option longs[ARRAY_LEN(option_list) + 1] = { 0 };
	const char *shorts = short_names(arena);
	struct options parsed = { 0 };
	int code;

	for (size_t i = 0; i < option_count; i++)
		longs[i] = (struct option){
			.name = option_list[i].name,
			.has_arg = value_is_optional(&option_list[i]) ? optional_argument
				   : option_list[i].argument          ? required_argument
								      : no_argument,
			.val = code_of(i),
		};
	opterr = 0;
	while ((code = getopt_long(argc, argv, shorts, longs, NULL)) != -1) {
		size_t i = option_of(code);

		if (code == ':')
			return fault_set(fault, FAULT_USAGE, "'%s' needs a value",
					 argv[optind - 1]);
		if (code == '?' || i == option_count)
			return optopt && strncmp(argv[optind - 1], "--", 2) != 0
				       ? unknown((char[]){ '-', (char)optopt, '\0' }, arena, fault)
				       : unknown(argv[optind - 1], arena, fault);
		if (value_is_optional(&option_list[i]) && !optarg && optind < argc &&
		    is_value(&option_list[i], argv[optind]))
			return fault_set(fault, FAULT_USAGE,
					 "the value of --%s needs an equals sign (write --%s=%s)",
					 option_list[i].name, option_list[i].name, argv[optind]);
		take(&parsed, &option_list[i], optarg, arena);
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
