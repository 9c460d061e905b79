/** Sums of plans that stand side by side. */
#ifndef REPORTS_COMPARE_SUMS_H
#define REPORTS_COMPARE_SUMS_H

#include "model/plan.h"

/** Of one role, or (NULL) of all, in one week or (SIZE_MAX) in all. */
int64_t compare_gap(const struct plan *plan, enum view view, const char *role, size_t week);

/** The week in which most is missing. */
size_t compare_worst_week(const struct plan *plan, enum view view);

/** Heads that are to be ordered, the first day by which, and what is paid. */
struct compared_orders {
	int64_t heads, external_cents, penalty_cents, total_cents, bound_cents;
	struct day first;
	bool any;
};

/** All 0 for a plan without sourcing. */
struct compared_orders compare_orders(const struct plan *plan);

#endif
