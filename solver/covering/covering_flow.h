/** Where all options deliver the same: solver/covering/covering.h as a minimum cost flow. */
#ifndef SOLVER_COVERING_FLOW_H
#define SOLVER_COVERING_FLOW_H

#include "solver/covering/covering_core.h"

/** Whether the exact path holds: one set of classes, equal minutes, no ramp, no cap but shared ones
 * that are far. */
bool covering_flow_holds(const struct covering_core *core);

/** The exact optimum where covering_flow_holds. */
void covering_flow(const struct covering_core *core, struct arena *arena,
		   struct covering_columns *columns);

#endif
