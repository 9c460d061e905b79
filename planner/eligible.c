/*
 * Who of the rate card may work on what, and what an hour of it costs at least.
 *
 * Eligibility is exact: role, level, skills, place, and shared working time of two zones in each
 * week in which the line asks for time. The least price of an hour per requirement and week
 * decides where our own people go within a priority, with the objective cost before it: to what
 * would be dearest to fill from outside. It is that of one head of one option, from its first
 * possible week for as long as it may stay.
 *
 * Cost: options times lines times weeks. Left out: that heads are whole and limited; sourcing
 * knows that. Implements docs/costs.md, "Who may work on what".
 */
#include "planner/eligible.h"

#include <assert.h>
#include <string.h>

#include "base/day.h"
#include "base/number.h"
#include "planner/allocation/costing.h"
#include "planner/effort.h"

static int32_t shared_minutes(int32_t a, int32_t a_end, int32_t b, int32_t b_end)
{
	int32_t from = a > b ? a : b, to = a_end < b_end ? a_end : b_end;

	return to > from ? to - from : 0;
}

int32_t price_overlap_minutes(int32_t start_minute, int32_t length_minutes, int32_t offset_minutes,
			      int32_t other_start_minute, int32_t other_length_minutes,
			      int32_t other_offset_minutes)
{
	int32_t a = start_minute - offset_minutes, b = other_start_minute - other_offset_minutes,
		sum = 0;

	/* The other's working day may be the one before or after; zones are up to 26 hours apart.
	 */
	for (int32_t shift = -2 * DAY_MINUTES; shift <= 2 * DAY_MINUTES; shift += DAY_MINUTES)
		sum += shared_minutes(a, a + length_minutes, b + shift,
				      b + shift + other_length_minutes);
	return sum;
}

/* The working day of the option for shared time: the longest of its week. */
static int32_t longest_day_minutes(const struct rate_option *option)
{
	int32_t longest = 0;

	for (int d = 0; d < 7; d++)
		if (option->pattern_minutes[d] > longest)
			longest = option->pattern_minutes[d];
	return longest;
}

/* The company's working day, likewise. */
static int32_t full_day_minutes(const struct settings *settings)
{
	int32_t longest = 0;

	for (int d = 0; d < 7; d++) {
		/* 1970-01-05 is a Monday. */
		int32_t minutes = settings_full_day_minutes(settings, (struct day){ 4 + d });

		if (minutes > longest)
			longest = minutes;
	}
	return longest;
}

/* In every week of the plan in which the line asks for time; in the plan's first when in none. */
static bool shares_enough(const struct company *company, const struct plan_options *options,
			  const struct rate_option *option, const struct demand *line)
{
	const struct settings *settings = &company->settings;
	const struct zone *here = company_zone(company, line->time_zone);
	const struct zone *there = company_zone(company, option->time_zone);
	int32_t here_len = full_day_minutes(settings), there_len = longest_day_minutes(option);

	if (line->overlap_minutes == 0)
		return true;
	if (!here || !there)
		return false;
	for (size_t w = 0; w < options->week_count; w++) {
		struct day monday = day_add(options->first_week, 7 * (int32_t)w);

		if (demand_week_minutes(settings, line, monday) > 0 &&
		    price_overlap_minutes(
			    settings->day_start_minute, here_len, zone_offset_minutes(here, monday),
			    settings->day_start_minute, there_len,
			    zone_offset_minutes(there, monday)) < line->overlap_minutes)
			return false;
	}
	return true;
}

/* Both are sorted. */
static bool has_skills(const struct rate_option *option, const struct demand *line)
{
	size_t k = 0;

	for (size_t i = 0; i < line->skill_count; i++) {
		while (k < option->skill_count && strcmp(option->skills[k], line->skills[i]) < 0)
			k++;
		if (k == option->skill_count || strcmp(option->skills[k], line->skills[i]) != 0)
			return false;
	}
	return true;
}

bool costing_may_fill(const struct company *company, const struct plan_options *options,
		      const struct rate_option *option, const struct demand *line)
{
	int32_t level = option_level(option, line->role);

	return level >= line->level && level - line->level <= company->settings.levels_down &&
	       has_skills(option, line) && location_within(option->location, line->location) &&
	       shares_enough(company, options, option, line);
}

/* --- for placement ----------------------------------------------------- */

/* Per delivered hour, from the first possible start for as long as plan and terms allow. */
static int64_t hour_cents(const struct plan_options *options, const struct rate_option *option,
			  const struct costing_table *table)
{
	int32_t start = table->first_start, weeks = (int32_t)options->week_count;
	int64_t cents = option->fixed_fee_cents + table->commitment_cents[start], minutes = 0;
	int32_t end = start + table->longest[start];

	for (int32_t w = start; w < (end < weeks ? end : weeks); w++) {
		cents += table->rate_cents[w] + table->management_cents[w];
		minutes += costing_delivered_minutes(option, table->present_minutes[w], w - start);
	}
	return minutes > 0 ? scale_half_even(cents, 60, minutes) : COSTING_NEVER;
}

struct offers {
	int32_t *first_start;
	int64_t *cents;
};

/* First possible week and price of an hour of each option. */
static struct offers all_offers(const struct plan *plan, const struct plan_options *options,
				struct arena *scratch)
{
	const struct company *company = plan->company;
	struct offers offers = { ARENA_ARRAY(scratch, int32_t, company->option_count + 1),
				 ARENA_ARRAY(scratch, int64_t, company->option_count + 1) };

	for (size_t k = 0; k < company->option_count; k++) {
		struct costing_table table;

		costing_option(company, options, &company->options[k], scratch, &table);
		offers.first_start[k] = table.first_start;
		if (table.first_start < (int32_t)options->week_count)
			offers.cents[k] = hour_cents(options, &company->options[k], &table);
	}
	return offers;
}

int64_t *price_requirements(const struct plan *plan, struct arena *arena)
{
	const struct company *company = plan->company;
	size_t weeks = plan->options.week_count;
	int64_t *prices = ARENA_ARRAY(arena, int64_t, plan->requirement_count * weeks + 1);
	struct arena scratch = ARENA_INIT;
	struct plan_options priced = plan->options;
	struct offers offers;
	int32_t skipped = 0;

	if (priced.rate_weeks) {
		priced.first_week = priced.rate_first;
		priced.week_count = priced.rate_weeks;
		skipped = day_distance(priced.first_week, plan->options.first_week) / 7;
	}
	offers = all_offers(plan, &priced, &scratch);
	for (size_t i = 0; i < plan->requirement_count * weeks; i++)
		prices[i] = -1;
	for (size_t d = 0; d < company->demand_count; d++) {
		int64_t *row = &prices[plan->demand_requirement[d] * weeks];

		for (size_t k = 0; k < company->option_count; k++) {
			if (!costing_may_fill(company, &priced, &company->options[k],
					      &company->demands[d]))
				continue;
			for (size_t w = 0; w < weeks; w++) {
				bool there = skipped + (int32_t)w >= offers.first_start[k];
				int64_t cents = there ? offers.cents[k] : COSTING_NEVER;

				if (row[w] < 0 || cents < row[w])
					row[w] = cents;
			}
		}
	}
	for (size_t i = 0; i < plan->requirement_count * weeks; i++)
		if (prices[i] < 0)
			prices[i] = company->settings.external_hour_cents;
	arena_release(&scratch);
	return prices;
}
