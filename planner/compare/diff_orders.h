/**
 * Which engagements are new, changed or gone from one plan to another (model/diff.h).
 *
 * Engagements of the same option are the same one when they stand for the same running engagement,
 * or else when their days overlap. Of all such pairs of an option the best is taken, then the best
 * of what is left: the same running engagement first, then the most days in common, the same
 * decision, the least difference in heads, the earlier in the one plan, the earlier in the other.
 * What is left alone is new or gone; an engagement of the earlier plan whose last day lies before
 * the later plan's first week is over, which is no change.
 */
#ifndef PLANNER_DIFF_ORDERS_H
#define PLANNER_DIFF_ORDERS_H

#include "model/diff.h"

/**
 * Both plans must have a sourcing.
 *
 * @param[out] changes  by option id, then first day; in the arena
 */
void diff_orders(const struct plan *before, const struct plan *after, struct arena *arena,
		 struct order_change **changes, size_t *count);

#endif
