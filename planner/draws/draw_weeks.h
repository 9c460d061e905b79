/**
 * All draws of a plan, week by week, each allocated exactly.
 *
 * Draws in which a week asks for the same are one outcome and solved once. Weeks are worked
 * several at a time; what a visitor makes of one must not depend on the others.
 */
#ifndef PLANNER_DRAW_WEEKS_H
#define PLANNER_DRAW_WEEKS_H

#include "planner/draws/draws.h"

/** A week in all draws. Lives until the visitor returns. */
struct draw_week {
	size_t week;
	size_t outcome_count;
	const uint32_t *outcome;     /* [draw]: number of its outcome */
	const int32_t *const *gap;   /* [outcome][demand line]: minutes that stay uncovered */
	const int32_t *const *asked; /* [outcome][entry of the lines that vary] */
	struct arena *arena;         /* of the week, for the visitor, too */
};

typedef void draw_visit(void *shared, size_t worker, const struct draw_week *week);

/** How many workers draw_weeks will have: what a visitor needs one each of. */
size_t draw_workers(const struct plan *plan);

/** Visit every week once, in any order. */
void draw_weeks(const struct plan *plan, const struct draw_request *request, draw_visit *visit,
		void *shared);

#endif
