/**
 * What the parts of the verifier share: who may do what, told again from the input.
 */
#ifndef PLANNER_VERIFY_FACTS_H
#define PLANNER_VERIFY_FACTS_H

#include "model/plan.h"

/** Set FAULT_BROKEN: "the plan contradicts its input: WHAT of 'WHO' in WEEK"; returns false. */
bool facts_broken(struct fault *fault, const char *what, const char *who, const struct plan *plan,
		  size_t week);

/** Wide enough for products of what is summed. */
__extension__ typedef __int128 wide;

/** a * b / c half to even, for numbers that are not negative; rounded in the verifier's own way. */
int64_t facts_share(wide a, wide b, wide c);

/** Whether a place is the scope or lies in it. */
bool facts_within(const char *place, const char *scope);

bool facts_may_do(const struct plan *plan, const struct person *person,
		  const struct requirement *r);

/** Whether the booking is a hard one for the line's project and role. */
bool facts_is_booked_for(const struct plan *plan, const struct booking *booking, size_t line);

/** An amount from a first to a last day. */
struct facts_spread {
	enum amount_unit unit;
	int64_t amount_micro, first, last;
};

/** Its minutes in the week of a Monday. */
int64_t facts_spread(const struct settings *settings, const struct facts_spread *s, int64_t monday);

/** Minutes of a line in full in the week of a Monday (in days since 1970), also outside the plan.
 */
int64_t facts_line_minutes(const struct plan *plan, const struct demand *demand, int64_t monday);

#endif
