/*
 * An amount over a period as minutes by week: FTE, hours per week, hours in all.
 *
 * Weekly amounts shrink in a partial first or last week with the working days of the company in
 * it. Totals are differences of rounded running totals, so that the weeks of any period add up
 * to the total to the minute. Working days are counted in closed form, since a period may last
 * ages. Implements docs/capacity.md, "Amounts over a period".
 */
#include "planner/effort.h"

#include <assert.h>

int64_t effort_workdays(const struct settings *settings, struct day first, struct day last)
{
	int32_t days = day_distance(first, last) + 1;
	int64_t count;

	if (days <= 0)
		return 0;
	count = (int64_t)(days / 7) * settings_workdays(settings);
	for (int32_t i = 0; i < days % 7; i++)
		count += settings->workday[(day_weekday(first) + i) % 7];
	return count;
}

/* Minutes of the total that belong to the first `done` of `all` working days. */
static int64_t running_total_minutes(int64_t amount_micro, int64_t done, int64_t all)
{
	return scale_half_even(amount_micro, 60 * done, MICRO * all);
}

/* The week's part of a total: the running total after it less the one before it. */
static int64_t total_week_minutes(const struct settings *settings, const struct effort *effort,
				  struct day first, struct day last)
{
	int64_t all = effort_workdays(settings, effort->start, effort->end);
	int64_t before = effort_workdays(settings, effort->start, day_add(first, -1));
	int64_t here = effort_workdays(settings, first, last);

	if (all == 0)
		return 0;
	return running_total_minutes(effort->amount_micro, before + here, all) -
	       running_total_minutes(effort->amount_micro, before, all);
}

int64_t effort_week_minutes(const struct settings *settings, const struct effort *effort,
			    struct day monday)
{
	struct day first = day_later(monday, effort->start);
	struct day last = day_earlier(day_add(monday, 6), effort->end);
	int64_t days = settings_workdays(settings), worked;

	if (day_distance(first, last) < 0)
		return 0;
	if (effort->unit == AMOUNT_HOURS_TOTAL)
		return total_week_minutes(settings, effort, first, last);
	assert(effort->unit != AMOUNT_PERCENT);
	worked = effort_workdays(settings, first, last);
	if (effort->unit == AMOUNT_FTE)
		return scale_half_even(effort->amount_micro, settings->full_week_minutes * worked,
				       MICRO * days);
	return scale_half_even(effort->amount_micro, 60 * worked, MICRO * days);
}

/* The wide layout: a week's cell is taken as it is. */
static int64_t wide_week_minutes(const struct settings *settings, const struct demand *demand,
				 struct day monday)
{
	int64_t minutes = demand->unit == AMOUNT_FTE ? settings->full_week_minutes : 60;

	for (size_t i = 0; i < demand->week_count; i++)
		if (day_distance(demand->weeks[i].monday, monday) == 0)
			return scale_half_even(demand->weeks[i].amount_micro, minutes, MICRO);
	return 0;
}

int64_t demand_week_minutes(const struct settings *settings, const struct demand *demand,
			    struct day monday)
{
	struct effort effort = { demand->start, demand->end, demand->unit, demand->amount_micro };

	if (demand->weeks)
		return wide_week_minutes(settings, demand, monday);
	return effort_week_minutes(settings, &effort, monday);
}

int64_t demand_view_minutes(const struct demand *demand, enum view view, int64_t full_minutes)
{
	if (demand->status == DEMAND_COMMITTED || view == VIEW_ALL)
		return full_minutes;
	if (view == VIEW_COMMITTED)
		return 0;
	return scale_half_even(full_minutes, demand->probability_percent, 100);
}
