/** Plans that are to stand side by side: what is decided now, and what would be. */
#ifndef REPORTS_COMPARISON_H
#define REPORTS_COMPARISON_H

#include "model/diff.h"

/** One column. Plans of one comparison have the same weeks. */
struct compared {
	const char *name; /* "base", a scenario, "what if" */
	const struct plan *plan;
};

/** What the report `compare` is written from. */
struct comparison {
	const struct compared *plans; /* changes are those from the first */
	size_t count;
	/* Two plans, the second with something changed: roles whose gap changes, the sums, what of
	 * the engagements is new, changed or gone. */
	bool one_change;
	const struct order_change
		*orders; /* from the one to the other; NULL: without engagements */
	size_t order_count;
};

#endif
