/** The agenda, written. */
#ifndef REPORTS_REPORT_AGENDA_H
#define REPORTS_REPORT_AGENDA_H

#include "reports/compare/agenda_items.h"
#include "reports/reports.h"

/** Formats that agenda_write knows: bits 1 << FORMAT_... */
extern const unsigned agenda_formats;

bool agenda_write(const struct agenda *agenda, const struct report_options *options, FILE *out,
		  struct fault *fault) MUST_CHECK;

#endif
