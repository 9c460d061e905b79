/**
 * What sourcing to a percentile has to cover: the goal of plan->options (docs/sourcing.md).
 *
 * Of each requirement and week the drawn gaps are put in order; the smallest that at least so
 * many percent of the samples do not exceed is the need. The first sample that has it stands for
 * the cell: its lines say how the need falls on them.
 */
#ifndef PLANNER_SAMPLE_NEED_H
#define PLANNER_SAMPLE_NEED_H

#include "planner/simulation/sample_weeks.h"

/** Who looks on; any of it may be NULL. */
struct sample_watch {
	/* Shown what is made of each week. */
	void (*watch)(void *shared, const struct sample_week *week,
		      const struct demand_coverage *need);
	void *shared;
	/* Told now and then how many weeks are drawn. */
	void (*progress)(void *shared, size_t done, size_t all);
	void *progress_shared;
};

/**
 * The need of a plan whose goal has a percentile, for which samples_possible.
 *
 * What is made of each week is shown to watch->watch with all samples of the week, in any order and
 * several at a time: per demand line what it asks for in the sample that stands for its
 * requirement, and what own people cover of it there.
 *
 * @return [demand line][week], in the arena
 */
const struct demand_coverage *sample_need(const struct plan *plan, const struct sample_watch *watch,
					  struct arena *arena);

#endif
