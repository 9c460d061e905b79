/**
 * Residual problems: what each group has to cover while all others keep their heads, with our
 * people free to move.
 */
#ifndef PLANNER_SOURCE_RESIDUAL_H
#define PLANNER_SOURCE_RESIDUAL_H

#include "planner/sourcing/source_state.h"

/**
 * State groups beside the solutions of all others.
 *
 * @param external_minutes  [resource][week]: what the heads of all solutions do
 * @param[in,out] groups  copies that were stated before: their rows are made anew
 */
void source_residual(const struct source_facts *s, const struct surcharge *surcharge,
		     const int64_t *external_minutes, struct arena *arena, struct stated *groups);

#endif
