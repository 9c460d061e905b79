/** A sheet of the workbook: engagements. */
#ifndef REPORTS_XLSX_ENGAGEMENTS_H
#define REPORTS_XLSX_ENGAGEMENTS_H

#include "reports/xlsx/xlsx_book.h"

void xlsx_engagements(struct book *book);

#endif
