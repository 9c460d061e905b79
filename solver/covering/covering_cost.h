/** What heads cost and deliver: the arithmetic of solver/covering/covering.h. */
#ifndef SOLVER_COVERING_COST_H
#define SOLVER_COVERING_COST_H

#include "solver/covering/covering.h"

/** Minutes that one head delivers in a week. */
int32_t covering_minutes(const struct covering_problem *problem, uint32_t option, uint32_t first,
			 uint32_t week);

/** Cent60 of one head over first to last. */
int64_t covering_cost(const struct covering_problem *problem, uint32_t option, uint32_t first,
		      uint32_t last);

/** Set spend and penalty of a solution from its buys. */
void covering_evaluate(const struct covering_problem *problem, struct covering_solution *solution);

#endif
