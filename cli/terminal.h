/** What the person sees beside what was asked for: notes, how far long work is. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include "cli/command.h"

/**
 * Print sorted notes to stderr, at most five of an id on a terminal unless verbose, with a
 * count of the others; errors only when quiet.
 */
void terminal_notes(struct notes *notes, const struct options *options);

/** End with 4: so many feeds are not as they should be. Their notes say why, unless quiet or
 * redacted. */
void run_in_doubt(struct run *run, size_t feeds);

/** How far long work is, on the terminal only and only once it has taken a while. */
struct progress {
	const char *what; /* "drawing the pipeline: week" */
	bool wanted;
	int64_t started_ms, shown_ms; /* 0: nothing stands there */
};

struct progress progress_start(const char *what, bool wanted);

/** "WHAT 12 of 52", in place of what stood there. */
void progress_show(struct progress *progress, size_t done, size_t all);

/** Take it off the terminal again. */
void progress_clear(struct progress *progress);

#endif
