/**
 * Solutions of solver/covering/covering.h that were found before.
 *
 * A solution depends on nothing but its problem and the effort, so a problem that was solved once
 * need not be solved again: not by the next report, and not for the parts of a company that a
 * what-if leaves alone. Where solutions are kept is the giver's business
 * (service/solution_cache.h).
 */
#ifndef SOLVER_COVERING_CACHE_H
#define SOLVER_COVERING_CACHE_H

#include "base/span.h"
#include "solver/covering/covering.h"

/** Not called by several threads at a time. */
struct covering_cache {
	void *context;
	/** Find the solution to a problem, given as bytes; its buys may live in the arena. */
	bool (*find)(void *context, struct span problem, struct arena *arena,
		     struct covering_solution *solution);
	/** A new solution; copy what is to stay. */
	void (*keep)(void *context, struct span problem, const struct covering_solution *solution);
};

/** Everything that a solution depends on, as bytes in the arena: for this machine only. */
struct span covering_bytes(const struct covering_problem *problem,
			   const struct covering_effort *effort, struct arena *arena);

/**
 * Look a solution up.
 *
 * @param cache  NULL: nothing is known
 * @return false also when what is found does not solve the problem: money is worked out again
 */
bool covering_recall(const struct covering_cache *cache, const struct covering_problem *problem,
		     const struct covering_effort *effort, struct arena *arena,
		     struct covering_solution *solution);

/** Keep a solution; does nothing when `cache` is NULL. */
void covering_remember(const struct covering_cache *cache, const struct covering_problem *problem,
		       const struct covering_effort *effort,
		       const struct covering_solution *solution);

/** covering_solve, unless the solution is known. */
void covering_solve_once(const struct covering_cache *cache, const struct covering_problem *problem,
			 const struct covering_effort *effort, struct arena *arena,
			 struct covering_solution *solution);

#endif
