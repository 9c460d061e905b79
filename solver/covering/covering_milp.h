/**
 * The exact engine of solver/covering/covering.h: a problem as an integer program, solved by CBC.
 *
 * Optional at build time (WITH_CBC): solver/covering/covering_milp_none.c stands in where the
 * library is not. What CBC says is floating point and is not believed: its heads are rounded and
 * priced again in integers by the caller, who keeps the better solution; its bound is taken a
 * little lower.
 */
#ifndef SOLVER_COVERING_MILP_H
#define SOLVER_COVERING_MILP_H

#include "solver/covering/covering_core.h"

/**
 * Search the problem by branch and bound, to a relative gap of 1/gap_part or for
 * COVERING_MILP_NODES nodes; one thread, no clock.
 *
 * @param incumbent       the best solution known: where the search starts; one that buys nothing is
 * none
 * @param[out] columns  what CBC found
 * @param[out] bound  cent60: CBC's bound less a 100,000th of it and a cent, rounded down
 * @return false when there is no CBC, or it found nothing that keeps windows and limits
 */
bool covering_milp(const struct covering_core *core, const struct covering_solution *incumbent,
		   int64_t gap_part, struct arena *arena, struct covering_columns *columns,
		   int64_t *bound);

/** The version of the CBC that is built in; NULL when there is none. */
const char *covering_cbc_version(void);

#endif
