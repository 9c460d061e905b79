/** The options of the program, and the command line that has them. */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include "cli/command.h"

/** An option of the program. */
struct option_entry {
	char letter;          /* its one-letter name; 0 when it has none */
	const char *name;     /* "today" */
	const char *argument; /* "DATE"; "[FTE]" when it may be left out; NULL when it takes none */
	const char *summary;
	size_t offset; /* of its member in struct options */
};

extern const struct option_entry option_list[];
extern const size_t option_count;

/** Whether the command takes the option: its own, or one that all take. */
bool command_takes(const struct command *command, const struct option_entry *option);

/** Whether the command names the option as its own. */
bool command_takes_itself(const struct command *command, const struct option_entry *option);

/** Read the command line. @param[out] args  what is no option, in order; room for argc items */
bool options_parse(int argc, char **argv, struct options *options, const char **args,
		   size_t *arg_count, struct arena *arena, struct fault *fault) MUST_CHECK;

/** The command line's first complaint about options that the command does not take. */
bool options_fit(const struct command *command, const struct options *options,
		 struct fault *fault) MUST_CHECK;

#endif
