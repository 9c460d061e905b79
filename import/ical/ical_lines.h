/**
 * Content lines of iCalendar (RFC 5545, 3.1): found, unfolded, cut into their parts.
 *
 * Lines point into the bytes that they were found in; only what was folded is copied.
 */
#ifndef IMPORT_ICAL_LINES_H
#define IMPORT_ICAL_LINES_H

#include <stdint.h>

#include "base/arena.h"

/** One content line: NAME;PARAMETERS:VALUE. */
struct ical_line {
	const char *name;       /* in capitals */
	struct span parameters; /* ";TZID=Europe/Berlin", or empty */
	struct span value;
	int32_t line; /* where it begins, from 1 */
};

/** Content lines of some bytes, unfolded one by one. */
struct ical_lines {
	const char *at, *end;
	char newline; /* '\n', or '\r' in bytes that have only those */
	int32_t line; /* of the next line, from 1 */
	struct arena *arena;
};

struct ical_lines ical_lines_of(struct span bytes, struct arena *arena);

/**
 * The next line of one of the names (in capitals, the list ends with NULL) that has a value.
 * @return false at the end
 */
bool ical_lines_next(struct ical_lines *lines, const char *const *names, struct ical_line *line);

/** The next line as it stands, without its end. */
struct span lines_physical(struct ical_lines *lines);

/** The line with all that is folded onto it; `first` alone, passing over the rest, unless `keep`.
 */
struct span lines_unfold(struct ical_lines *lines, struct span first, bool keep);

/** Bytes of a line before its first ':' or ';'. */
size_t line_name_length(struct span line);

/** Cut "NAME;A=B:VALUE" at the first colon outside of quotes; false when there is none. */
bool line_split(struct span text, const char *name, int32_t number, struct ical_line *line);

/** Whether the bytes are the word, in any case. */
bool span_is(struct span text, const char *word);

/** Whether the value is the word, in any case. */
bool line_is(const struct ical_line *line, const char *word);

/** The value of a parameter without its quotes, where it stands; empty when it is not there. */
struct span line_parameter_span(const struct ical_line *line, const char *name);

/** The same in the arena; "" when it is not there. */
const char *line_parameter(const struct ical_line *line, const char *name, struct arena *arena);

/** A TEXT value without its escapes (RFC 5545, 3.3.11), in the arena. */
const char *line_text(const struct ical_line *line, struct arena *arena);

/** The first line of that name, or NULL. */
const struct ical_line *lines_find(const struct ical_line *lines, size_t count, const char *name);

#endif
