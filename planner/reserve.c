#include "planner/reserve.h"

#include <string.h>

#include "planner/capacity.h"
#include "planner/effort.h"
#include "planner/lattice.h"
#include "store/number.h"

static int64_t wanted_min(const struct plan *plan, const struct booking *booking, struct day monday)
{
	const struct company *company = plan->company;
	const struct person *person = &company->people[booking->person_index];
	struct effort effort = { booking->start, booking->end, booking->unit,
				 booking->amount_micro };
	struct day first = day_later(monday, booking->start);
	struct day last = day_earlier(day_add(monday, 6), booking->end);

	if (day_distance(first, last) < 0)
		return 0;
	if (booking->unit != AMOUNT_PERCENT)
		return effort_week_min(&company->settings, &effort, monday);
	return scale_half_even(capacity_contracted_min(company, person, first, last),
			       booking->amount_micro, 100 * MICRO);
}

static void hours(char out[NUMBER_TEXT_SIZE], int64_t minutes)
{
	number_format(out, minutes, 60, 1, '.');
}

static void note_overbooked(const struct plan *plan, size_t person, size_t week,
			    struct notes *findings)
{
	const struct capacity *capacity = plan_capacity(plan, person, week);
	char name[WEEK_TEXT_SIZE], booked[NUMBER_TEXT_SIZE], can[NUMBER_TEXT_SIZE];

	week_format(plan_week(plan, week), name);
	hours(booked, (int64_t)capacity->booked_min + capacity->overbooked_min);
	hours(can, capacity->deployable_min);
	notes_add(findings, NOTE_WARNING, "overbooked", plan->company->people[person].place,
		  "%s is booked for %s h in %s but can work %s h", plan->company->people[person].id,
		  booked, name, can);
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
			int64_t wanted = wanted_min(plan, booking, plan_week(plan, w));
			int32_t give =
				wanted < capacity->free_min ? (int32_t)wanted : capacity->free_min;

			given[b * weeks + w] = give;
			capacity->booked_min += give;
			capacity->free_min -= give;
			capacity->overbooked_min += (int32_t)(wanted - give);
		}
	}
	for (size_t p = 0; p < company->person_count; p++)
		for (size_t w = 0; w < weeks; w++)
			if (plan_capacity(plan, p, w)->overbooked_min > 0)
				note_overbooked(plan, p, w, findings);
	return given;
}
