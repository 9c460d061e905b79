/**
 * What sourcing to a percentile has to cover: the goal of plan->options (docs/sourcing.md).
 *
 * Of each requirement and week the drawn gaps are put in order; the smallest that at least so
 * many percent of the draws do not exceed is the need. The first draw that has it stands for the
 * cell: its lines say how the need falls on them.
 */
#ifndef PLANNER_DRAW_NEED_H
#define PLANNER_DRAW_NEED_H

#include "planner/draws/draw_weeks.h"
#include "planner/sourcing/source.h"

/**
 * The need of a plan whose goal has a percentile, for which draws_possible.
 *
 * What is made of each week is shown to effort->watch with all draws of the week, in any order and
 * several at a time: per demand line what it asks for in the draw that stands for its
 * requirement, and what own people cover of it there.
 *
 * @return [demand line][week], in the arena
 */
const struct cover *draw_need(const struct plan *plan, const struct source_effort *effort,
			      struct arena *arena);

#endif
