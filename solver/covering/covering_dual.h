/**
 * The Lagrangian dual of a problem of solver/covering/covering.h: cuts, multipliers, the relaxed
 * problem. solver/covering/covering_bound.c looks for good multipliers; what is proven of them is
 * said here.
 *
 * A row of g minutes with u of them open says: what the heads deliver, plus u, is at least g.
 * Mixed integer rounding by a divisor d (what some option delivers) makes a stronger cut of it,
 * with r = g mod d:
 *     sum of heads * (r * (m div d) + min(r, m mod d)) + u >= r * ceil(g / d)
 * and, without a divisor, sum of heads * min(m, g) + u >= g. Each cut has a multiplier; those of
 * one row, and of those of its tier, add up to at most its penalty, so that open minutes cost what
 * they must; with parts, those of all rows for which what is open of a part counts. What is left
 * of the problem falls apart by option: intervals of weeks that are worth more than they cost. An
 * option with a cap takes cap times its best schedule (an interval matrix has whole-numbered
 * corners); one without a cap must have no interval that gains, which is reached by shrinking the
 * multipliers.
 *
 * However the multipliers were found, the bound is computed from them exactly, in integers;
 * rounding is always towards a lower bound.
 */
#ifndef SOLVER_COVERING_DUAL_H
#define SOLVER_COVERING_DUAL_H

#include "solver/covering/covering_core.h"

struct dual_cut {
	uint32_t week, row;
	int64_t rest, right; /* r, and the right side */
	int32_t divisor;     /* 0: none */
	int64_t multiplier;  /* in grains per minute */
	int64_t step;        /* what the average misses of it; then the direction of the step */
};

/** What heads of a profile are worth to a cut. */
struct dual_weight {
	uint32_t profile;
	int32_t weight;
};

/** Cuts whose multipliers add up to a penalty at most. */
struct dual_cap {
	int64_t limit; /* grains */
	uint32_t *cuts;
	size_t count;
	/* Of a part, whose penalty may be exceeded at the cost of so many minutes; 0 of rows. */
	int64_t most;
	int64_t open, average; /* minutes, in the solution of the relaxed problem; in Q12 */
};

struct dual {
	const struct covering_core *core;
	struct arena *arena;
	struct dual_cut *cuts; /* by row */
	size_t cut_count, cut_room;
	uint32_t *row_cut;           /* per row: its cuts, row_cut[n] to row_cut[n + 1] - 1 */
	struct dual_weight *weights; /* by cut; those above 0 */
	size_t weight_count, weight_room;
	uint32_t *cut_weight; /* per cut: its weights, cut_weight[r] to cut_weight[r + 1] - 1 */
	struct dual_cap *caps;
	size_t cap_count;
	int64_t *reduced_profit; /* [profile][week], in grains: minus the reduced cost of a head in
				    the week */
	int64_t *use;            /* [profile][week]: heads in the solution of the relaxed problem */
	int64_t *average;        /* [profile][week]: of the solutions so far, in Q12 heads */
	int64_t *box;    /* [option]: the most heads of an option without a cap, while searching */
	int64_t max_box; /* no box grows beyond */
	int64_t *kept;   /* multipliers of the best bound */
};

#endif
