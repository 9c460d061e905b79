/** A sheet of the workbook: people. */
#ifndef REPORTS_XLSX_PEOPLE_H
#define REPORTS_XLSX_PEOPLE_H

#include "reports/xlsx/xlsx_book.h"

void xlsx_people(struct book *book);

#endif
