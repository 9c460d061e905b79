#include "planner/reserve.h"

#include <string.h>

#include "planner/capacity.h"
#include "planner/effort.h"
#include "planner/lattice.h"
#include "store/number.h"

/* The same share of what the person can work that week as of their contract: leave that falls on
 * the booked days makes a booking in percent smaller, not overbooked. */
static int64_t percent_min(const struct plan *plan, const struct booking *booking, size_t week,
			   struct day first, struct day last)
{
	const struct company *company = plan->company;
	const struct capacity *capacity = plan_capacity(plan, booking->person_index, week);
	int64_t contracted = capacity_contracted_min(
		company, &company->people[booking->person_index], first, last);

	if (capacity->contracted_min == 0)
		return 0;
	return scale_half_even(booking->amount_micro,
			       (int64_t)capacity->deployable_min * contracted,
			       100 * MICRO * capacity->contracted_min);
}

static int64_t wanted_min(const struct plan *plan, const struct booking *booking, size_t week)
{
	struct effort effort = { booking->start, booking->end, booking->unit,
				 booking->amount_micro };
	struct day monday = plan_week(plan, week);
	struct day first = day_later(monday, booking->start);
	struct day last = day_earlier(day_add(monday, 6), booking->end);

	if (day_distance(first, last) < 0)
		return 0;
	if (booking->unit == AMOUNT_PERCENT)
		return percent_min(plan, booking, week, first, last);
	return effort_week_min(&plan->company->settings, &effort, monday);
}

static void hours(char out[NUMBER_TEXT_SIZE], int64_t minutes)
{
	number_format(out, minutes, 60, 1, '.');
}

/* One note per person: how many weeks, and the worst of them. */
static void note_overbooked(const struct plan *plan, size_t person, struct notes *findings)
{
	char name[WEEK_TEXT_SIZE], booked[NUMBER_TEXT_SIZE], can[NUMBER_TEXT_SIZE];
	const struct person *p = &plan->company->people[person];
	const struct capacity *c;
	size_t weeks = 0, worst = 0;

	for (size_t w = 0; w < plan->options.week_count; w++) {
		c = plan_capacity(plan, person, w);
		weeks += c->overbooked_min > 0;
		if (c->overbooked_min > plan_capacity(plan, person, worst)->overbooked_min)
			worst = w;
	}
	if (weeks == 0)
		return;
	c = plan_capacity(plan, person, worst);
	week_format(plan_week(plan, worst), name);
	hours(booked, (int64_t)c->booked_min + c->overbooked_min);
	hours(can, c->deployable_min);
	notes_add(
		findings, NOTE_WARNING, "overbooked", p->place,
		"%s is booked for more than they can work in %zu week%s, most in %s: %s h of %s h",
		p->id, weeks, weeks == 1 ? "" : "s", name, booked, can);
}

static bool has_role(const struct person *person, const char *role)
{
	for (size_t i = 0; i < person->role_count; i++)
		if (strcmp(person->roles[i].role, role) == 0)
			return true;
	return false;
}

static bool names_any_demand(const struct plan *plan, const struct booking *booking)
{
	const struct company *company = plan->company;

	for (size_t d = 0; d < company->demand_count; d++)
		if (booking_names(booking, &company->people[booking->person_index],
				  &company->demands[d]))
			return true;
	return false;
}

static void check_booking(const struct plan *plan, const struct booking *booking,
			  struct notes *findings)
{
	const struct person *person = &plan->company->people[booking->person_index];

	if (booking->role[0] != '\0' && !has_role(person, booking->role))
		notes_add(findings, NOTE_WARNING, "booking-without-role", booking->place,
			  "%s is booked as %s but does not have that role in people.csv",
			  person->id, booking->role);
	if (day_distance(person->start, booking->start) < 0 ||
	    day_distance(booking->end, person->end) < 0)
		notes_add(findings, NOTE_WARNING, "booking-outside-employment", booking->place,
			  "the booking of %s for %s reaches beyond the time that %s is employed",
			  person->id, booking->project, person->id);
	if (!names_any_demand(plan, booking))
		notes_add(
			findings, NOTE_WARNING, "booking-without-demand", booking->place,
			"%s is booked for %s%s%s, for which there is no demand line: %s",
			person->id, booking->project, booking->role[0] ? " as " : "", booking->role,
			booking->status == BOOKING_HARD ? "the time is reserved but covers nothing"
							: "the booking has no effect");
}

int32_t *reserve_people(const struct plan *plan, struct arena *arena, struct notes *findings)
{
	const struct company *company = plan->company;
	size_t weeks = plan->options.week_count;
	int32_t *given = ARENA_ARRAY(arena, int32_t, company->booking_count * weeks + 1);

	for (size_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];

		check_booking(plan, booking, findings);
		for (size_t w = 0; booking->status == BOOKING_HARD && w < weeks; w++) {
			struct capacity *capacity = plan_capacity(plan, booking->person_index, w);
			int64_t wanted = wanted_min(plan, booking, w);
			int32_t give =
				wanted < capacity->free_min ? (int32_t)wanted : capacity->free_min;

			given[b * weeks + w] = give;
			capacity->booked_min += give;
			capacity->free_min -= give;
			capacity->overbooked_min += (int32_t)(wanted - give);
		}
	}
	for (size_t p = 0; p < company->person_count; p++)
		note_overbooked(plan, p, findings);
	return given;
}
