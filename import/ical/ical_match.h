/**
 * Patterns of titles: POSIX extended regular expressions, without regard to case, over code
 * points, in time that grows with the length of the title and nothing else.
 *
 * Patterns come with a workspace that somebody sent, and the C library's own expressions take
 * any time and memory with some ("((a{1,255}){1,255}){1,255}", "(a*)*\1"). Here a pattern is a
 * list of at most MATCH_STEPS_MAX steps, all alternatives are followed side by side, and what
 * would be longer, or looks back at what a group caught, is refused. No locale has a say.
 */
#ifndef IMPORT_ICAL_MATCH_H
#define IMPORT_ICAL_MATCH_H

#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"

enum {
	MATCH_BYTES_MAX = 4000, /* of a pattern */
	MATCH_STEPS_MAX = 5000, /* that it comes to once repeats are written out */
	MATCH_DEPTH_MAX = 50,   /* parentheses within each other */
	MATCH_REPEAT_MAX = 1000,
	MATCH_GROUPS_MAX = 9, /* groups behind the ninth catch nothing */
};

struct match;

/**
 * Read a pattern, of composed UTF-8.
 *
 * @param[out] match  in the arena, not to be used by two threads at once
 * @return false with FAULT_INPUT saying what is wrong, without the pattern
 */
bool match_read(const char *pattern, struct arena *arena, struct match **match,
		struct fault *fault) MUST_CHECK;

#endif
