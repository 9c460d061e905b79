/** The agenda as a page. */
#ifndef REPORTS_AGENDA_HTML_H
#define REPORTS_AGENDA_HTML_H

#include "reports/compare/agenda_items.h"
#include "reports/reports.h"

bool agenda_write_html(const struct agenda *agenda, const struct report_options *options, FILE *out,
		       struct fault *fault) MUST_CHECK;

#endif
