/**
 * All samples of a plan, week by week, each allocated exactly.
 *
 * Samples in which a week asks for the same are one outcome and solved once. Weeks are worked
 * several at a time; what a visitor makes of one must not depend on the others.
 */
#ifndef PLANNER_SAMPLE_WEEKS_H
#define PLANNER_SAMPLE_WEEKS_H

#include "planner/simulation/samples.h"

typedef void sample_visit(void *shared, size_t worker, const struct sample_week *week);

/** How many workers sample_weeks will have: what a visitor needs one each of. */
size_t sample_workers(const struct plan *plan);

/** Visit every week once, in any order. */
void sample_weeks(const struct plan *plan, const struct sample_request *request,
		  sample_visit *visit, void *shared);

#endif
