#include "planner/remake.h"

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
	return a->full_week_min == b->full_week_min && a->day_start_min == b->day_start_min &&
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

		if (x->start_min != y->start_min || x->end_min != y->end_min ||
		    x->class != y->class || x->part != y->part)
			return false;
	}
	return true;
}

static bool same_time(const struct person *a, const struct person *b)
{
	return memcmp(a->pattern_min, b->pattern_min, sizeof(a->pattern_min)) == 0 &&
	       same_day(a->start, b->start) && same_day(a->end, b->end) &&
	       a->overhead_micro_percent == b->overhead_micro_percent &&
	       same_text(a->location, b->location) && same_busy(&a->calendar, &b->calendar);
}

/* --- what the graph of a week depends on --------------------------------- */

static bool same_roles(const struct person *a, const struct person *b)
{
	if (!same_text(a->id, b->id) || a->role_count != b->role_count ||
	    !same_text(a->location, b->location) ||
	    !same_texts(a->skills, a->skill_count, b->skills, b->skill_count))
		return false;
	for (size_t i = 0; i < a->role_count; i++)
		if (a->roles[i].level != b->roles[i].level ||
		    !same_text(a->roles[i].role, b->roles[i].role))
			return false;
	return true;
}

static bool same_line(const struct demand *a, const struct demand *b)
{
	return same_text(a->id, b->id) && same_text(a->project, b->project) &&
	       same_text(a->role, b->role) && a->level == b->level &&
	       same_text(a->location, b->location) && a->priority == b->priority &&
	       a->status == b->status &&
	       same_texts(a->skills, a->skill_count, b->skills, b->skill_count);
}

static bool same_booking(const struct booking *a, const struct booking *b)
{
	return a->person_index == b->person_index && a->status == b->status &&
	       same_text(a->project, b->project) && same_text(a->role, b->role);
}

static bool same_graph(const struct company *a, const struct company *b)
{
	if (a->person_count != b->person_count || a->demand_count != b->demand_count ||
	    a->booking_count != b->booking_count)
		return false;
	for (size_t i = 0; i < a->person_count && a->people != b->people; i++)
		if (!same_roles(&a->people[i], &b->people[i]))
			return false;
	for (size_t i = 0; i < a->demand_count && a->demands != b->demands; i++)
		if (!same_line(&a->demands[i], &b->demands[i]))
			return false;
	for (size_t i = 0; i < a->booking_count && a->bookings != b->bookings; i++)
		if (!same_booking(&a->bookings[i], &b->bookings[i]))
			return false;
	return true;
}

struct remake remake_begin(const struct plan *base, const struct plan *plan)
{
	struct remake remake = { .base = base };

	if (!base || !same_day(base->options.first_week, plan->options.first_week) ||
	    base->options.week_count != plan->options.week_count)
		return (struct remake){ 0 };
	remake.same_days = same_settings(&base->company->settings, &plan->company->settings) &&
			   same_holidays(base->company, plan->company);
	remake.same_graph = base->options.objective == plan->options.objective &&
			    base->company->settings.max_levels_down ==
				    plan->company->settings.max_levels_down &&
			    same_graph(base->company, plan->company);
	return remake;
}

static int by_id(const void *id, const void *person)
{
	return strcmp(id, ((const struct person *)person)->id);
}

bool remake_person(const struct remake *remake, const struct plan *plan, size_t person)
{
	const struct person *now = &plan->company->people[person], *then;
	struct capacity *weeks = plan_capacity(plan, person, 0);

	if (!remake->same_days)
		return false;
	then = remake->base->company->person_count
		       ? bsearch(now->id, remake->base->company->people,
				 remake->base->company->person_count, sizeof(*then), by_id)
		       : NULL;
	if (!then || !same_time(then, now))
		return false;
	memcpy(weeks,
	       plan_capacity(remake->base, (size_t)(then - remake->base->company->people), 0),
	       plan->options.week_count * sizeof(*weeks));
	for (size_t w = 0; w < plan->options.week_count; w++) {
		weeks[w].booked_min = weeks[w].overbooked_min = 0;
		weeks[w].free_min = weeks[w].deployable_min;
		memset(weeks[w].used_min, 0, sizeof(weeks[w].used_min));
	}
	return true;
}

/* Of the same lines, hence the same requirements. */
static bool same_prices(const struct plan *base, const struct plan *plan, size_t week)
{
	size_t weeks = plan->options.week_count;

	if (!base->price_cents || !plan->price_cents)
		return base->price_cents == plan->price_cents;
	for (size_t r = 0; r < plan->requirement_count; r++)
		if (base->price_cents[r * weeks + week] != plan->price_cents[r * weeks + week])
			return false;
	return true;
}

static bool same_week(const struct plan *base, const struct plan *plan, size_t week)
{
	const struct company *company = plan->company;

	if (!same_prices(base, plan, week))
		return false;
	for (size_t p = 0; p < company->person_count; p++)
		if (plan_capacity(base, p, week)->free_min !=
		    plan_capacity(plan, p, week)->free_min)
			return false;
	for (size_t b = 0; b < company->booking_count; b++)
		if (plan_booking_min(base, b, week) != plan_booking_min(plan, b, week))
			return false;
	for (enum view v = 0; v < VIEW_COUNT; v++)
		for (size_t d = 0; d < company->demand_count; d++)
			if (plan_demand_cover(base, v, d, week)->demand_min !=
			    plan_demand_cover(plan, v, d, week)->demand_min)
				return false;
	return true;
}

bool remake_week(const struct remake *remake, struct plan *plan, size_t week)
{
	const struct company *company = plan->company;

	if (!remake->same_graph || !same_week(remake->base, plan, week))
		return false;
	for (enum view v = 0; v < VIEW_COUNT; v++)
		for (size_t d = 0; d < company->demand_count; d++)
			*plan_demand_cover(plan, v, d, week) =
				*plan_demand_cover(remake->base, v, d, week);
	for (size_t p = 0; p < company->person_count; p++)
		memcpy(plan_capacity(plan, p, week)->used_min,
		       plan_capacity(remake->base, p, week)->used_min,
		       sizeof(plan_capacity(plan, p, week)->used_min));
	return true;
}
