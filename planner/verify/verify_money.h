/** What an engagement gives and costs, a second time: every day is looked at by itself. */
#ifndef PLANNER_VERIFY_MONEY_H
#define PLANNER_VERIFY_MONEY_H

#include "model/sourcing.h"

__extension__ typedef __int128 wide_int;

/** Set parts and cost of an engagement whose parts are right to what they are with another option,
 * such as one with another rate. */
void verify_reprice(const struct plan *plan, const struct rate_option *option, struct arena *arena,
		    struct engagement *engagement);

/** a / b half to even, for numbers that are not negative. */
int64_t verify_share(wide_int a, wide_int b);

/** Whether a place lies in a scope, in the verifier's own way. */
bool verify_within(const char *place, const char *scope);

/** The first thing that is wrong with an engagement's parts, weeks and amounts; NULL when nothing.
 */
const char *verify_money(const struct plan *plan, const struct engagement *engagement);

#endif
