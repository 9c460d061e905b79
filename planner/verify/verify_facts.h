/**
 * What the parts of the verifier share: who may do what, told again from the input.
 */
#ifndef PLANNER_VERIFY_FACTS_H
#define PLANNER_VERIFY_FACTS_H

#include "model/plan.h"

/** Set FAULT_BROKEN: "the plan contradicts its input: WHAT of 'WHO' in WEEK"; returns false. */
bool facts_broken(struct fault *fault, const char *what, const char *who, const struct plan *plan,
		  size_t week);

bool facts_may_do(const struct plan *plan, const struct person *person,
		  const struct requirement *r);

/** Whether the booking is a hard one for the line's project and role. */
bool facts_is_booked_for(const struct plan *plan, const struct booking *booking, size_t line);

/** Minutes of a line in full in the week of a Monday (in days since 1970), also outside the plan.
 */
int64_t facts_line_min(const struct plan *plan, const struct demand *demand, int64_t monday);

#endif
