/**
 * Which of a week's work our people may do, people who may do the same together.
 */
#ifndef PLANNER_SOURCING_SOURCE_REACH_H
#define PLANNER_SOURCING_SOURCE_REACH_H

#include "planner/sourcing/source_own.h"

struct reach {
	int32_t node; /* of the week's cut: whose minutes */
	int64_t minutes;
	uint32_t *classes; /* of the week, that they may do */
	size_t count;
};

struct reaches {
	const struct own_use *own;
	const struct own_week *week;
	struct reach *list; /* all that have minutes */
	size_t count;
};

struct reaches reaches_make(const struct own_use *own, size_t week, struct arena *arena);

static inline const struct own_class *reaches_class(const struct reaches *r, uint32_t i)
{
	return &r->own->classes[r->week->classes[i]];
}

/** Whether it matters to heads or to penalties which of it they do. */
bool reach_is_coupled(const struct reaches *r, const struct reach *reach);

#endif
