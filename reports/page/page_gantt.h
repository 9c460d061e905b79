/** Orders of the page as a chart. */
#ifndef REPORTS_PAGE_GANTT_H
#define REPORTS_PAGE_GANTT_H

#include "reports/page/page_order_rows.h"

/** A strip for each shown order: from order-by day over lead time to its days of work. */
void page_gantt(const struct page *page, const struct order_rows *orders);

#endif
