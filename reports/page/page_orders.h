/**
 * Orders of the page: engagements in the order in which somebody has to act.
 */
#ifndef REPORTS_PAGE_ORDERS_H
#define REPORTS_PAGE_ORDERS_H

#include "reports/page/page.h"
#include "store/sourcing.h"

struct orders {
	const struct engagement **list; /* by the day on which they must be ordered */
	size_t count, shown;            /* of them, the first `shown` are drawn and listed */
};

/** Sorted; needs plan->sourcing. */
struct orders page_find_orders(const struct page *page);

const struct option *order_option(const struct page *page, const struct engagement *engagement);

/** A strip for each shown order: from order-by day over lead time to its days of work. */
void page_gantt(const struct page *page, const struct orders *orders);

#endif
