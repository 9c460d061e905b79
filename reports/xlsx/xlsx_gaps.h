/** A sheet of the workbook: gaps by week with heat colours. */
#ifndef REPORTS_XLSX_GAPS_H
#define REPORTS_XLSX_GAPS_H

#include "reports/xlsx/xlsx_book.h"

void xlsx_gaps(struct book *book);

#endif
