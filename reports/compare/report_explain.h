/** Why a number is what it is, for people (table) and for programs (JSON). */
#ifndef REPORTS_REPORT_EXPLAIN_H
#define REPORTS_REPORT_EXPLAIN_H

#include "model/explain.h"
#include "reports/reports.h"

/** Formats that explain_write knows: bits 1 << FORMAT_... */
extern const unsigned explain_formats;

bool explain_write(const struct plan *plan, const struct explanation *explained,
		   const struct report_options *options, FILE *out, struct fault *fault) MUST_CHECK;

#endif
