/**
 * What the groups of a plan ask before anything is engaged, for who wants to solve the same by
 * other means: benchmarks.
 */
#ifndef PLANNER_SOURCE_PROBLEMS_H
#define PLANNER_SOURCE_PROBLEMS_H

#include "model/plan.h"
#include "solver/covering/covering.h"

/**
 * The problem of each group with own people where the plan has them: what source_plan
 * (planner/sourcing/source.h) solves first. Not for plans that are sourced to a percentile.
 *
 * @param[out] problems, count  by group; in the arena, as long as the plan is there
 */
void source_problems(const struct plan *plan, enum view view, struct arena *arena,
		     const struct covering_problem ***problems, size_t *count);

#endif
