/**
 * What the parts of reports/meeting/report_compare.h share and nobody else includes.
 */
#ifndef REPORTS_COMPARE_INNER_H
#define REPORTS_COMPARE_INNER_H

#include "reports/meeting/report_compare.h"

struct comparison {
	const struct compared *plans;
	size_t count;
	enum view view;
	FILE *out;
	const char **roles; /* of all plans, sorted */
	size_t role_count;
	bool one_change; /* two plans: only what differs, and a sentence about it */
	const struct order_change *orders; /* from the first to the second; NULL: not asked for */
	size_t order_count;
};

/** Of one role, or (NULL) of all, in one week or (SIZE_MAX) in all. */
int64_t compare_gap(const struct plan *plan, enum view view, const char *role, size_t week);

/** The week in which most is missing. */
size_t compare_worst_week(const struct plan *plan, enum view view);

/** Heads that are to be ordered, the first day by which, and what is paid. */
struct compared_orders {
	int64_t heads, help_cents, penalty_cents, total_cents, bound_cents;
	struct day first;
	bool any;
};

/** All 0 for a plan without sourcing. */
struct compared_orders compare_orders(const struct plan *plan);

/** The table. */
void compare_table(const struct comparison *comparison, int width);

#endif
