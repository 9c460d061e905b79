/** Steps of the walk: what is booked, then what is asked for. */
#ifndef PLANNER_DIFF_DEMAND_H
#define PLANNER_DIFF_DEMAND_H

#include "planner/compare/diff_walk.h"

bool walk_bookings(struct diff_walk *walk, struct fault *fault) MUST_CHECK;
bool walk_demand(struct diff_walk *walk, struct fault *fault) MUST_CHECK;

#endif
