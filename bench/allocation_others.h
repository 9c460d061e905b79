/**
 * What the allocation is measured against: CLP on the same weeks, and greedy by priority.
 */
#ifndef BENCH_ALLOCATION_OTHERS_H
#define BENCH_ALLOCATION_OTHERS_H

#include "model/plan.h"

enum { BENCH_WEEKS_MOST = 104 };

/** Uncovered minutes per week and priority. */
struct bench_gap {
	int64_t min[BENCH_WEEKS_MOST][PRIORITY_MAX + 1];
};

/**
 * The eligibility graph as one linear program, built once and solved for each week by the primal
 * simplex from the last week's basis; view "all".
 *
 * @param[out] gap  zeroed by the caller
 * @return false when CLP is not there or did not solve a week
 */
bool bench_clp(const struct plan *plan, struct bench_gap *gap);

/** By priority; each need takes from those who qualify, fewest choices first. Uncovered minutes. */
int64_t bench_greedy(const struct plan *plan);

#endif
