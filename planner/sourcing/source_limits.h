/**
 * Limits that couple the groups of a sourcing: budgets, the share onshore, vendors.
 *
 * What each limit counts, what it puts on prices, what it leaves for one head. How plans under
 * limits are found is planner/sourcing/source_master.c; docs/sourcing.md.
 */
#ifndef PLANNER_SOURCE_LIMITS_H
#define PLANNER_SOURCE_LIMITS_H

#include "planner/sourcing/source_facts.h"

/** With no more groups than that a whole head is much of a limit, and more is tried: finer
 * pools, mixes, more multipliers for the bound. Over the 100 random plans 901 to 1000 of
 * dump_limits, which have up to four roles, plans without it are 1.8 % dearer and bounds 2.5 %
 * lower, for a quarter of the time. With 3 they are 1.4 % dearer. Between 8 and the hundreds of
 * groups of bench_sourcing nothing was measured. */
enum { FEW_GROUPS = 8 };

/* --- what is used --------------------------------------------------------------------- */

/** What some engagements use of the limits, by index in s->limits; cents. */
struct usage {
	int64_t *used;     /* what the limit counts: of the share onshore the spend onshore */
	int64_t *ours;     /* of that by what is ordered or extended; of the share nothing */
	int64_t spend;     /* of all */
	int64_t elsewhere; /* with a share: how many are ordered or extended that are not onshore */
};

/** Nothing. */
struct usage usage_make(const struct source_facts *s, struct arena *arena);

/** As new. */
void usage_clear(const struct source_facts *s, struct usage *usage);

/** With an engagement. */
void usage_add(const struct source_facts *s, const struct engagement *engagement,
	       struct usage *usage);

/** With all that another one has (sign 1), or without it (-1). */
void usage_sum(const struct source_facts *s, const struct usage *other, int sign,
	       struct usage *usage);

bool usage_same(const struct source_facts *s, const struct usage *a, const struct usage *b);

/** Whether every limit is kept, or at least not broken by what is ordered or extended. */
bool usage_fits(const struct source_facts *s, const struct usage *usage);

/** What a limit counts of an engagement; onshore: its spend when it is onshore. */
int64_t limit_counted(const struct source_facts *s, size_t index,
		      const struct engagement *engagement);

/** At most so much, at least so much of a share: of the spend there is, rounded up. */
int64_t limit_allowed(const struct source_facts *s, size_t index, const struct usage *usage);

/* --- multipliers and surcharges ------------------------------------------------------- */

/** Multipliers of the limits. */
struct limit_multipliers {
	const struct source_facts *s;
	const int64_t *micro; /* [limit] */
	/* [limit]: what was agreed breaks it, so only what is ordered or extended pays. */
	const bool *ours_only;
};

/** What came of looking for plans under limits; `found` false: nobody has looked. */
struct limit_terms {
	bool found;
	const bool *ours_only;      /* [limit]: struct limit_multipliers */
	const int64_t *fit_micro;   /* [limit]: at which what is cheapest keeps the limits */
	const int64_t *saves_micro; /* [limit]: what a cent more of it saves */
	const int64_t *room;        /* [limit]: left beside what is firm, or was agreed */
};

/** Of a week of an option, in millionths of the spend: docs/sourcing.md. */
struct week_surcharge {
	int64_t rate, late;      /* late: of days of a quarter that begins within the week */
	int64_t kept, kept_late; /* the same for what was agreed */
};

/** What multipliers put on prices. */
struct surcharge {
	struct week_surcharge *weeks; /* [option][week] */
	int64_t *past;                /* [option]: of what is owed past the plan, in millionths */
};

/** The largest multiplier: no price may fall below 0. */
int64_t limit_most_micro(const struct source_facts *s, size_t limit);

/** Percents of multipliers, each at most that. */
void limit_scale(const struct source_facts *s, const int64_t *micro, int32_t percent,
		 int64_t *scaled);

/** The multipliers on the prices of all options; in the arena. */
struct surcharge limit_surcharge(const struct limit_multipliers *multipliers, struct arena *arena);

/**
 * Cent60 of the surcharges that are not above what is paid: with these taken off, bounds of
 * problems that were stated at the prices are a bound again.
 *
 * @param surcharge  that of the prices
 * @param room       struct limit_terms
 */
int64_t limit_relief(const struct limit_multipliers *multipliers, const struct surcharge *surcharge,
		     const int64_t *room);

/** Cent60 that the multipliers charge what is used. */
int64_t limit_charge(const struct limit_multipliers *multipliers, const struct usage *usage);

/* --- what one head may be at all ------------------------------------------------------ */

/**
 * Let a new head leave so early that it keeps every limit by itself.
 *
 * @return false when it cannot: no start
 */
bool limits_trim(const struct source_facts *s, uint32_t option, uint32_t first, uint32_t least,
		 uint32_t *latest);

/** How many new heads of an option the limits can pay for; HEADS_OPEN when that are many. */
int32_t limits_heads(const struct source_facts *s, uint32_t option);

#endif
