/**
 * Work that a library does, in a process of its own.
 *
 * libxlsxwriter follows null pointers when memory runs out. In a process of its own that ends this
 * process, and whoever asked for the workbook is told; the plan in hand and the other reports go
 * on.
 */
#ifndef REPORTS_XLSX_APART_H
#define REPORTS_XLSX_APART_H

#include "base/fault.h"

/** What is done in the other process, which sees all memory as it is now; what it changes there is
 * gone with it. */
typedef bool apart_work(void *shared, struct fault *fault);

/** @return what the work returned, with its fault; false with FAULT_SYSTEM when it ended in a crash
 */
bool xlsx_apart(apart_work *work, void *shared, struct fault *fault) MUST_CHECK;

#endif
