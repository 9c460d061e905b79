/**
 * Draw the pipeline many times and see what is short (model/draws.h).
 *
 * What is drawn: planner/simulation/draw_lines.h. How the draws are allocated:
 * planner/simulation/draw_weeks.h. Pure; neither the number of threads nor the order of weeks
 * changes anything.
 */
#ifndef PLANNER_DRAWS_H
#define PLANNER_DRAWS_H

#include "model/draws.h"

struct draw_kept;

struct draw_request {
	int32_t count;
	uint64_t seed;
	/* The same draws of the same plan as they were kept, which are not made again; may be NULL.
	 */
	const struct draw_kept *kept;
	/* Told now and then how many weeks are done; may be NULL. */
	void (*progress)(void *shared, size_t done, size_t all);
	void *shared;
};

/**
 * Whether every draw can be held: the demand of any week, at its largest, fits an int32.
 *
 * @return false with FAULT_INPUT that names the line at which it does not
 */
bool draws_possible(const struct plan *plan, struct fault *fault) MUST_CHECK;

/**
 * Make the draws of a plan for which draws_possible. With plan->sourcing also what the
 * engagements cover in each draw: in their order, each as much as it can beside those before
 * it. So what all of them cover together is the most that they can.
 *
 * @param[out] draws  in the arena
 */
void draws_make(const struct plan *plan, const struct draw_request *request, struct arena *arena,
		struct draws *draws);

#endif
