/** What heads cost and deliver: the arithmetic of solver/cover/cover.h. */
#ifndef SOLVER_COVER_PRICE_H
#define SOLVER_COVER_PRICE_H

#include "solver/cover/cover.h"

/** Minutes that one head delivers in a week. */
int32_t cover_minutes(const struct cover_problem *problem, uint32_t option, uint32_t first,
		      uint32_t week);

/** Cent60 of one head over first to last. */
int64_t cover_cost(const struct cover_problem *problem, uint32_t option, uint32_t first,
		   uint32_t last);

/** Set spend and penalty of an answer from its buys. */
void cover_price(const struct cover_problem *problem, struct cover_answer *answer);

#endif
