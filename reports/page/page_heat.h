/** A section of the page. */
#ifndef REPORTS_PAGE_HEAT_H
#define REPORTS_PAGE_HEAT_H

#include "reports/page_parts.h"

/** Role by week. */
void page_heat(const struct page *page);

#endif
