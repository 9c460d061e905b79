/**
 * The need of sourcing to a percentile, checked by code that shares nothing with what drew it.
 *
 * What every line asks for in every draw is drawn again from its row; the percentile of each
 * requirement is counted; the use of own people is checked for some draws of each week, by a
 * flow of its own: that they can do what they are said to do, and nothing more.
 */
#ifndef PLANNER_VERIFY_DRAWS_H
#define PLANNER_VERIFY_DRAWS_H

#include "model/draws.h"
#include "model/sourcing.h"

struct draw_check;

/**
 * @param samples  how many outcomes of each week to solve again: all of them takes its time
 * @return in the arena
 */
struct draw_check *verify_draws_new(const struct plan *plan, size_t samples, struct arena *arena);

/** The watch of a source_effort; `check` is what verify_draws_new gave. What is wrong is kept for
 * later. */
void verify_draws_week(void *check, const struct draw_week *week,
		       const struct demand_coverage *need);

/**
 * After all weeks: nothing was wrong, and the sourcing covers what was checked.
 *
 * @return false with FAULT_BROKEN
 */
bool verify_draws(const struct draw_check *check, const struct sourcing *sourcing,
		  struct fault *fault) MUST_CHECK;

#endif
