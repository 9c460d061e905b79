/** Gaps and why they stay, limits, totals: the sums of a sourcing, a second time. */
#ifndef PLANNER_VERIFY_SUMS_H
#define PLANNER_VERIFY_SUMS_H

#include "planner/verify/verify_check.h"

/** Gaps, limits and totals. */
bool verify_sums(const struct sourcing_check *check);

#endif
