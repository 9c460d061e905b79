/** A good answer to a problem of solver/covering/covering.h, found by looking. */
#ifndef SOLVER_COVERING_SEARCH_H
#define SOLVER_COVERING_SEARCH_H

#include "solver/covering/covering_core.h"

/** A good answer by construction and local search; never worse than buying nothing. */
void covering_search(const struct covering_core *core, int64_t steps, struct arena *arena,
		     struct covering_columns *columns);

/**
 * Go on from an answer, by simulated annealing; never to a dearer one.
 *
 * @param enough  cent60: an answer that costs no more ends the search before its steps do
 */
void covering_search_on(const struct covering_core *core, int64_t steps, int64_t enough,
			struct arena *arena, struct covering_columns *columns);

#endif
