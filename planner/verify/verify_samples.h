/**
 * The need of sourcing to a percentile, checked by code that shares nothing with what drew it.
 *
 * What every line asks for in every sample is drawn again from its row; the percentile of each
 * requirement is counted; the use of own people is checked for some samples of each week, by a
 * flow of its own: that they can do what they are said to do, and nothing more.
 */
#ifndef PLANNER_VERIFY_SAMPLES_H
#define PLANNER_VERIFY_SAMPLES_H

#include "model/samples.h"
#include "model/sourcing.h"

struct sample_check;

/**
 * @param solved_outcomes  how many outcomes of each week to solve again: all of them takes its time
 * @return in the arena
 */
struct sample_check *verify_samples_make(const struct plan *plan, size_t solved_outcomes,
					 struct arena *arena);

/** The watch of a source_effort; `check` is what verify_samples_make gave. What is wrong is kept
 * for later. */
void verify_samples_week(void *check, const struct sample_week *week,
			 const struct demand_coverage *need);

/**
 * After all weeks: nothing was wrong, and the sourcing covers what was checked.
 *
 * @return false with FAULT_BROKEN
 */
bool verify_samples(const struct sample_check *check, const struct sourcing *sourcing,
		    struct fault *fault) MUST_CHECK;

#endif
