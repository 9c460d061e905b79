/**
 * Titles looked through for a pattern, in time that grows with their length and nothing else. A
 * pattern remembers what it has seen, in its arena: it is not for two threads at once.
 */
#ifndef IMPORT_ICAL_MATCH_RUN_H
#define IMPORT_ICAL_MATCH_RUN_H

#include "import/ical/ical_match.h"

/** A title as it is looked at: composed code points, and the same in capitals. */
struct match_text {
	const int32_t *points, *capitals;
	size_t count;
};

/** Whether the pattern matches somewhere in the text. */
bool match_finds(struct match *match, struct match_text text);

/**
 * The leftmost match, of these the longest; in it each repeat takes as much as it can, from left
 * to right, and of alternatives that lead to the same end the first.
 *
 * @param[out] ends  where match (0) and groups (1 to 9) begin and end; -1 for what caught nothing
 */
bool match_groups(struct match *match, struct match_text text,
		  int32_t ends[MATCH_GROUPS_MAX + 1][2]);

#endif
