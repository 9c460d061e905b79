#include "reports/page/page_order_rows.h"

#include "reports/orders.h"

enum { ROWS = 24 };

const struct rate_option *order_option(const struct page *page, const struct engagement *engagement)
{
	return &page->plan->company->options[engagement->option];
}

struct order_rows page_find_orders(const struct page *page)
{
	const struct sourcing *sourcing = page->plan->sourcing;
	struct order_rows orders = { .count = sourcing->engagement_count };

	orders.list = orders_sorted(sourcing, page->arena);
	orders.shown = orders.count < ROWS ? orders.count : ROWS;
	return orders;
}
