/** A section of the page. */
#ifndef REPORTS_PAGE_HEAD_H
#define REPORTS_PAGE_HEAD_H

#include "reports/page_parts.h"

/** Title, key figures, feeds that are stale. */
void page_head(const struct page *page);

#endif
