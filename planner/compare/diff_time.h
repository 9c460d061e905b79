/** Steps of the walk: when people work, by contracts, holidays and calendars. */
#ifndef PLANNER_DIFF_TIME_H
#define PLANNER_DIFF_TIME_H

#include "planner/compare/diff_walk.h"

bool walk_time(struct diff_walk *walk, struct fault *fault) MUST_CHECK;

#endif
