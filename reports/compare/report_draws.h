/** The gap when projects come or do not come, and how far the plan's engagements are needed. */
#ifndef REPORTS_REPORT_DRAWS_H
#define REPORTS_REPORT_DRAWS_H

#include "model/draws.h"
#include "reports/reports.h"

/** Formats that draws_write knows: bits 1 << FORMAT_... */
extern const unsigned draws_formats;

/** What to write. JSON always has all of it. */
enum draws_part {
	DRAWS_ALL,         /* CSV: the gaps, since a file has one kind of rows */
	DRAWS_ENGAGEMENTS, /* the engagements alone */
};

/** A table of the sums by role and of the engagements; CSV and JSON have every role and week. */
bool draws_write(const struct plan *plan, const struct draws *draws, enum draws_part part,
		 const struct report_options *options, FILE *out, struct fault *fault) MUST_CHECK;

#endif
