/** Where prices are the whole truth: solver/cover/cover.h as a minimum cost flow. */
#ifndef SOLVER_COVER_FLOW_H
#define SOLVER_COVER_FLOW_H

#include "solver/cover/cover_core.h"

/** Whether the exact path holds: equal minutes, no ramp, no cap. */
bool cover_flow_holds(const struct cover_core *core);

/** The exact optimum where cover_flow_holds. */
void cover_flow(const struct cover_core *core, struct arena *arena, struct cover_seats *seats);

#endif
