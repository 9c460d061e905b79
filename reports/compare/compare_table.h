/** Plans side by side on a terminal. */
#ifndef REPORTS_COMPARE_TABLE_H
#define REPORTS_COMPARE_TABLE_H

#include <stdio.h>

#include "reports/compare/comparison.h"

struct side_by_side {
	const struct comparison *of;
	enum view view;
	const char **roles; /* of all plans, sorted */
	size_t role_count;
};

/** The table; of one change with a sentence about it, which comes last. */
void compare_table(const struct side_by_side *sides, int width, FILE *out);

#endif
