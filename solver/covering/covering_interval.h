/**
 * The best interval of weeks of one option, given what each week is worth: the step that the search
 * and the bound of solver/covering/covering.h share.
 *
 * An interval's gain is what its weeks are worth less its start cost. Linear time in the weeks and
 * in the weeks times the length of the ramp.
 */
#ifndef SOLVER_COVERING_INTERVAL_H
#define SOLVER_COVERING_INTERVAL_H

#include "solver/covering/covering.h"

struct covering_interval {
	uint32_t first, last;
	int64_t gain;
};

/**
 * The interval of the largest gain.
 *
 * @param value  of a head, as the minutes of an option: [age 0 to ramp_count][week]
 * @return false when none gains more than `above`
 */
bool covering_best_interval(const struct covering_option *option, size_t weeks,
			    const int64_t *value, int64_t above, struct covering_interval *best);

/**
 * The intervals of one head after another, never two in one week, that together gain most.
 *
 * @param[out] intervals  room for `weeks`; from the last to the first, each with its own gain
 * @param[out] count
 * @return their gain together, at least 0
 */
int64_t covering_best_schedule(const struct covering_option *option, size_t weeks,
			       const int64_t *value, struct covering_interval *intervals,
			       size_t *count);

#endif
