/** A section of the page: engagements, what to order by when. */
#ifndef REPORTS_PAGE_ORDERS_H
#define REPORTS_PAGE_ORDERS_H

#include "reports/page_parts.h"

void page_orders(const struct page *page);

/** A sentence and a figure about the orders, for the head; nothing without sourcing. */
void page_next_order(const struct page *page);
void page_cost_figure(const struct page *page);

#endif
