/** A section of the page. */
#ifndef REPORTS_PAGE_SHORTAGES_H
#define REPORTS_PAGE_SHORTAGES_H

#include "reports/page_parts.h"

/** Runs of weeks, most urgent first. */
void page_shortages(const struct page *page);

#endif
