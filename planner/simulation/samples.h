/**
 * Draw the pipeline many times and see what is short (model/samples.h).
 *
 * What is drawn: planner/simulation/sample_lines.h. How the samples are allocated:
 * planner/simulation/sample_weeks.h. Pure; neither the number of threads nor the order of weeks
 * changes anything.
 */
#ifndef PLANNER_SAMPLES_H
#define PLANNER_SAMPLES_H

#include "model/samples.h"

struct sample_cache;

struct sample_request {
	int32_t count;
	uint64_t seed;
	/* The same samples of the same plan as they were kept, which are not made again; may be
	 * NULL.
	 */
	const struct sample_cache *kept;
	/* Told now and then how many weeks are done; may be NULL. */
	void (*progress)(void *shared, size_t done, size_t all);
	void *shared;
};

/**
 * Whether every sample can be held: the demand of any week, at its largest, fits an int32.
 *
 * @return false with FAULT_INPUT that names the line at which it does not
 */
bool samples_possible(const struct plan *plan, struct fault *fault) MUST_CHECK;

/**
 * Make the samples of a plan for which samples_possible. With plan->sourcing also what the
 * engagements cover in each sample: in their order, each as much as it can beside those before
 * it. So what all of them cover together is the most that they can.
 *
 * @param[out] samples  in the arena
 */
void samples_make(const struct plan *plan, const struct sample_request *request,
		  struct arena *arena, struct samples *samples);

#endif
