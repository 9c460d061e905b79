/** What changed between two plans, for people (table) and for programs (CSV, JSON). */
#ifndef REPORTS_REPORT_DIFF_H
#define REPORTS_REPORT_DIFF_H

#include "model/diff.h"
#include "reports/reports.h"

/** Formats that diff_write knows: bits 1 << FORMAT_... */
extern const unsigned diff_formats;

/** Write it in the format of the options; a table shows their view, the others all or that one. */
bool diff_write(const struct diff *diff, const struct report_options *options, FILE *out,
		struct fault *fault) MUST_CHECK;

#endif
