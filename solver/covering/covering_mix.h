/**
 * Solutions to a problem of solver/covering/covering.h that must also keep side limits.
 *
 * Multipliers alone do not find them: where two limits bind, the best solution may be a mix of
 * heads that no multipliers make the cheapest. So this is a local search on the solution, with what
 * it uses above a limit charged more and more, at last a cent above it too: heads are added, taken
 * out, exchanged, or added by two.
 */
#ifndef SOLVER_COVERING_MIX_H
#define SOLVER_COVERING_MIX_H

#include "solver/covering/covering.h"

enum { COVERING_SIDES_MAX = 16 };

/** What heads use of a limit: what they cost more in the other problem, which has the same options.
 */
struct covering_side {
	const struct covering_problem *charged;
	int64_t room; /* cent60 */
};

/**
 * Search from a solution.
 *
 * @param looks   looks at all that could be added: goes down, and ends the search at 0
 * @param found   told each solution that nothing makes cheaper at some charge; not all keep the
 * limits
 */
void covering_mix(const struct covering_problem *problem, const struct covering_side *sides,
		  size_t side_count, const struct covering_solution *start, int64_t *looks,
		  void (*found)(void *shared, const struct covering_solution *solution),
		  void *shared);

#endif
