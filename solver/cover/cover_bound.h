/** What no answer to a problem of solver/cover/cover.h can cost less than. */
#ifndef SOLVER_COVER_BOUND_H
#define SOLVER_COVER_BOUND_H

#include "solver/cover/cover_core.h"

/**
 * A proven lower bound, by Lagrange multipliers on rounded covering rows:
 * solver/cover/cover_dual.h.
 *
 * @param known   the best answer known, priced: what the multipliers aim at
 * @param rounds  of the volume algorithm; where a gap is left, at most twice as many follow, and
 *                where it is still wide then, many more with more rows
 */
int64_t cover_bound(const struct cover_core *core, const struct cover_answer *known,
		    int32_t rounds);

/** The same, with the rows that prove it. */
void cover_bound_rows(const struct cover_core *core, const struct cover_answer *known,
		      int32_t rounds, bool brief, const struct cover_proof *start,
		      struct arena *arena, struct cover_proof *proof);

#endif
