/**
 * Bookings: what named people are reserved for, week by week (docs/capacity.md).
 */
#ifndef PLANNER_RESERVE_H
#define PLANNER_RESERVE_H

#include "store/plan.h"

/**
 * Take the hard bookings off their people's deployable minutes.
 *
 * Sets booked_min, overbooked_min and free_min of every person and week. A
 * person's bookings are served in the order of company->bookings.
 * Also reports bookings that reserve time in vain: outside employment, for a role that the
 * person does not have, for a project without demand.
 * @return per booking and week, in the arena: minutes that the person can give to it
 */
int32_t *reserve_people(const struct plan *plan, struct arena *arena, struct notes *findings);

#endif
