/*
 * Names checked: everybody may do what they do, nobody works more than they can, every line gets
 * its hours, and what is said of staying on a project is so.
 *
 * With this the coverage of the plan is known to be workable by these people, with names. That
 * it could not be more is for the certificates (verify_proof.c). Beside engaged heads the hours
 * are those of the sourcing. Cost: one pass over the assignments, which must be in order.
 * docs/allocation.md.
 */
#include "planner/verify/verify_roster.h"

#include <string.h>

#include "model/sourcing.h"
#include "planner/verify/verify_facts.h"

struct roster_sums {
	int64_t *person, *booked; /* per person: minutes without and with a booking */
	int64_t *line;            /* per line */
};

/* Whether the person has a booking with time in that week for the line. */
static bool has_booking_for(const struct plan *plan, const struct assignment *a)
{
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (plan->company->bookings[b].person_index == a->person &&
		    plan_booking_minutes(plan, b, a->week) > 0 &&
		    facts_is_booked_for(plan, &plan->company->bookings[b], a->line))
			return true;
	return false;
}

static bool verify_assignment(const struct plan *plan, const struct assignment *a,
			      struct roster_sums *sums, struct fault *fault)
{
	const char *who;

	if (a->person >= plan->company->person_count || a->line >= plan->company->demand_count)
		return facts_broken(fault, "an assignment", "", plan, a->week);
	who = plan->company->people[a->person].id;
	if (a->minutes <= 0 || a->booked_minutes < 0 || a->booked_minutes > a->minutes)
		return facts_broken(fault, "the assigned hours", who, plan, a->week);
	if (a->minutes > a->booked_minutes &&
	    !facts_may_do(plan, &plan->company->people[a->person],
			  &plan->requirements[plan->demand_requirement[a->line]]))
		return facts_broken(fault, "work without the qualification", who, plan, a->week);
	if (a->booked_minutes > 0 && !has_booking_for(plan, a))
		return facts_broken(fault, "work without the booking", who, plan, a->week);
	sums->person[a->person] += a->minutes - a->booked_minutes;
	sums->booked[a->person] += a->booked_minutes;
	sums->line[a->line] += a->minutes;
	return true;
}

/* What a line gets of our people: as the allocation has it; beside engaged heads what these leave
 * open, and no more than is asked for. */
static int64_t asked_of_names(const struct plan *plan, const struct roster *roster, size_t line,
			      size_t week)
{
	const struct demand_coverage *cover = plan_demand_coverage(plan, roster->view, line, week);
	const struct sourcing *beside = roster->beside;

	if (!beside)
		return cover->covered_minutes;
	return (int64_t)cover->demand_minutes - sourcing_open_minutes(plan, beside, line, week) -
	       beside->lines[line * beside->week_count + week].external_minutes;
}

static bool verify_roster_week(const struct plan *plan, const struct roster *roster, size_t week,
			       const struct roster_sums *sums, struct fault *fault)
{
	for (size_t p = 0; p < plan->company->person_count; p++) {
		const struct capacity *c = plan_capacity(plan, p, week);

		if (sums->person[p] > c->free_minutes || sums->booked[p] > c->booked_minutes)
			return facts_broken(fault, "more work than time",
					    plan->company->people[p].id, plan, week);
	}
	for (size_t d = 0; d < plan->company->demand_count; d++)
		if (sums->line[d] != asked_of_names(plan, roster, d, week))
			return facts_broken(fault, "the names' hours", plan->company->demands[d].id,
					    plan, week);
	return true;
}

/* --- what is said of them -------------------------------------------------- */

/* By week, person, line; no two are the same. */
static bool in_order(const struct assignment *a, const struct assignment *b)
{
	if (a->week != b->week)
		return a->week < b->week;
	return a->person != b->person ? a->person < b->person : a->line < b->line;
}

/* Whether the person of an assignment has one of the same project among the rows from..to-1. */
static bool on_project(const struct plan *plan, const struct roster *roster, size_t from, size_t to,
		       const struct assignment *a)
{
	const struct demand *demands = plan->company->demands;

	for (size_t i = from; i < to; i++)
		if (roster->list[i].person == a->person &&
		    strcmp(demands[roster->list[i].line].project, demands[a->line].project) == 0)
			return true;
	return false;
}

/* From the first of the week before on; *from only moves on. */
static bool was_there(const struct plan *plan, const struct roster *roster, size_t *from,
		      const struct assignment *a)
{
	const struct assignment first = { .week = a->week - 1, .person = a->person };
	size_t to;

	while (in_order(&roster->list[*from], &first))
		++*from;
	to = *from;
	while (roster->list[to].week == first.week && roster->list[to].person == a->person)
		to++;
	return on_project(plan, roster, *from, to, a);
}

/* Rows are in order; staying on a project and the sums are what they say. */
static bool verify_told(const struct plan *plan, const struct roster *roster, struct fault *fault)
{
	struct roster told = { 0 };
	size_t last = 0, here = 0;

	for (size_t i = 0; i < roster->count; i++) {
		const struct assignment *a = &roster->list[i];
		const char *who = plan->company->people[a->person].id;
		bool kept = a->week > 0 && was_there(plan, roster, &last, a);

		if (i > 0 && !in_order(a - 1, a))
			return facts_broken(fault, "the order of the assignments", who, plan,
					    a->week);
		if (kept != a->kept)
			return facts_broken(fault, "staying on a project", who, plan, a->week);
		if (i == 0 || a[-1].week != a->week || a[-1].person != a->person) {
			here = i;
			told.worker_weeks++;
		}
		told.project_weeks += !on_project(plan, roster, here, i, a);
		told.assigned_minutes += a->minutes;
		told.later_minutes += a->week > 0 ? a->minutes : 0;
		told.kept_minutes += kept ? a->minutes : 0;
	}
	if (told.assigned_minutes != roster->assigned_minutes ||
	    told.later_minutes != roster->later_minutes ||
	    told.kept_minutes != roster->kept_minutes ||
	    told.worker_weeks != roster->worker_weeks ||
	    told.project_weeks != roster->project_weeks)
		return facts_broken(fault, "the sums of the assignments", view_name(roster->view),
				    plan, 0);
	return true;
}

bool verify_roster(const struct plan *plan, const struct roster *roster, struct fault *fault)
{
	size_t people = plan->company->person_count, lines = plan->company->demand_count, next = 0;
	struct arena scratch = ARENA_INIT;
	struct roster_sums sums = { ARENA_ARRAY(&scratch, int64_t, people + 1),
				    ARENA_ARRAY(&scratch, int64_t, people + 1),
				    ARENA_ARRAY(&scratch, int64_t, lines + 1) };
	bool ok = true;

	for (size_t w = 0; ok && w < plan->options.week_count; w++) {
		memset(sums.person, 0, people * sizeof(*sums.person));
		memset(sums.booked, 0, people * sizeof(*sums.booked));
		memset(sums.line, 0, lines * sizeof(*sums.line));
		for (; ok && next < roster->count && roster->list[next].week == w; next++)
			ok = verify_assignment(plan, &roster->list[next], &sums, fault);
		ok = ok && verify_roster_week(plan, roster, w, &sums, fault);
	}
	if (ok && roster->beside &&
	    (roster->beside != plan->sourcing || roster->beside->view != roster->view ||
	     plan_is_drawn(plan)))
		ok = facts_broken(fault, "whose engagements the names stand beside", "", plan, 0);
	if (ok && next != roster->count)
		ok = facts_broken(fault, "the order of the assignments", view_name(roster->view),
				  plan, 0);
	arena_release(&scratch);
	return ok && verify_told(plan, roster, fault);
}
