/** A sheet of the workbook: the weeks as a chart. */
#ifndef REPORTS_XLSX_WEEKS_H
#define REPORTS_XLSX_WEEKS_H

#include "reports/xlsx/xlsx_book.h"

void xlsx_weeks(struct book *book);

#endif
