/**
 * Text from outside on a terminal: nothing that it would obey, never wider than its place.
 */
#ifndef REPORTS_SHOWN_H
#define REPORTS_SHOWN_H

#include <stdio.h>

#include "base/arena.h"

/**
 * The text as it may be shown, in the arena: without controls and direction marks, at most
 * `columns` wide; what is cut ends in an ellipsis.
 */
const char *shown_text(const char *text, size_t columns, struct arena *arena);

/** Write the text as it may be shown, padded with blanks to `columns`. */
void shown_put(FILE *out, const char *text, int columns);

/** A line that is written from left to right: blanks wait until something follows them. */
struct shown_line {
	FILE *out;
	int blanks;
};

/** The text as it may be shown, padded with blanks to `columns`. */
void line_label(struct shown_line *line, const char *text, int columns);

/**
 * A text of ours, its end at the right of so many columns.
 *
 * @param colour  numbers of ANSI colours: "1;31"; "" for none
 */
void line_cell(struct shown_line *line, const char *text, int columns, const char *colour);

void line_end(struct shown_line *line);

#endif
