/** Gaps and why they stay, limits, totals: the sums of a sourcing, a second time. */
#ifndef PLANNER_VERIFY_SUMS_H
#define PLANNER_VERIFY_SUMS_H

#include "planner/verify/verify_check.h"

/** What a limit counts of an engagement; `quarter` is its place among the quarters. */
int64_t verify_counted(const struct sourcing_check *check, const struct source_limit *limit,
		       size_t quarter, const struct engagement *e);

/** Whether what an option costs counts as spent onshore. */
bool verify_at_home(const struct sourcing_check *check, uint32_t option);

/** Gaps, limits and totals. */
bool verify_sums(const struct sourcing_check *check);

#endif
