/** A section of the page. */
#ifndef REPORTS_PAGE_CHANGES_H
#define REPORTS_PAGE_CHANGES_H

#include "reports/page_parts.h"

/** Since the plan before, and what caused it. */
void page_changes(const struct page *page);

#endif
