/**
 * The rate card, worked out: who may fill what, what heads deliver, what they cost.
 *
 * Pure functions of the company and the plan's first week, length and today. Everything is per
 * head and part (the days within one ISO week and one calendar month), rounded to the cent
 * half to even there, then multiplied by heads and summed: so costs are linear in heads and
 * add up by week, month and quarter. The formulas are docs/costs.md;
 * planner/verify/verify_sourcing.c works them out a second time, in its own way.
 */
#ifndef PLANNER_COSTING_H
#define PLANNER_COSTING_H

#include "model/sourcing.h"

/** The longest term in weeks: max_weeks, or less where a tenure limit holds on the first day. */
int32_t costing_longest_weeks(const struct settings *settings, const struct rate_option *option,
			      struct day first_day);

/**
 * Whether an engagement may begin on that day: not before today plus the lead time, within
 * the validity of the row, and with a longest term that is no less than the shortest.
 */
bool costing_may_begin(const struct settings *settings, const struct plan_options *options,
		       const struct rate_option *option, struct day first_day);

/* --- one head, by week ------------------------------------------------- */

/** What one head of an option gives and costs in each whole week of the plan. */
struct costing_table {
	int32_t first_start; /* first week in which an engagement may begin; week_count: in none */
	bool *may_start;     /* [week] */
	int32_t *longest;    /* [week]: longest term in weeks of an engagement that begins there */
	int32_t *present_minutes;  /* [week]: contracted less holidays */
	int64_t *rate_cents;       /* [week] */
	int64_t *late_cents;       /* [week]: of that, in a quarter that begins within the week */
	int64_t *management_cents; /* [week] */
	int64_t *commitment_cents; /* [week]: owed past the plan when an engagement begins in that
				    * week, because of its minimum term; 0 for a hire */
};

/** Work out an option. The table is in the arena. */
void costing_option(const struct company *company, const struct plan_options *options,
		    const struct rate_option *option, struct arena *arena,
		    struct costing_table *table);

/** Minutes that one head covers in its n-th week (from 0) when it is present for so long. */
int32_t costing_delivered_minutes(const struct rate_option *option, int32_t present_minutes,
				  int32_t nth_week);

/**
 * The least last week of an engagement that begins in a week: it may lie past the plan. The
 * plan's last week for a hire.
 */
int32_t costing_least_last_week(const struct plan_options *options,
				const struct rate_option *option, int32_t first_week);

/* --- an engagement ----------------------------------------------------- */

/**
 * Work out days, order-by date, parts, weeks, cost and delivered_minutes of an engagement whose
 * option, contract, decision, heads, first_week and last_week are set. Of weeks[].covered_minutes
 * the coverage is not known yet: 0. Nothing else is touched. Parts and weeks are in the arena.
 */
void costing_engagement(const struct company *company, const struct plan_options *options,
			struct arena *arena, struct engagement *engagement);

/**
 * The last week of a running engagement in each decision, for new candidates: as agreed (may
 * lie past the plan; below 0 when it ends before it).
 */
int32_t costing_agreed_last_week(const struct plan_options *options,
				 const struct contract *contract);

/* --- for placement ----------------------------------------------------- */

/** The price of what no option can deliver in that week although the rate card has some: ten
 * million an hour, above any price in earnest, so such work is served first. */
#define COSTING_NEVER INT64_C(1000000000)

#endif
