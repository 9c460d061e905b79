#include "store/event.h"

#include <string.h>

const char *event_kind_name(enum event_kind kind)
{
	static const char *const names[] = { "gap", "engagement", "deadline" };

	static_assert(ARRAY_LEN(names) == EVENT_KIND_COUNT, "every kind has a name");
	return names[kind];
}

static int number_order(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

int event_order(const struct event *a, const struct event *b)
{
	int order = number_order(a->first.since_1970, b->first.since_1970);

	if (!order)
		order = number_order(a->kind, b->kind);
	if (!order)
		order = strcmp(a->key, b->key);
	if (!order)
		order = number_order(a->last.since_1970, b->last.since_1970);
	return order ? order : strcmp(a->uid, b->uid);
}

bool event_same(const struct event *a, const struct event *b)
{
	return a->kind == b->kind && a->first.since_1970 == b->first.since_1970 &&
	       a->last.since_1970 == b->last.since_1970 && a->confirmed == b->confirmed &&
	       a->cancelled == b->cancelled && strcmp(a->key, b->key) == 0 &&
	       strcmp(a->summary, b->summary) == 0 && strcmp(a->description, b->description) == 0 &&
	       strcmp(a->categories, b->categories) == 0;
}
