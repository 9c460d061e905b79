/**
 * Reasoning: where demand exceeds what the people can work, by week.
 *
 * Pure: no files, no database, no clock. The same company gives the same plan,
 * whatever the order of its rows. No floating point.
 */
#ifndef PLANNER_PLAN_H
#define PLANNER_PLAN_H

#include "model/plan.h"

/**
 * Compute the plan of a linked company.
 *
 * Capacity: docs/capacity.md. Allocation: per week and view the lexicographic
 * maximum flow from people to requirements, exact for every priority at once.
 *
 * @param company  after company_link; must outlive the plan
 * @param[out] plan      in the arena
 * @param[out] findings  overbooked people, people without a calendar, and such
 * @return false with FAULT_INPUT when first_week is no Monday, the number of
 *         weeks is not 1 to 104, or a sum leaves the range of an int32
 */
bool plan_make(const struct company *company, const struct plan_options *options,
	       struct arena *arena, struct plan *plan, struct notes *findings,
	       struct fault *fault) MUST_CHECK;

/**
 * The same, with an earlier plan to take over from: planner/replan.h.
 *
 * @param base  may be NULL, or of other weeks (nothing is taken over then); is only read
 */
bool plan_replan(const struct plan *base, const struct company *company,
		 const struct plan_options *options, struct arena *arena, struct plan *plan,
		 struct notes *findings, struct fault *fault) MUST_CHECK;

#endif
