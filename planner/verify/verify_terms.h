/** One engagement checked: its kind, its terms, its days. */
#ifndef PLANNER_VERIFY_TERMS_H
#define PLANNER_VERIFY_TERMS_H

#include "planner/verify/verify_check.h"

/** The longest term in weeks of an engagement that begins on a day. */
int32_t verify_longest(const struct sourcing_check *check, const struct rate_option *option,
		       struct day first);

/** One engagement: kind, terms, days, money. */
bool verify_engagement(const struct sourcing_check *check, const struct engagement *e);

/** Heads of an option that were agreed to be there in a week. */
int64_t verify_agreed_heads(const struct sourcing_check *check, size_t option, int32_t week);

#endif
