/**
 * Limits of a sourcing, a second time: which are set, what each counts, whether it is kept.
 *
 * A row for each kind of limit; it shares nothing with planner/sourcing/source_limit_rows.c.
 */
#ifndef PLANNER_VERIFY_LIMITS_H
#define PLANNER_VERIFY_LIMITS_H

#include "planner/verify/verify_check.h"

/** What engagements use of a limit. */
struct limit_use {
	int64_t used, spend; /* what it counts; what all of them cost outside */
	bool ours;           /* something that is ordered or extended counts against it */
};

/** With one more engagement. @param index  in the limits of the sourcing */
void verify_limit_add(const struct sourcing_check *check, size_t index, const struct engagement *e,
		      struct limit_use *use);

/** Whether it is kept, or at least not broken by what is ordered or extended. */
bool verify_limit_keeps(const struct sourcing_check *check, size_t index,
			const struct limit_use *use);

/** All limits that are set, and no others, with what is used of them, kept. */
bool verify_limits(const struct sourcing_check *check);

#endif
