/** A section of the page. */
#ifndef REPORTS_PAGE_FREE_H
#define REPORTS_PAGE_FREE_H

#include "reports/page_parts.h"

/** People with time left. */
void page_free(const struct page *page);

#endif
