/** The JSON of staffgap risk: always all of it. */
#ifndef REPORTS_DRAWS_JSON_H
#define REPORTS_DRAWS_JSON_H

#include "reports/reports.h"

report_subject_writer draws_json;

#endif
