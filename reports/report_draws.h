/** The gap when projects come or do not come. */
#ifndef REPORTS_REPORT_DRAWS_H
#define REPORTS_REPORT_DRAWS_H

#include "reports/reports.h"
#include "store/draws.h"

/** Formats that draws_write knows: bits 1 << FORMAT_... */
extern const unsigned draws_formats;

/** A table of the sums by role; CSV and JSON have every role and week. */
bool draws_write(const struct plan *plan, const struct draws *draws,
		 const struct report_options *options, FILE *out, struct fault *fault) MUST_CHECK;

#endif
