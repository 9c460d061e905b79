/*
 * What the parts of the verifier share: rounding, who may do what, and demand by week, told
 * again from the inputs.
 *
 * Nothing here is used by the planner, and nothing of the planner is used here:
 * planner/eligible.c, planner/effort.c and base/number.h have the other telling. Rules:
 * docs/capacity.md.
 */
#include "planner/verify/verify_facts.h"

#include <stdlib.h>
#include <string.h>

bool facts_broken(struct fault *fault, const char *what, const char *who, const struct plan *plan,
		  size_t week)
{
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(plan, week), name);
	return fault_set(fault, FAULT_BROKEN,
			 "the plan contradicts its input: %s of '%s' in %s "
			 "(a bug: please report it)",
			 what, who, name);
}

/* --- rounding, in its own way -------------------------------------------- */

/* a * b / c half to even, for numbers that are not negative. */
int64_t facts_share(wide a, wide b, wide c)
{
	wide product = a * b, quotient = product / c, rest = product % c;

	if (rest * 2 > c || (rest * 2 == c && quotient % 2 == 1))
		quotient++;
	return (int64_t)quotient;
}

/* --- who qualifies -------------------------------------------------------- */

bool facts_within(const char *place, const char *scope)
{
	size_t i = 0;

	while (scope[i] != '\0' && place[i] == scope[i])
		i++;
	if (scope[i] != '\0')
		return false;
	return i == 0 || place[i] == '\0' || place[i] == '-';
}

/* The level at which the person has the role; 0: not at all. */
static int32_t level_of(const struct person *person, const char *role)
{
	for (size_t i = 0; i < person->role_count; i++)
		if (strcmp(person->roles[i].role, role) == 0)
			return person->roles[i].level;
	return 0;
}

static int by_text(const void *word, const void *skill)
{
	return strcmp(word, *(const char *const *)skill);
}

static bool owns_skills(const struct person *person, const char *const *skills, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!person->skill_count || !bsearch(skills[i], person->skills, person->skill_count,
						     sizeof(*person->skills), by_text))
			return false;
	return true;
}

bool facts_may_do(const struct plan *plan, const struct person *person, const struct requirement *r)
{
	int32_t level = level_of(person, r->role);

	return level > 0 && level >= r->level &&
	       level - r->level <= plan->company->settings.max_levels_down &&
	       facts_within(person->location, r->location) &&
	       owns_skills(person, r->skills, r->skill_count);
}

bool facts_is_booked_for(const struct plan *plan, const struct booking *booking, size_t line)
{
	const struct demand *demand = &plan->company->demands[line];

	if (booking->status != BOOKING_HARD || strcmp(booking->project, demand->project) != 0)
		return false;
	if (booking->role[0] == '\0')
		return level_of(&plan->company->people[booking->person_index], demand->role) > 0;
	return strcmp(booking->role, demand->role) == 0;
}

/* --- demand --------------------------------------------------------------- */

/* Working days of the company between two days, both included. */
static int64_t company_days(const struct settings *settings, int64_t from, int64_t to)
{
	int64_t weeks = from <= to ? (to - from + 1) / 7 : 0, days = 0;

	for (int i = 0; i < 7; i++)
		days += weeks * settings->workday[i];
	/* What is less than a week: the period itself may last ages. */
	for (int64_t day = from + 7 * weeks; day <= to; day++)
		days += settings->workday[(day % 7 + 10) % 7];
	return days;
}

/* Of the wide layout: the cell of the week, as it is. */
static int64_t wide_amount(const struct settings *settings, const struct demand *demand,
			   int64_t monday)
{
	int64_t sum = 0;

	for (size_t i = 0; i < demand->week_count; i++)
		if (demand->weeks[i].monday.since_1970 == monday)
			sum = facts_share(demand->weeks[i].amount_micro,
					  demand->unit == AMOUNT_FTE ? settings->full_week_minutes
								     : 60,
					  1000000);
	return sum;
}

/* An amount over a period, both days in it. */
int64_t facts_spread(const struct settings *settings, const struct facts_spread *s, int64_t monday)
{
	int64_t from = s->first > monday ? s->first : monday;
	int64_t to = s->last < monday + 6 ? s->last : monday + 6;
	int64_t all, before, days;

	if (from > to)
		return 0;
	days = company_days(settings, from, to);
	if (s->unit == AMOUNT_HOURS_TOTAL) {
		all = company_days(settings, s->first, s->last);
		before = company_days(settings, s->first, from - 1);
		if (all == 0)
			return 0;
		return facts_share(s->amount_micro, (wide)60 * (before + days),
				   (wide)all * 1000000) -
		       facts_share(s->amount_micro, (wide)60 * before, (wide)all * 1000000);
	}
	return facts_share(s->amount_micro,
			   (wide)days * (s->unit == AMOUNT_FTE ? settings->full_week_minutes : 60),
			   (wide)1000000 * company_days(settings, monday, monday + 6));
}

int64_t facts_line_minutes(const struct plan *plan, const struct demand *demand, int64_t monday)
{
	const struct settings *settings = &plan->company->settings;
	struct facts_spread spread = { demand->unit, demand->amount_micro, demand->start.since_1970,
				       demand->end.since_1970 };

	if (demand->weeks)
		return wide_amount(settings, demand, monday);
	return facts_spread(settings, &spread, monday);
}
