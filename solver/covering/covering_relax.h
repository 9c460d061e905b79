/** The relaxed problem of solver/covering/covering_dual.h, and the bound that holds. */
#ifndef SOLVER_COVERING_RELAX_H
#define SOLVER_COVERING_RELAX_H

#include "solver/covering/covering_dual.h"

/** The value of the relaxed problem, options without a cap held in their boxes; fills `use`. */
int64_t dual_relax(struct dual *dual);

/**
 * Let boxes grow in which an option still gains a good deal at the multipliers that are kept.
 *
 * @param value  of these multipliers
 * @return their value now, lower where a box has grown
 */
int64_t dual_grow(struct dual *dual, int64_t value);

/**
 * A lower bound in grains: the largest share of the multipliers that leaves nothing to gain.
 *
 * @param[out] share  of each multiplier, in Q16 (dual_share)
 * @param[out] gain   grains that options with a cap gain at these multipliers
 */
int64_t dual_proven(struct dual *dual, int64_t *share, int64_t *gain);

/** A share (Q16) of a multiplier, rounded down. */
int64_t dual_share(int64_t multiplier, int64_t share);

#endif
