/** The part of planner/compare/explain.c about external staff. */
#ifndef PLANNER_EXPLAIN_EXTERNAL_H
#define PLANNER_EXPLAIN_EXTERNAL_H

#include "model/explain.h"

/**
 * Say of each line of an explanation which engagements cover it, and why the rest stays open.
 *
 * @param plan  with its sourcing, which may be of more weeks than the plan
 * @return false with FAULT_BROKEN when the sourcing is not of this plan: the line's own minutes
 * differ
 */
bool explain_external(const struct plan *plan, struct arena *arena, struct explanation *made,
		      struct fault *fault) MUST_CHECK;

#endif
