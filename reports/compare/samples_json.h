/** The JSON of staffgap risk: always all of it. */
#ifndef REPORTS_SAMPLES_JSON_H
#define REPORTS_SAMPLES_JSON_H

#include "reports/reports.h"

report_subject_writer samples_json;

#endif
