/** Plans side by side: what is decided now, and what would be. */
#ifndef REPORTS_REPORT_COMPARE_H
#define REPORTS_REPORT_COMPARE_H

#include "reports/compare/compare_sums.h"

/** Formats that compare_write knows: bits 1 << FORMAT_... */
extern const unsigned compare_formats;

/**
 * Gap by role (FTE-weeks short), the total, the worst week, people; engagements where the plans
 * have them. A table shows the change from the first plan; CSV has every role and week.
 */
bool compare_write(const struct compared *plans, size_t count, const struct report_options *options,
		   FILE *out, struct fault *fault) MUST_CHECK;

/**
 * A plan beside the same with something changed: roles whose gap changes, the sums, what of the
 * engagements is new, changed or gone.
 *
 * @param orders  from the one to the other; NULL when the plans have no engagements
 */
bool what_if_write(const struct plan *before, const struct plan *after,
		   const struct order_change *orders, size_t order_count,
		   const struct report_options *options, FILE *out, struct fault *fault) MUST_CHECK;

#endif
