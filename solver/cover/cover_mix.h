/**
 * Answers to a problem of solver/cover/cover.h that must also keep side limits.
 *
 * Prices alone do not find them: where two limits bind, the best answer may be a mix of heads that
 * no price makes the cheapest. So this is a local search on the answer itself, with what it uses
 * above a limit charged more and more, at last a cent above it too: heads are added, taken out,
 * exchanged, or added by two.
 */
#ifndef SOLVER_COVER_MIX_H
#define SOLVER_COVER_MIX_H

#include "solver/cover/cover.h"

enum { COVER_SIDES_MAX = 16 };

/** What heads use of a limit: what they cost more in the other problem, which has the same options.
 */
struct cover_side {
	const struct cover_problem *charged;
	int64_t room; /* cent60 */
};

/**
 * Search from an answer.
 *
 * @param looks   looks at all that could be added: goes down, and ends the search at 0
 * @param found   told each answer that nothing makes cheaper at some charge; not all keep the
 * limits
 */
void cover_mix(const struct cover_problem *problem, const struct cover_side *sides,
	       size_t side_count, const struct cover_answer *start, int64_t *looks,
	       void (*found)(void *shared, const struct cover_answer *answer), void *shared);

#endif
