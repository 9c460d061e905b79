/*
 * Bookings taken off people's time, and what cannot be right about them.
 *
 * Hard bookings are served one after the other, in their order: each gets what it asks for as
 * long as the person has deployable minutes left, what does not fit is overbooked. Those minutes
 * are then reserved for the project's own lines, and the flow sees only what is free. Soft
 * bookings hold nobody. Findings compare what a booking asks for with the person and with the
 * demand of its project; they change nothing.
 *
 * Cost: bookings times weeks. Implements docs/capacity.md, "Bookings".
 */
#include "planner/reserve.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "planner/allocation/projects.h"
#include "planner/capacity.h"
#include "planner/effort.h"

/* The same share of what the person can work that week as of their contract: leave that falls on
 * the booked days makes a booking in percent smaller, not overbooked. */
static int64_t percent_minutes(const struct plan *plan, const struct booking *booking, size_t week,
			       struct day first, struct day last)
{
	const struct company *company = plan->company;
	const struct capacity *capacity = plan_capacity(plan, booking->person_index, week);
	int64_t contracted = capacity_contracted_minutes(
		company, &company->people[booking->person_index], first, last);

	if (capacity->contracted_minutes == 0)
		return 0;
	return scale_half_even(booking->amount_micro,
			       (int64_t)capacity->deployable_minutes * contracted,
			       100 * MICRO * capacity->contracted_minutes);
}

/* What the booking asks for in a week, before anybody looks at the time there is. */
static int64_t wanted_minutes(const struct plan *plan, const struct booking *booking, size_t week)
{
	struct effort effort = { booking->start, booking->end, booking->unit,
				 booking->amount_micro };
	struct day monday = plan_week(plan, week);
	struct day first = day_later(monday, booking->start);
	struct day last = day_earlier(day_add(monday, 6), booking->end);

	if (day_distance(first, last) < 0)
		return 0;
	if (booking->unit == AMOUNT_PERCENT)
		return percent_minutes(plan, booking, week, first, last);
	return effort_week_minutes(&plan->company->settings, &effort, monday);
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
		weeks += c->overbooked_minutes > 0;
		if (c->overbooked_minutes > plan_capacity(plan, person, worst)->overbooked_minutes)
			worst = w;
	}
	if (weeks == 0)
		return;
	c = plan_capacity(plan, person, worst);
	week_format(plan_week(plan, worst), name);
	hours(booked, (int64_t)c->booked_minutes + c->overbooked_minutes);
	hours(can, c->deployable_minutes);
	notes_add(findings, NOTE_WARNING, "overbooked", p->place,
		  "'%s' is booked for more than they can work in %zu week%s, most in %s: %s h of "
		  "%s h",
		  p->id, weeks, weeks == 1 ? "" : "s", name, booked, can);
}

static bool has_role(const struct person *person, const char *role)
{
	for (size_t i = 0; i < person->role_count; i++)
		if (strcmp(person->roles[i].role, role) == 0)
			return true;
	return false;
}

static void check_booking(const struct plan *plan, const struct booking *booking, bool names_demand,
			  struct notes *findings)
{
	const struct person *person = &plan->company->people[booking->person_index];

	if (booking->role[0] != '\0' && !has_role(person, booking->role))
		notes_add(findings, NOTE_WARNING, "booking-without-role", booking->place,
			  "'%s' is booked as %s but does not have that role in people.csv",
			  person->id, booking->role);
	if (day_distance(person->start, booking->start) < 0 ||
	    day_distance(booking->end, person->end) < 0)
		notes_add(findings, NOTE_WARNING, "booking-outside-employment", booking->place,
			  "the booking of '%s' for %s reaches beyond the employment of '%s'",
			  person->id, booking->project, person->id);
	if (!names_demand)
		notes_add(
			findings, NOTE_WARNING, "booking-without-demand", booking->place,
			"'%s' is booked for %s%s%s, for which there is no demand line: %s",
			person->id, booking->project, booking->role[0] ? " as " : "", booking->role,
			booking->status == BOOKING_HARD ? "the time is reserved but covers nothing"
							: "the booking has no effect");
}

/* --- what the bookings get ---------------------------------------------- */

/* Take the bookings off their people's time, in their order. */
static void serve_bookings(struct plan *plan)
{
	const struct company *company = plan->company;
	size_t weeks = plan->options.week_count;

	for (size_t b = 0; b < company->booking_count; b++) {
		const struct booking *booking = &company->bookings[b];

		for (size_t w = 0; booking->status == BOOKING_HARD && w < weeks; w++) {
			struct capacity *capacity = plan_capacity(plan, booking->person_index, w);
			int64_t wanted = wanted_minutes(plan, booking, w);
			int32_t give = wanted < capacity->free_minutes ? (int32_t)wanted
								       : capacity->free_minutes;

			plan->booking_minutes[b * weeks + w] = give;
			capacity->booked_minutes += give;
			capacity->free_minutes -= give;
			capacity->overbooked_minutes += (int32_t)(wanted - give);
		}
	}
}

/* --- findings ----------------------------------------------------------- */

struct finding_list {
	struct plan *plan;
	struct arena *arena;
	size_t room;
	const struct projects *projects;
	uint32_t *lines; /* of the booking at hand */
	int32_t *left;   /* [demand line][week]: demand that no booking has taken, once known */
	bool *known;     /* per demand line */
};

static void add_finding(struct finding_list *out, enum finding_kind kind, size_t person,
			uint32_t booking, size_t week, int64_t minutes)
{
	struct plan *plan = out->plan;

	if (minutes <= 0)
		return;
	plan->findings = ARENA_PUSH(out->arena, plan->findings, plan->finding_count, out->room);
	plan->findings[plan->finding_count++] =
		(struct finding){ kind, (uint32_t)person, booking, (uint32_t)week,
				  minutes < INT32_MAX ? (int32_t)minutes : INT32_MAX };
}

/* What the booking asks for on days of the week on which the person is not employed. */
static int64_t outside_minutes(const struct plan *plan, const struct booking *booking, size_t week)
{
	const struct settings *settings = &plan->company->settings;
	const struct person *person = &plan->company->people[booking->person_index];
	struct day monday = plan_week(plan, week);
	int64_t pattern = 0, outside = 0, all = 0;

	for (int32_t i = 0; i < 7; i++) {
		struct day day = day_add(monday, i);

		if (day_distance(booking->start, day) < 0 || day_distance(day, booking->end) < 0)
			continue;
		all += settings->workday[i];
		if (person_is_employed(person, day))
			continue;
		outside += settings->workday[i];
		pattern += person->pattern_minutes[i];
	}
	if (booking->unit == AMOUNT_PERCENT)
		return scale_half_even(booking->amount_micro, pattern, 100 * MICRO);
	return all ? scale_half_even(wanted_minutes(plan, booking, week), outside, all) : 0;
}

static void find_in_booking(struct finding_list *out, uint32_t index, size_t week)
{
	const struct plan *plan = out->plan;
	const struct booking *booking = &plan->company->bookings[index];
	const struct person *person = &plan->company->people[booking->person_index];

	if (booking->role[0] != '\0' && !has_role(person, booking->role))
		add_finding(out, FINDING_WITHOUT_ROLE, booking->person_index, index, week,
			    wanted_minutes(plan, booking, week));
	add_finding(out, FINDING_OUTSIDE_EMPLOYMENT, booking->person_index, index, week,
		    outside_minutes(plan, booking, week));
}

/* Hard bookings have what they get of their person, soft ones what they wish for. */
static int64_t booked_for(const struct plan *plan, uint32_t index, size_t week)
{
	const struct booking *booking = &plan->company->bookings[index];

	return booking->status == BOOKING_HARD ? plan_booking_minutes(plan, index, week)
					       : wanted_minutes(plan, booking, week);
}

static void know_left(struct finding_list *out, uint32_t line)
{
	size_t weeks = out->plan->options.week_count;

	if (out->known[line])
		return;
	out->known[line] = true;
	for (size_t w = 0; w < weeks; w++)
		out->left[line * weeks + w] =
			plan_demand_coverage(out->plan, VIEW_ALL, line, w)->demand_minutes;
}

/* Bookings take of their project's demand one after the other; what finds none is too much. */
static void find_beyond_demand(struct finding_list *out, uint32_t index)
{
	struct plan *plan = out->plan;
	size_t weeks = plan->options.week_count, count;

	count = projects_named(out->projects, &plan->company->bookings[index], out->lines);
	for (size_t i = 0; i < count; i++)
		know_left(out, out->lines[i]);
	for (size_t w = 0; w < weeks; w++) {
		int64_t rest = booked_for(plan, index, w);

		for (size_t i = 0; i < count && rest > 0; i++) {
			int32_t *line = &out->left[out->lines[i] * weeks + w];
			int32_t take = *line < rest ? *line : (int32_t)rest;

			*line -= take;
			rest -= take;
		}
		add_finding(out, FINDING_BEYOND_DEMAND, plan->company->bookings[index].person_index,
			    index, w, rest);
	}
}

static void find_in_bookings(struct finding_list *out)
{
	const struct company *company = out->plan->company;

	for (uint32_t b = 0; b < company->booking_count; b++)
		for (size_t w = 0; w < out->plan->options.week_count; w++)
			find_in_booking(out, b, w);
	/* A wish comes after what is held. */
	for (size_t i = 0; i < 2 * company->booking_count; i++) {
		uint32_t b = (uint32_t)(i % company->booking_count);
		bool hard = company->bookings[b].status == BOOKING_HARD;

		if (hard == (i < company->booking_count))
			find_beyond_demand(out, b);
	}
}

static int by_week(const void *left, const void *right)
{
	const struct finding *a = left, *b = right;

	if (a->week != b->week)
		return a->week < b->week ? -1 : 1;
	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->booking > b->booking) - (a->booking < b->booking);
}

static void collect_findings(struct plan *plan, const struct projects *projects,
			     struct arena *arena, struct arena *scratch)
{
	size_t lines = plan->company->demand_count, weeks = plan->options.week_count;
	struct finding_list out = { .plan = plan,
				    .arena = arena,
				    .projects = projects,
				    .lines = ARENA_ARRAY(scratch, uint32_t, lines + 1),
				    .left = ARENA_ARRAY(scratch, int32_t, lines * weeks + 1),
				    .known = ARENA_ARRAY(scratch, bool, lines + 1) };

	for (size_t p = 0; p < plan->company->person_count; p++)
		for (size_t w = 0; w < weeks; w++)
			add_finding(&out, FINDING_OVERBOOKED, p, NO_BOOKING, w,
				    plan_capacity(plan, p, w)->overbooked_minutes);
	find_in_bookings(&out);
	if (plan->finding_count)
		qsort(plan->findings, plan->finding_count, sizeof(*plan->findings), by_week);
}

void reserve_people(struct plan *plan, struct arena *arena, struct notes *notes)
{
	const struct company *company = plan->company;
	struct arena scratch = ARENA_INIT;
	struct projects projects;
	uint32_t *lines;

	plan->booking_minutes =
		ARENA_ARRAY(arena, int32_t, company->booking_count * plan->options.week_count + 1);
	if (company->booking_count == 0)
		return;
	projects = projects_make(company, &scratch);
	lines = ARENA_ARRAY(&scratch, uint32_t, company->demand_count + 1);
	for (size_t b = 0; b < company->booking_count; b++)
		check_booking(plan, &company->bookings[b],
			      projects_named(&projects, &company->bookings[b], lines) > 0, notes);
	serve_bookings(plan);
	for (size_t p = 0; p < company->person_count; p++)
		note_overbooked(plan, p, notes);
	collect_findings(plan, &projects, arena, &scratch);
	arena_release(&scratch);
}
