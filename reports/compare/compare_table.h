/** Plans side by side on a terminal. */
#ifndef REPORTS_COMPARE_TABLE_H
#define REPORTS_COMPARE_TABLE_H

#include "reports/compare/compare_sums.h"

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

/** The table. */
void compare_table(const struct comparison *comparison, int width);

#endif
