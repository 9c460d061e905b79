/** A sheet of the workbook: notes. */
#ifndef REPORTS_XLSX_NOTES_H
#define REPORTS_XLSX_NOTES_H

#include "reports/xlsx/xlsx_book.h"

void xlsx_notes(struct book *book);

#endif
