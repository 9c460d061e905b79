/**
 * One command of the program, and what it is given to work with.
 *
 * A command lives in its own file and ends in its table entry; the list is in
 * cli/commands.c. Help, usage errors, the manual page and the completions read
 * the same entries. To add one: write cli/NAME.c with
 * `const struct command command_NAME`, add a line to cli/commands.c and the
 * file to cli/CMakeLists.txt.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "base/arena.h"
#include "base/fault.h"

enum exit_status {
	EXIT_DONE = 0,
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
	EXIT_INPUT = 3,
	EXIT_STALE = 4,
	EXIT_GAP = 5, /* --fail-on-gap and a gap, --exit-code and a difference */
	EXIT_INTERRUPTED = 130,
};

/** The options as written; NULL when not given. */
struct options {
	const char *folder, *today, *from, *weeks, *format, *output, *layout, *profile, *view,
		*plan, *week_header, *include, *method, *remind, *keep, *fail_on_gap, *within,
		*objective, *threads, *kind, *time_zone;
	/* The Monday meeting. */
	const char *level, *location, *scenario, *demand, *people, *probability, *draws, *seed,
		*source_to, *engine, *redact;
	bool exit_code, history, no_sourcing, list, remove;
	bool dry_run, store;
	bool offline, accept_shrink, no_guard, quiet, verbose, help, version;
};

struct session;
struct command_table;

struct run {
	const struct command_table *commands;
	const struct options *options;
	const char *const *args; /* after the command's name */
	size_t arg_count;
	struct session *session; /* of --directory, --today, --threads, --redact and -o; its notes
				  * are printed to stderr when the command has ended */
	struct arena *arena;     /* the session's */
	enum exit_status status; /* of a command that returned true; the session's outcome and notes
				    may raise it */
	const char *headline;    /* the most important line, printed last to stderr; may be NULL */
	const char *next;        /* the command to type next; may be NULL */
	/** Why the status is what it is, if it is not 0: said, with -q too, when no note or fault
	 * was */
	const char *reason;
};

struct command {
	const char *name;
	const char *usage;   /* arguments: "NAME"; "" when there are none */
	const char *summary; /* one line, no full stop */
	const char *options; /* names of the options that it takes, with blanks between, beside
			      * those that all take */
	size_t min_args, max_args;
	void (*more_help)(void); /* prints what follows the options; may be NULL */
	/**
	 * @return false with the fault set; FAULT_USAGE ends with 2, FAULT_INPUT with 3,
	 *         all others with 1
	 */
	bool (*run)(struct run *run, struct fault *fault);
};

struct command_table {
	const struct command *const *list;
	size_t count;
};

/** The command of that name; otherwise NULL and FAULT_USAGE with a did-you-mean. */
const struct command *command_find(const struct command_table *table, const char *name,
				   struct arena *arena, struct fault *fault);

#endif
