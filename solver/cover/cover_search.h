/** A good answer to a problem of solver/cover/cover.h, found by looking. */
#ifndef SOLVER_COVER_SEARCH_H
#define SOLVER_COVER_SEARCH_H

#include "solver/cover/cover_core.h"

/** A good answer by construction and local search; never worse than buying nothing. */
void cover_search(const struct cover_core *core, int64_t steps, struct arena *arena,
		  struct cover_seats *seats);

/**
 * Go on from an answer, by simulated annealing; never to a dearer one.
 *
 * @param enough  cent60: an answer that costs no more ends the search before its steps do
 */
void cover_search_on(const struct cover_core *core, int64_t steps, int64_t enough,
		     struct arena *arena, struct cover_seats *seats);

#endif
