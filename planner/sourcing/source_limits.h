/**
 * Limits that couple the groups of a sourcing: budgets, the share onshore, vendors.
 *
 * What each limit counts, what it puts on prices, what it leaves for one head. How plans under
 * limits are found is planner/sourcing/source_master.c; docs/sourcing.md.
 */
#ifndef PLANNER_SOURCE_LIMITS_H
#define PLANNER_SOURCE_LIMITS_H

#include "planner/sourcing/source_inner.h"

/** With no more groups than that a whole head is much: more is tried. */
enum { FEW_GROUPS = 8 };

/** What some engagements use of the limits, by index in s->limits. */
struct usage {
	int64_t *used; /* as verified: cents; onshore: spend onshore */
	int64_t *ours; /* of that by what is ordered or extended; onshore: elsewhere */
	int64_t spend;
};

struct usage usage_new(const struct source *s, struct arena *arena);

void usage_add(const struct source *s, const struct engagement *engagement, struct usage *usage);

/** What a limit counts of an engagement; onshore: its spend when it is onshore. */
int64_t limit_counted(const struct source *s, size_t index, const struct engagement *engagement);

/** By how much a limit is broken: 0 or less when it is kept. */
int64_t limit_over(const struct source *s, size_t index, const struct usage *usage);

/** Whether every limit is kept, or at least not broken by what is ordered or extended. */
bool usage_fits(const struct source *s, const struct usage *usage);

/** List the limits that are set. */
void source_limits_make(struct source *s);

/** Multipliers of the limits. */
struct limit_prices {
	const struct source *s;
	const int64_t *micro; /* [limit] */
	/* [limit]: what was agreed breaks it, so only what is ordered or extended pays. */
	const bool *ours_only;
};

/** The largest multiplier: no price may fall below 0. */
int64_t limit_most_micro(const struct source *s, size_t limit);

/** Percents of multipliers, each at most that. */
void limit_scale(const struct source *s, const int64_t *micro, int32_t percent, int64_t *scaled);

/** Put the multipliers on the prices of all options, for problems that are stated from now on. */
void limit_prices_set(struct source *s, const struct limit_prices *prices);

void limit_prices_clear(struct source *s);

/**
 * Coins of the surcharges that are not above what is paid: with these taken off, bounds of problems
 * that were stated at the prices are a bound again. The prices must be set.
 */
int64_t limit_relief(const struct source *s, const struct limit_prices *prices);

/** Coins that the multipliers charge what is used. */
int64_t limit_charge(const struct limit_prices *prices, const struct usage *usage);

/** Put the multipliers of s->limits on the prices, or take all off; nothing where none binds. */
void source_limits_charge(struct source *s, bool on);

/**
 * Let a new head leave so early that it keeps every limit by itself.
 *
 * @return false when it can not: no start
 */
bool source_limits_trim(const struct source *s, uint32_t option, uint32_t first, uint32_t least,
			uint32_t *latest);

/** How many new heads of an option the limits can pay for; HEADS_OPEN when that are many. */
int32_t source_limits_heads(const struct source *s, uint32_t option);

#endif
