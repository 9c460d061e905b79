/** Why each gap is unavoidable, in words. */
#ifndef REPORTS_TABLES_REPORT_CERTIFICATES_H
#define REPORTS_TABLES_REPORT_CERTIFICATES_H

#include "reports/reports.h"

/** The certificates as sentences, one below the other: what `staffgap plan -v` prints. */
report_writer certificates_table;

#endif
