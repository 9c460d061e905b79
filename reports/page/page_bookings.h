/** A section of the page. */
#ifndef REPORTS_PAGE_BOOKINGS_H
#define REPORTS_PAGE_BOOKINGS_H

#include "reports/page_parts.h"

/** Bookings that are wrong. */
void page_bookings(const struct page *page);

#endif
