/**
 * Draw the pipeline many times and allocate each (store/draws.h).
 *
 * Per draw and project one number decides whether its tentative lines come (those with a
 * higher probability whenever those with a lower one do) and one how late the project is; each
 * line's size is drawn by itself. Numbers are a hash of seed, draw and item (splitmix64), so
 * neither order nor threads matter. Weeks that look the same are solved once.
 */
#ifndef PLANNER_DRAWS_H
#define PLANNER_DRAWS_H

#include "store/draws.h"

enum { DRAWS_DEFAULT = 1000, DRAWS_MAX = 100000 };

/** @param[out] draws  in the arena */
void draws_make(const struct plan *plan, int32_t count, uint64_t seed, struct arena *arena,
		struct draws *draws);

#endif
