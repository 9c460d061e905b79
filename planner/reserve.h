/**
 * Bookings: what named people are reserved for, week by week (docs/capacity.md).
 */
#ifndef PLANNER_RESERVE_H
#define PLANNER_RESERVE_H

#include "model/plan.h"

/**
 * Take the hard bookings off their people's deployable minutes.
 *
 * Sets booked_minutes, overbooked_minutes and free_minutes of every person and week, and the plan's
 * booking_minutes and findings, in the arena. A person's bookings are served in the order of
 * company->bookings. The plan's demand must be known.
 * Also notes bookings that reserve time in vain: outside employment, for a role that the
 * person does not have, for a project without demand.
 */
void reserve_people(struct plan *plan, struct arena *arena, struct notes *notes);

#endif
