/**
 * The exact engine of solver/cover/cover.h: a problem as an integer program, solved by CBC.
 *
 * Optional at build time (WITH_CBC): solver/cover/cover_milp_none.c stands in where the library is
 * not. What CBC says is floating point and is not believed: its heads are rounded and priced again
 * in integers by the caller, who keeps the better answer; its bound is taken a little lower.
 */
#ifndef SOLVER_COVER_MILP_H
#define SOLVER_COVER_MILP_H

#include "solver/cover/cover_core.h"

/**
 * Search the problem by branch and bound, to a relative gap of 1/gap_part or for
 * COVER_MILP_NODES nodes; one thread, no clock.
 *
 * @param known       the best answer known: where the search starts; one that buys nothing is none
 * @param[out] seats  what CBC found
 * @param[out] bound  cent60: CBC's bound less a 100,000th of it and a cent, rounded down
 * @return false when there is no CBC, or it found nothing that keeps windows and limits
 */
bool cover_milp(const struct cover_core *core, const struct cover_answer *known, int64_t gap_part,
		struct arena *arena, struct cover_seats *seats, int64_t *bound);

/** The version of the CBC that is built in; NULL when there is none. */
const char *cover_cbc_version(void);

#endif
