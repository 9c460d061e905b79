/** What the person sees beside what was asked for: notes, how far long work is. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "base/note.h"
#include "base/teller.h"
#include "cli/command.h"

/**
 * Print sorted notes to stderr, at most five of an id on a terminal unless verbose, with a
 * count of the others; errors only when quiet.
 */
void terminal_notes(struct notes *notes, const struct options *options);

/** What stands on the terminal while something goes on; zero at first. */
struct terminal {
	const char *what;             /* NULL: nothing goes on */
	int64_t started_ms, shown_ms; /* 0: nothing stands there */
	bool said;                    /* where there is no terminal: that something is waited for */
};

/**
 * What a session tells goes to stderr: how far long work is on a terminal only and only once it has
 * taken a while.
 */
struct teller terminal_teller(struct terminal *terminal);

#endif
