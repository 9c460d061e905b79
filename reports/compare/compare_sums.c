#include "reports/compare/compare_sums.h"

#include <string.h>

#include "model/sourcing.h"
#include "reports/shape.h"

int64_t compare_gap(const struct plan *plan, enum view view, const char *role, size_t week)
{
	size_t first = week == SIZE_MAX ? 0 : week;
	size_t end = week == SIZE_MAX ? plan->options.week_count : week + 1;
	int64_t sum = 0;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		if (role && strcmp(plan->requirements[r].role, role) != 0)
			continue;
		for (size_t w = first; w < end; w++)
			sum += coverage_gap(plan_requirement_coverage(plan, view, r, w));
	}
	return sum;
}

size_t compare_worst_week(const struct plan *plan, enum view view)
{
	size_t worst = 0;

	for (size_t w = 1; w < plan->options.week_count; w++)
		if (compare_gap(plan, view, NULL, w) > compare_gap(plan, view, NULL, worst))
			worst = w;
	return worst;
}

struct compared_orders compare_orders(const struct plan *plan)
{
	struct compared_orders orders = { 0 };

	for (size_t i = 0; plan->sourcing && i < plan->sourcing->engagement_count; i++) {
		const struct engagement *e = &plan->sourcing->engagements[i];

		if (e->decision != DECISION_NEW)
			continue;
		orders.heads += e->heads;
		if (!orders.any || day_distance(e->order_by, orders.first) > 0)
			orders.first = e->order_by;
		orders.any = true;
	}
	if (plan->sourcing) {
		orders.external_cents = cost_total(&plan->sourcing->cost);
		orders.penalty_cents = plan->sourcing->penalty_cents;
		orders.total_cents = plan->sourcing->total_cents;
		orders.bound_cents = plan->sourcing->bound_cents;
	}
	return orders;
}
