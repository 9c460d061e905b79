/** Where prices are the whole truth: solver/covering/covering.h as a minimum cost flow. */
#ifndef SOLVER_COVERING_FLOW_H
#define SOLVER_COVERING_FLOW_H

#include "solver/covering/covering_core.h"

/** Whether the exact path holds: equal minutes, no ramp, no cap. */
bool covering_flow_holds(const struct covering_core *core);

/** The exact optimum where covering_flow_holds. */
void covering_flow(const struct covering_core *core, struct arena *arena,
		   struct covering_columns *columns);

#endif
