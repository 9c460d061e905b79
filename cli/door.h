/**
 * The one door to the terminal: nobody else names standard output or standard error
 * (tests/layers.cmake), so that no message can forget to be cleaned.
 *
 * All that passes is cleaned by text_clean (base/text.h): controls, marks of direction, what is
 * invisible, bytes that are no UTF-8. `say` speaks on standard output, `tell` on standard error.
 */
#ifndef CLI_DOOR_H
#define CLI_DOOR_H

#include <stdio.h>

#include "base/fault.h"

/** A part of a line; line ends in what is printed become blanks. */
void say(const char *format, ...) PRINTF_LIKE(1, 2);
void tell(const char *format, ...) PRINTF_LIKE(1, 2);

/** The same and the end of the line. */
void say_line(const char *format, ...) PRINTF_LIKE(1, 2);
void tell_line(const char *format, ...) PRINTF_LIKE(1, 2);

/** Whether anything was told that stays. */
bool door_told(void);

/** Lines of ours, with nothing from outside in them: help, the manual. Line ends stay. */
void say_ours(const char *format, ...) PRINTF_LIKE(1, 2);

/** The same in one piece and the end of its last line. */
void say_block(const char *lines);

/** A colour of ours on standard error, where it has colours. */
void tell_colour(const char *colour);

/** In place of the last line on standard error, at once; NULL takes it off. */
void tell_again(const char *text);

/** Whether the stream is a terminal and neither NO_COLOR nor TERM=dumb is set. */
bool door_colour_out(void);

/** Columns of the terminal at standard output, else 80. At least 40. */
int door_width(void);

/** What is written to `page` goes to the stream behind it when the door is closed. It stays where
 * it was opened: the page knows its place. */
struct door {
	FILE *page;
	FILE *stream;
	char *bytes; /* of the page */
	size_t len;
};

/** Standard output as it is: for data when it is no terminal. */
FILE *door_data(void);

bool door_open(struct door *door, FILE *stream, struct fault *fault) MUST_CHECK;

/**
 * Clean what stands on the page and write it to the stream, when `good`; line feeds stay, and on
 * standard output where it has colours so do the colours of tables. Errors of the stream stay with
 * it; false when the page is not whole.
 */
bool door_close(struct door *door, bool good, struct fault *fault) MUST_CHECK;

/** Everything said is out; false with FAULT_SYSTEM when it could not be written. */
bool door_finish(struct fault *fault) MUST_CHECK;

#endif
