/** Events that surely lie outside of a window, told by their lines before anything of them is read.
 */
#ifndef IMPORT_ICAL_OUTSIDE_H
#define IMPORT_ICAL_OUTSIDE_H

#include <stdbool.h>
#include <stdint.h>

#include "import/ical/ical_lines.h"

/** A number for a UID, to remember that an event of it was left out. Others may have the same. */
uint64_t outside_hash(struct span text);

/**
 * Whether an event takes place once, at a time that can be read, and surely not in the window.
 *
 * @param window_from, window_to  UTC seconds; three days of margin on either side are kept
 */
bool outside_is(const struct ical_line *lines, size_t count, int64_t window_from,
		int64_t window_to);

#endif
