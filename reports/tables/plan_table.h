/** What `staffgap plan` prints: role by week, then the totals, the most important line last. */
#ifndef REPORTS_TABLES_PLAN_TABLE_H
#define REPORTS_TABLES_PLAN_TABLE_H

#include "reports/reports.h"

report_writer plan_table;

#endif
