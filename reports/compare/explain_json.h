/** The JSON of what is explained. */
#ifndef REPORTS_EXPLAIN_JSON_H
#define REPORTS_EXPLAIN_JSON_H

#include "reports/reports.h"

report_subject_writer explain_json;

#endif
