/** The JSON of staffgap diff. */
#ifndef REPORTS_COMPARE_DIFF_JSON_H
#define REPORTS_COMPARE_DIFF_JSON_H

#include "reports/reports.h"

report_subject_writer diff_json;

#endif
