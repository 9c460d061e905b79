/**
 * All draws of a plan, week by week, each allocated exactly.
 *
 * Draws in which a week asks for the same are one outcome and solved once. Weeks are worked
 * several at a time; what a visitor makes of one must not depend on the others.
 */
#ifndef PLANNER_DRAW_WEEKS_H
#define PLANNER_DRAW_WEEKS_H

#include "planner/simulation/draws.h"

typedef void draw_visit(void *shared, size_t worker, const struct draw_week *week);

/** How many workers draw_weeks will have: what a visitor needs one each of. */
size_t draw_workers(const struct plan *plan);

/** Visit every week once, in any order. */
void draw_weeks(const struct plan *plan, const struct draw_request *request, draw_visit *visit,
		void *shared);

#endif
