/** Steps of the walk: settings; who left, who joined, what people can do. */
#ifndef PLANNER_DIFF_PEOPLE_H
#define PLANNER_DIFF_PEOPLE_H

#include "planner/compare/diff_walk.h"

bool walk_people(struct diff_walk *walk, struct fault *fault) MUST_CHECK;

#endif
