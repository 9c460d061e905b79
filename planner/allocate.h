/**
 * The exact allocation of one week: docs/allocation.md.
 *
 * A lexicographic maximum flow: the arcs into the sink are opened priority by
 * priority on the same residual graph. What a priority has got is never taken
 * back, only served by somebody else, so the covered minutes of priority 1 are
 * maximal, those of priorities 1 and 2 together are, and so on to the total.
 */
#ifndef PLANNER_ALLOCATE_H
#define PLANNER_ALLOCATE_H

#include "planner/lattice.h"

/**
 * Find the flow of one view and week: what allocate_week does, without writing to the plan.
 *
 * Reads the plan's demand_min per line, free_min per person and booking_min.
 */
void allocate_flow(struct lattice *lattice, const struct plan *plan, enum view view, size_t week);

/** The covered minutes of every demand line in the flow that was found last. */
void allocate_read_lines(const struct lattice *lattice, const struct plan *plan, enum view view,
			 size_t week, int32_t *covered_min);

/**
 * Cover the demand of one view and week as well as it can be: covered_min per line and
 * used_min per person.
 * @param covered_min  scratch, one per demand line
 */
void allocate_week(struct lattice *lattice, struct plan *plan, enum view view, size_t week,
		   int32_t *covered_min);

#endif
