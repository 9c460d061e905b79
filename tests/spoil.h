/** Files of a workspace as editors, exports, disks and enemies leave them: the same seed, the same
 * bytes. */
#ifndef TESTS_SPOIL_H
#define TESTS_SPOIL_H

#include <stdint.h>

#include "base/arena.h"

/**
 * A copy of a table with 1 to 5 changes, in the arena: cells, rows and columns dropped, doubled or
 * swapped; separators, quotes, line ends and encodings; ids twice, odd days and numbers, huge
 * fields, rows that remove; flipped bytes.
 */
struct span spoil_table(struct span bytes, uint64_t *state, struct arena *arena);

/** The same of a calendar: lines, values, nesting, folding. */
struct span spoil_calendar(struct span bytes, uint64_t *state, struct arena *arena);

#endif
