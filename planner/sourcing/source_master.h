/**
 * Plans under limits by column generation: multipliers, columns for the pools of the groups, and
 * the choice of one column per group.
 */
#ifndef PLANNER_SOURCE_MASTER_H
#define PLANNER_SOURCE_MASTER_H

#include "planner/sourcing/source_state.h"

/**
 * Make the solutions of all groups fit.
 *
 * @param[in,out] groups  solutions must stand for no surcharge at all; left with those that were
 *                        taken, stated without limits
 * @param[out] terms      the multipliers that were found
 * @return false when nothing but to leave everything as agreed was found to fit
 */
bool source_limits_solve(const struct source_facts *s, const struct placement *place,
			 const struct source_rooms *rooms, struct stated *groups,
			 struct limit_terms *terms);

#endif
