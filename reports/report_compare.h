/** Plans side by side: what is decided now, and what would be. */
#ifndef REPORTS_REPORT_COMPARE_H
#define REPORTS_REPORT_COMPARE_H

#include "reports/reports.h"

/** One column. Plans of one comparison have the same weeks. */
struct compared {
	const char *name; /* "base", a scenario, "what if" */
	const struct plan *plan;
};

/** Formats that compare_write knows: bits 1 << FORMAT_... */
extern const unsigned compare_formats;

/**
 * Gap by role (FTE-weeks short), the total, the worst week, people; engagements where the plans
 * have them. A table shows the change from the first plan; CSV has every role and week.
 */
bool compare_write(const struct compared *plans, size_t count, const struct report_options *options,
		   FILE *out, struct fault *fault) MUST_CHECK;

#endif
