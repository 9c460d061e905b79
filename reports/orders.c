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

static bool is_sooner(const struct engagement *a, const struct engagement *b)
{
	if ((a->late_days > 0) != (b->late_days > 0))
		return a->late_days > 0;
	return day_distance(a->order_by, b->order_by) > 0;
}

const struct engagement *orders_first(const struct sourcing *sourcing, bool only_new)
{
	const struct engagement *first = NULL;

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		const struct engagement *e = &sourcing->engagements[i];

		if (e->decision == DECISION_LET_END || (only_new && e->decision != DECISION_NEW))
			continue;
		if (!first || is_sooner(e, first))
			first = e;
	}
	return first;
}
