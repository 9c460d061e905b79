/** Orders of the page: engagements in the order in which somebody has to act. */
#ifndef REPORTS_PAGE_ORDER_ROWS_H
#define REPORTS_PAGE_ORDER_ROWS_H

#include "model/sourcing.h"
#include "reports/page_parts.h"

struct order_rows {
	const struct engagement **list; /* by the day on which they must be ordered */
	size_t count, shown;            /* of them, the first `shown` are drawn and listed */
};

/** Sorted; needs plan->sourcing. */
struct order_rows page_find_orders(const struct page *page);

const struct rate_option *order_option(const struct page *page,
				       const struct engagement *engagement);

#endif
