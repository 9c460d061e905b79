#include "reports/orders.h"

#include <stdlib.h>

static int by_order(const void *a, const void *b)
{
	const struct engagement *left = *(const struct engagement *const *)a;
	const struct engagement *right = *(const struct engagement *const *)b;
	bool l = left->decision == DECISION_LET_END, r = right->decision == DECISION_LET_END;

	if (l != r)
		return l ? 1 : -1;
	if (left->order_by.since_1970 != right->order_by.since_1970)
		return left->order_by.since_1970 < right->order_by.since_1970 ? -1 : 1;
	return left < right ? -1 : left > right;
}

const struct engagement **orders_sorted(const struct sourcing *sourcing, struct arena *arena)
{
	const struct engagement **list =
		ARENA_ARRAY(arena, const struct engagement *, sourcing->engagement_count + 1);

	for (size_t i = 0; i < sourcing->engagement_count; i++)
		list[i] = &sourcing->engagements[i];
	qsort(list, sourcing->engagement_count, sizeof(const struct engagement *), by_order);
	return list;
}
