/**
 * Limits that couple the groups of a sourcing: budgets, the share onshore, vendors.
 *
 * Each limit gets a multiplier: a surcharge on what it counts. Groups are solved again under the
 * surcharges, every answer becomes an entry of the group's menu, and a small master problem
 * takes one entry of each menu, so that all limits are kept at the least cost. The surcharged
 * bounds give a bound for the whole. docs/sourcing.md.
 */
#ifndef PLANNER_SOURCE_LIMITS_H
#define PLANNER_SOURCE_LIMITS_H

#include "planner/source_inner.h"

/** What some engagements use of the limits, by index in s->limits. */
struct usage {
	int64_t *used; /* as verified: cents; onshore: spend onshore */
	int64_t *ours; /* of that by what is ordered or extended; onshore: elsewhere */
	int64_t spend;
};

struct usage usage_new(const struct source *s, struct arena *arena);

void usage_add(const struct source *s, const struct engagement *engagement, struct usage *usage);

/** Whether every limit is kept, or at least not broken by what is ordered or extended. */
bool usage_fits(const struct source *s, const struct usage *usage);

/** List the limits that are set. */
void source_limits_make(struct source *s);

/**
 * Make the answers of all groups fit, and set the multipliers of s->limits.
 *
 * Answers and their bounds must stand for no surcharge at all. The groups are left with the
 * answers that were taken; their bounds no longer mean anything.
 * @param[out] bound_coins  of the whole plan
 * @return false when nothing but to leave everything as agreed was found to fit
 */
bool source_limits_solve(struct source *s, int64_t *bound_coins);

#endif
