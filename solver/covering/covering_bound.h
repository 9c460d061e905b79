/** What no solution to a problem of solver/covering/covering.h can cost less than. */
#ifndef SOLVER_COVERING_BOUND_H
#define SOLVER_COVERING_BOUND_H

#include "solver/covering/covering_core.h"

/**
 * A proven lower bound, by Lagrange multipliers on covering rows, strengthened by mixed integer
 * rounding: solver/covering/covering_dual.h.
 *
 * @param incumbent   the incumbent, the best solution known, priced: what the multipliers aim at
 * @param rounds  of the volume algorithm; where a gap is left, at most twice as many follow, and
 *                where it is still wide then, many more with more cuts
 */
int64_t covering_bound(const struct covering_core *core, const struct covering_solution *incumbent,
		       int32_t rounds);

/** The same, with the cuts that prove it. */
void covering_bound_cuts(const struct covering_core *core,
			 const struct covering_solution *incumbent, int32_t rounds, bool brief,
			 const struct covering_proof *start, struct arena *arena,
			 struct covering_proof *proof);

#endif
