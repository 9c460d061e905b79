/**
 * A workbook: gaps by week with heat colours, the weeks as a chart, engagements, people, notes.
 *
 * Real dates and numbers; text from outside is written as text and never becomes a formula. Equal
 * plans give equal bytes: the file's own times are the day that the plan was made for. Built with
 * libxlsxwriter; without it the writer says what to install.
 */
#ifndef REPORTS_XLSX_H
#define REPORTS_XLSX_H

#include "reports/reports.h"

/** All sheets of the options' view. Needs nothing; engagements come when plan->sourcing is there.
 */
report_writer xlsx_write;

#endif
