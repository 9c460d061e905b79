/** The agenda as a page. */
#ifndef REPORTS_AGENDA_HTML_H
#define REPORTS_AGENDA_HTML_H

#include "reports/reports.h"

report_subject_writer agenda_html;

#endif
