#include "model/event.h"

#include <string.h>

#include "base/number.h"

const char *event_kind_name(enum event_kind kind)
{
	static const char *const names[] = { "gap", "engagement", "deadline" };

	static_assert(ARRAY_LEN(names) == EVENT_KIND_COUNT, "every kind has a name");
	return names[kind];
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

/* How much of a description is above its figures. */
static size_t lasting_len(const char *description)
{
	const char *figures = strstr(description, "\n" EVENT_FIGURES);

	return figures ? (size_t)(figures - description) : strlen(description);
}

static bool same_description(const char *a, const char *b)
{
	size_t len = lasting_len(a);

	return len == lasting_len(b) && memcmp(a, b, len) == 0;
}

bool event_same(const struct event *a, const struct event *b)
{
	return a->kind == b->kind && a->first.since_1970 == b->first.since_1970 &&
	       a->last.since_1970 == b->last.since_1970 && a->confirmed == b->confirmed &&
	       a->cancelled == b->cancelled && strcmp(a->key, b->key) == 0 &&
	       strcmp(a->summary, b->summary) == 0 &&
	       same_description(a->description, b->description) &&
	       strcmp(a->categories, b->categories) == 0;
}
