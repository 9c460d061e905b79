/**
 * Certificates: the minimum cut of each week, in words that people can check.
 *
 * What can still reach unmet demand when the flow is maximal is closed under "who qualifies":
 * those demand lines can be served by those people only, all of whose minutes they have. So
 * what is missing there is missing in every allocation. docs/allocation.md.
 */
#ifndef PLANNER_PROVE_H
#define PLANNER_PROVE_H

#include "model/proof.h"

/**
 * Prove the gap of one view of a plan, week by week and group by group.
 *
 * A group is what hangs together through people with free minutes. Solves each week with a
 * gap again; with_reasons also with each rule dropped, to name the reason. Without, reason and
 * effect_minutes mean nothing: enough to check a plan.
 *
 * @param[out] proof  in the arena
 */
void prove_plan(const struct plan *plan, enum view view, bool with_reasons, struct arena *arena,
		struct proof *proof);

#endif
