/** The names of a plan, checked. */
#ifndef PLANNER_VERIFY_ROSTER_H
#define PLANNER_VERIFY_ROSTER_H

#include "model/roster.h"

/**
 * Check that names keep to the plan: everybody qualifies or is booked, nobody works more than
 * they can, every line gets the minutes that the plan covers. With this the plan's coverage
 * can really be worked.
 */
bool verify_roster(const struct plan *plan, const struct roster *roster,
		   struct fault *fault) MUST_CHECK;

#endif
