/*
 * Replanning: a plan made again after a small change, by solving only what the change can reach.
 *
 * What-if, diff and explain plan the same company hundreds of times with one thing changed. A
 * person's capacity depends on contract, calendar, holidays and a few settings, a week's
 * allocation on who may do what, on the minutes of everybody and on what each line asks for:
 * where all of that is the same, the result is copied. Whoever has no minute in a week, and a
 * line that asks for nothing in it, may come and go without changing it. The tests are
 * comparisons of inputs, never hashes, so the copied plan is the one that solving would give, to
 * the minute.
 *
 * Cost: one comparison of everything, a flow for each week that differs. Left out: warm starts
 * within a week; one that differs is solved anew. docs/ritual.md, "What if".
 */
#include "planner/replan.h"

#include <stdlib.h>
#include <string.h>

static bool same_day(struct day a, struct day b)
{
	return a.since_1970 == b.since_1970;
}

static bool same_text(const char *a, const char *b)
{
	return a == b || strcmp(a, b) == 0;
}

static bool same_texts(const char *const *a, size_t count, const char *const *b, size_t other)
{
	if (count != other)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!same_text(a[i], b[i]))
			return false;
	return true;
}

/* --- what capacity depends on ------------------------------------------- */

static bool same_settings(const struct settings *a, const struct settings *b)
{
	return a->full_week_minutes == b->full_week_minutes &&
	       a->day_start_minute == b->day_start_minute &&
	       a->tentative_percent == b->tentative_percent &&
	       memcmp(a->workday, b->workday, sizeof(a->workday)) == 0;
}

static bool same_holidays(const struct company *a, const struct company *b)
{
	if (a->holiday_count != b->holiday_count)
		return false;
	for (size_t i = 0; i < a->holiday_count && a->holidays != b->holidays; i++) {
		const struct holiday *x = &a->holidays[i], *y = &b->holidays[i];

		if (!same_day(x->day, y->day) || x->part != y->part || x->workday != y->workday ||
		    !same_text(x->location, y->location))
			return false;
	}
	return true;
}

static bool same_busy(const struct calendar *a, const struct calendar *b)
{
	if (a->busy_count != b->busy_count)
		return false;
	for (size_t i = 0; i < a->busy_count && a->busy != b->busy; i++) {
		const struct busy *x = &a->busy[i], *y = &b->busy[i];

		if (x->start_minute != y->start_minute || x->end_minute != y->end_minute ||
		    x->class != y->class || x->part != y->part)
			return false;
	}
	return true;
}

/* Whether the person has the same capacity in every week. */
static bool same_time(const struct person *a, const struct person *b)
{
	return memcmp(a->pattern_minutes, b->pattern_minutes, sizeof(a->pattern_minutes)) == 0 &&
	       same_day(a->start, b->start) && same_day(a->end, b->end) &&
	       a->overhead_micro_percent == b->overhead_micro_percent &&
	       same_text(a->location, b->location) && same_busy(&a->calendar, &b->calendar);
}

/* --- what the graph of a week depends on --------------------------------- */

/* Whether the person may do the same. */
static bool same_roles(const struct person *a, const struct person *b)
{
	if (a->role_count != b->role_count || !same_text(a->location, b->location) ||
	    !same_texts(a->skills, a->skill_count, b->skills, b->skill_count))
		return false;
	for (size_t i = 0; i < a->role_count; i++)
		if (a->roles[i].level != b->roles[i].level ||
		    !same_text(a->roles[i].role, b->roles[i].role))
			return false;
	return true;
}

/* Whether the line asks for the same thing; how much of it is compared week by week. */
static bool same_line(const struct demand *a, const struct demand *b)
{
	return same_text(a->project, b->project) && same_text(a->role, b->role) &&
	       a->level == b->level && same_text(a->location, b->location) &&
	       a->priority == b->priority && a->status == b->status &&
	       same_texts(a->skills, a->skill_count, b->skills, b->skill_count);
}

static bool same_booking(const struct booking *a, const struct booking *b)
{
	return a->status == b->status && same_text(a->person, b->person) &&
	       same_text(a->project, b->project) && same_text(a->role, b->role);
}

static bool same_requirements(const struct plan *a, const struct plan *b)
{
	if (a->requirement_count != b->requirement_count)
		return false;
	for (size_t r = 0; r < a->requirement_count; r++)
		if (requirement_order(&a->requirements[r], &b->requirements[r]) != 0)
			return false;
	return true;
}

/* Who is in both can do the same, what is in both asks for the same and is booked the same. */
static bool same_graph(const struct replan *replan, const struct plan *plan)
{
	const struct company *a = replan->base->company, *b = plan->company;

	if (replan->base->options.objective != plan->options.objective ||
	    a->settings.max_levels_down != b->settings.max_levels_down ||
	    a->booking_count != b->booking_count || !same_requirements(replan->base, plan))
		return false;
	for (size_t i = 0; i < b->person_count && a->people != b->people; i++)
		if (replan->person_before[i] != NOT_THERE &&
		    !same_roles(&a->people[replan->person_before[i]], &b->people[i]))
			return false;
	for (size_t i = 0; i < b->demand_count && a->demands != b->demands; i++)
		if (replan->line_before[i] != NOT_THERE &&
		    !same_line(&a->demands[replan->line_before[i]], &b->demands[i]))
			return false;
	for (size_t i = 0; i < b->booking_count && a->bookings != b->bookings; i++)
		if (!same_booking(&a->bookings[i], &b->bookings[i]))
			return false;
	return true;
}

/* --- who is in both -------------------------------------------------------- */

typedef const char *id_of(const struct company *company, size_t index);

static const char *person_id(const struct company *company, size_t index)
{
	return company->people[index].id;
}

static const char *line_id(const struct company *company, size_t index)
{
	return company->demands[index].id;
}

/* Both lists are sorted by id: a merge. Items of the base that are gone are listed. */
static void pair(const struct replan *replan, const struct company *now, id_of *id,
		 const size_t counts[2], size_t *before, size_t *gone, size_t *gone_count)
{
	size_t i = 0;

	for (size_t k = 0; k < counts[1]; k++) {
		int order = -1;

		while (i < counts[0] &&
		       (order = strcmp(id(replan->base->company, i), id(now, k))) < 0)
			gone[(*gone_count)++] = i++;
		before[k] = i < counts[0] && order == 0 ? i++ : NOT_THERE;
	}
	while (i < counts[0])
		gone[(*gone_count)++] = i++;
}

struct replan replan_make(const struct plan *base, const struct plan *plan, struct arena *arena)
{
	struct replan replan = { .base = base };
	const struct company *now = plan->company;

	if (!base || !same_day(base->options.first_week, plan->options.first_week) ||
	    base->options.week_count != plan->options.week_count)
		return (struct replan){ 0 };
	replan.person_before = ARENA_ARRAY(arena, size_t, now->person_count + 1);
	replan.line_before = ARENA_ARRAY(arena, size_t, now->demand_count + 1);
	replan.people_gone = ARENA_ARRAY(arena, size_t, base->company->person_count + 1);
	replan.lines_gone = ARENA_ARRAY(arena, size_t, base->company->demand_count + 1);
	pair(&replan, now, person_id, (size_t[]){ base->company->person_count, now->person_count },
	     replan.person_before, replan.people_gone, &replan.people_gone_count);
	pair(&replan, now, line_id, (size_t[]){ base->company->demand_count, now->demand_count },
	     replan.line_before, replan.lines_gone, &replan.lines_gone_count);
	replan.same_days = same_settings(&base->company->settings, &now->settings) &&
			   same_holidays(base->company, now);
	replan.same_graph = same_graph(&replan, plan);
	return replan;
}

bool replan_person(const struct replan *replan, const struct plan *plan, size_t person)
{
	struct capacity *weeks = plan_capacity(plan, person, 0);
	size_t before;

	if (!replan->same_days)
		return false;
	before = replan->person_before[person];
	if (before == NOT_THERE ||
	    !same_time(&replan->base->company->people[before], &plan->company->people[person]))
		return false;
	memcpy(weeks, plan_capacity(replan->base, before, 0),
	       plan->options.week_count * sizeof(*weeks));
	for (size_t w = 0; w < plan->options.week_count; w++) {
		weeks[w].booked_minutes = weeks[w].overbooked_minutes = 0;
		weeks[w].free_minutes = weeks[w].deployable_minutes;
		memset(weeks[w].used_minutes, 0, sizeof(weeks[w].used_minutes));
	}
	return true;
}

/* --- a week ------------------------------------------------------------------- */

/* Of the same requirements. */
static bool same_prices(const struct plan *base, const struct plan *plan, size_t week)
{
	size_t weeks = plan->options.week_count;

	if (!base->external_rate_cents || !plan->external_rate_cents)
		return base->external_rate_cents == plan->external_rate_cents;
	for (size_t r = 0; r < plan->requirement_count; r++)
		if (base->external_rate_cents[r * weeks + week] !=
		    plan->external_rate_cents[r * weeks + week])
			return false;
	return true;
}

/* Whoever is in one of the plans only has nothing to give. */
static bool same_minutes(const struct replan *replan, const struct plan *plan, size_t week)
{
	for (size_t p = 0; p < plan->company->person_count; p++) {
		size_t before = replan->person_before[p];
		int32_t then = before == NOT_THERE
				       ? 0
				       : plan_capacity(replan->base, before, week)->free_minutes;

		if (plan_capacity(plan, p, week)->free_minutes != then)
			return false;
	}
	for (size_t i = 0; i < replan->people_gone_count; i++)
		if (plan_capacity(replan->base, replan->people_gone[i], week)->free_minutes != 0)
			return false;
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (plan_booking_minutes(replan->base, b, week) !=
		    plan_booking_minutes(plan, b, week))
			return false;
	return true;
}

/* A line of one of the plans only asks for nothing. */
static bool same_demand(const struct replan *replan, const struct plan *plan, enum view view,
			size_t week)
{
	for (size_t d = 0; d < plan->company->demand_count; d++) {
		size_t before = replan->line_before[d];
		int32_t then = before == NOT_THERE
				       ? 0
				       : plan_demand_coverage(replan->base, view, before, week)
						 ->demand_minutes;

		if (plan_demand_coverage(plan, view, d, week)->demand_minutes != then)
			return false;
	}
	for (size_t i = 0; i < replan->lines_gone_count; i++)
		if (plan_demand_coverage(replan->base, view, replan->lines_gone[i], week)
			    ->demand_minutes != 0)
			return false;
	return true;
}

/* Whether the week's allocation is sure to come out the same in all views. */
static bool same_week(const struct replan *replan, const struct plan *plan, size_t week)
{
	bool same = same_prices(replan->base, plan, week) && same_minutes(replan, plan, week);

	for (enum view v = 0; same && v < VIEW_COUNT; v++)
		same = same_demand(replan, plan, v, week);
	return same;
}

bool replan_week(const struct replan *replan, struct plan *plan, size_t week)
{
	const struct company *company = plan->company;

	if (!replan->same_graph || !same_week(replan, plan, week))
		return false;
	for (enum view v = 0; v < VIEW_COUNT; v++)
		for (size_t d = 0; d < company->demand_count; d++)
			if (replan->line_before[d] != NOT_THERE)
				*plan_demand_coverage(plan, v, d, week) = *plan_demand_coverage(
					replan->base, v, replan->line_before[d], week);
	for (size_t p = 0; p < company->person_count; p++)
		if (replan->person_before[p] != NOT_THERE)
			memcpy(plan_capacity(plan, p, week)->used_minutes,
			       plan_capacity(replan->base, replan->person_before[p], week)
				       ->used_minutes,
			       sizeof(plan_capacity(plan, p, week)->used_minutes));
	return true;
}
