/** A good solution to a problem of solver/covering/covering.h, by local search. */
#ifndef SOLVER_COVERING_SEARCH_H
#define SOLVER_COVERING_SEARCH_H

#include "solver/covering/covering_core.h"

/** A good solution by construction and local search; never worse than buying nothing. */
void covering_search(const struct covering_core *core, int64_t steps, struct arena *arena,
		     struct covering_columns *columns);

/**
 * Go on from a solution, by simulated annealing; never to a dearer one.
 *
 * @param enough  cent60: a solution that costs no more ends the search before its steps do
 */
void covering_search_on(const struct covering_core *core, int64_t steps, int64_t enough,
			struct arena *arena, struct covering_columns *columns);

#endif
