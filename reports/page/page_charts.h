/** A section of the page. */
#ifndef REPORTS_PAGE_CHARTS_H
#define REPORTS_PAGE_CHARTS_H

#include "reports/page_parts.h"

/** Supply and demand of each role. */
void page_charts(const struct page *page);

#endif
