/** What the person sees: notes, colours, the width of the terminal, files written whole. */
#ifndef CLI_TERMINAL_H
#define CLI_TERMINAL_H

#include <stdio.h>

#include "cli/command.h"

/** Whether the stream is a terminal and NO_COLOR is not set. */
bool terminal_colour(FILE *stream);

/** Columns of the terminal behind the stream, else 80. At least 40. */
int terminal_width(FILE *stream);

/**
 * Print sorted notes to stderr, at most five of an id on a terminal unless verbose, with a
 * count of the others; errors only when quiet.
 */
void terminal_notes(struct notes *notes, const struct options *options);

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

/** A file that appears under its name only when it is complete. */
struct output {
	FILE *file;
	const char *path;      /* NULL: standard output */
	const char *temporary; /* beside it */
};

/** @param path  NULL or "-" for standard output */
bool output_open(const char *path, struct arena *arena, struct output *output,
		 struct fault *fault) MUST_CHECK;

/** Give the file its name when `good`, otherwise drop it. False when writing failed. */
bool output_close(struct output *output, bool good, struct fault *fault) MUST_CHECK;

/** End with status 130 on Ctrl-C, leaving no unfinished file behind. */
void interrupt_install(void);

#endif
