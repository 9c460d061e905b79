/** A section of the page. */
#ifndef REPORTS_PAGE_SOURCES_H
#define REPORTS_PAGE_SOURCES_H

#include "reports/page_parts.h"

/** Feeds and notes. */
void page_sources(const struct page *page);

#endif
