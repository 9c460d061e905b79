/** The CSV of staffgap diff: a row per cause, role, week and view, and per engagement. */
#ifndef REPORTS_COMPARE_DIFF_CSV_H
#define REPORTS_COMPARE_DIFF_CSV_H

#include "reports/reports.h"

report_subject_writer diff_csv;

#endif
