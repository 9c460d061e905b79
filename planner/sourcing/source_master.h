/** Plans under limits: menus of answers, multipliers, and the choice of one answer per group. */
#ifndef PLANNER_SOURCE_MASTER_H
#define PLANNER_SOURCE_MASTER_H

#include "planner/sourcing/source_inner.h"

/**
 * Make the answers of all groups fit, and set the multipliers of s->limits.
 *
 * Answers must stand for no surcharge at all. The groups are left with the answers that were
 * taken.
 * @return false when nothing but to leave everything as agreed was found to fit
 */
bool source_limits_solve(struct source *s);

#endif
