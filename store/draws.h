/**
 * The gap when tentative projects come or do not come: what many draws give.
 *
 * A quantile is a gap that at least so many percent of the draws do not exceed (nearest rank), so
 * it is a gap that really occurs. planner/draws.h makes it; docs/ritual.md.
 */
#ifndef STORE_DRAWS_H
#define STORE_DRAWS_H

#include "store/plan.h"

enum draw_quantile { DRAW_P10, DRAW_P50, DRAW_P80, DRAW_P95, DRAW_QUANTILE_COUNT };

/** 10, 50, 80, 95. */
int32_t draw_percent(enum draw_quantile quantile);

struct spread {
	int64_t quantile_min[DRAW_QUANTILE_COUNT];
	int64_t sum_min; /* over all draws: the mean is this divided by their number */
};

struct draws {
	int32_t count;
	uint64_t seed;
	size_t project_count; /* that may come or not, be late, or be of another size */
	const char **roles;   /* sorted */
	size_t role_count;
	struct spread *cells;     /* [role][week] */
	struct spread *totals;    /* [role]: of the sum over all weeks */
	struct spread whole;      /* of all roles and weeks */
	int64_t *requirement_p80; /* [requirement][week]: what sourcing to P80 would cover */
};

#endif
