/**
 * How an amount that was written once becomes minutes week by week.
 *
 * Demand lines and bookings say "0.5 FTE", "16 hours a week" or "120 hours in
 * total" over a period. docs/capacity.md gives the rules with examples.
 */
#ifndef PLANNER_EFFORT_H
#define PLANNER_EFFORT_H

#include "base/number.h"
#include "model/plan.h"

/** An amount over a period, both days included. Not for AMOUNT_PERCENT. */
struct effort {
	struct day start, end;
	enum amount_unit unit;
	int64_t amount_micro;
};

/** The company's working days from first to last, both included; 0 when last is before first. */
int64_t effort_workdays(const struct settings *settings, struct day first, struct day last);

/**
 * Minutes of the ISO week that begins on the Monday.
 *
 * Amounts per week are prorated by the company's working days in a partial
 * first or last week. Totals are spread over the working days of the period
 * by differences of rounded running totals, so all weeks together give the
 * total to the minute. A period without a working day gives 0.
 */
int64_t effort_week_minutes(const struct settings *settings, const struct effort *effort,
			    struct day monday);

/** Minutes of a demand line in that week, in full, whatever its probability. */
int64_t demand_week_minutes(const struct settings *settings, const struct demand *demand,
			    struct day monday);

/** What a view makes of a line's full minutes. Weighted minutes are rounded half to even. */
int64_t demand_view_minutes(const struct demand *demand, enum view view, int64_t full_minutes);

#endif
