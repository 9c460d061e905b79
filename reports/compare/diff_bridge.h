/** How the gap of a role went from one plan to the other. */
#ifndef REPORTS_COMPARE_DIFF_BRIDGE_H
#define REPORTS_COMPARE_DIFF_BRIDGE_H

#include "model/diff.h"

/** The old sum, what the window did, what the causes did, the new sum: minutes. */
struct bridge {
	int64_t before, gone, change, come, after;
};

struct bridge bridge_of(const struct diff *diff, enum view view, size_t role);

/** The Monday of a week that both plans have. */
struct day bridge_week(const struct diff *diff, size_t week);

#endif
