/** Cuts of solver/covering/covering_dual.h, their weights, and the penalties that limit their
 * multipliers.
 */
#ifndef SOLVER_COVERING_CUTS_H
#define SOLVER_COVERING_CUTS_H

#include "solver/covering/covering_dual.h"

/** Cuts, weights, and multipliers to start from; boxes a little above what the solution uses.
 *
 * @param many  divisors for each row: not only what heads deliver past their ramp
 */
void dual_make(const struct covering_core *core, const struct covering_solution *incumbent,
	       bool many, struct arena *arena, struct dual *dual);

/** Go on from the multipliers of these cuts; all others have none. */
void dual_start_from(struct dual *dual, const struct covering_proof *start);

/** The rows of the tier that begins with this one are those before the one returned. */
uint32_t dual_tier_end(const struct dual *dual, uint32_t row);

/** Keep all caps: multipliers of a row and those of its tier, or of a part. */
void dual_hold_multipliers(struct dual *dual);

#endif
