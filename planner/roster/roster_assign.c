/*
 * Names for covered hours, from week to week (docs/allocation.md, "Names").
 *
 * Three steps a week, each of which leaves every line its minutes: the cheapest flow, in which
 * staying and bookings earn something (roster_flow.c); fewer projects per person among the flows
 * that cost the same (roster_fewer.c); pieces too small to be useful handed to somebody who is on
 * the line anyhow (here). The flow is exact for its week; the other two are heuristics.
 *
 * Weeks are taken in order and last week's names are fixed when this week's are sought. So nobody
 * is put somewhere today because that would let them stay longer next month: over all weeks
 * together more hours might stay with the same people.
 */
#include "planner/roster/roster_assign.h"

#include <assert.h>

#include "model/sourcing.h"
#include "planner/roster/roster_fewer.h"
#include "planner/roster/roster_flow.h"
#include "planner/roster/roster_week.h"

/* --- pieces too small to be useful ------------------------------------------------- */

/* This week's assignments by line: those of line d are order[first[d]] and on. */
struct by_line {
	size_t *first, *order;
};

static struct by_line by_line_of(const struct rostering *n, struct arena *arena)
{
	const struct roster *roster = n->roster;
	size_t lines = n->plan->company->demand_count;
	struct by_line by = { ARENA_ARRAY(arena, size_t, lines + 2),
			      ARENA_ARRAY(arena, size_t, roster->count - n->here + 1) };
	size_t *at = ARENA_ARRAY(arena, size_t, lines + 1);

	for (size_t i = n->here; i < roster->count; i++)
		by.first[roster->list[i].line + 1]++;
	for (size_t d = 0; d < lines; d++) {
		by.first[d + 1] += by.first[d];
		at[d] = by.first[d];
	}
	for (size_t i = n->here; i < roster->count; i++)
		by.order[at[roster->list[i].line]++] = i;
	return by;
}

/* Somebody on the same line, with more of it and with time left, takes a small piece over. */
static bool hand_over(struct rostering *n, const struct by_line *by, struct assignment *piece,
		      const int32_t *left, uint32_t *taker)
{
	struct assignment *best = NULL;

	for (size_t i = by->first[piece->line]; i < by->first[piece->line + 1]; i++) {
		struct assignment *other = &n->roster->list[by->order[i]];

		if (other->person == piece->person || other->minutes <= other->booked_minutes ||
		    other->minutes < n->min_chunk_minutes || left[other->person] < piece->minutes)
			continue;
		if (!best || other->minutes > best->minutes)
			best = other;
	}
	if (!best)
		return false;
	best->minutes += piece->minutes;
	*taker = best->person;
	return true;
}

/* In the order of person and line; a piece that nobody can take stays. Bookings are never moved. */
static void tidy_week(struct rostering *n, struct arena *scratch)
{
	struct roster *roster = n->roster;
	struct by_line by = by_line_of(n, scratch);
	int32_t *left = ARENA_ARRAY(scratch, int32_t, n->plan->company->person_count + 1);

	for (size_t p = 0; p < n->plan->company->person_count; p++)
		left[p] = plan_capacity(n->plan, p, n->week)->free_minutes;
	for (size_t i = n->here; i < roster->count; i++)
		left[roster->list[i].person] -=
			roster->list[i].minutes - roster->list[i].booked_minutes;
	for (size_t i = n->here; i < roster->count; i++) {
		struct assignment *piece = &roster->list[i];
		uint32_t taker;

		if (piece->minutes >= n->min_chunk_minutes || piece->booked_minutes > 0 ||
		    !hand_over(n, &by, piece, left, &taker))
			continue;
		left[taker] -= piece->minutes;
		left[piece->person] += piece->minutes;
		piece->minutes = 0;
	}
	roster_merge(n);
}

/* --- the weeks ------------------------------------------------------------------------ */

/* One person's assignments of this week: from..to-1. */
static void count_person(struct rostering *n, size_t from, size_t to)
{
	struct roster *roster = n->roster;
	size_t last_from, last_to;

	roster_last_week(n, roster->list[from].person, &last_from, &last_to);
	roster->worker_weeks++;
	for (size_t i = from; i < to; i++) {
		struct assignment *a = &roster->list[i];
		uint32_t project = n->projects.of_line[a->line];

		a->kept = roster_project_minutes(n, last_from, last_to, project) > 0;
		roster->project_weeks += roster_project_minutes(n, from, i, project) == 0;
		roster->assigned_minutes += a->minutes;
		roster->later_minutes += n->week > 0 ? a->minutes : 0;
		roster->kept_minutes += a->kept ? a->minutes : 0;
	}
}

/* The figures under the table: hours kept, and projects a person and week. */
static void count_week(struct rostering *n)
{
	size_t from = n->here;

	for (size_t i = n->here; i < n->roster->count; i++)
		if (i + 1 == n->roster->count ||
		    n->roster->list[i + 1].person != n->roster->list[from].person) {
			count_person(n, from, i + 1);
			from = i + 1;
		}
}

static bool name_week(struct rostering *n, struct fault *fault)
{
	struct arena arena = ARENA_INIT;
	struct week_values values;
	char name[WEEK_TEXT_SIZE];
	bool ok;

	n->last = n->here;
	n->here = n->roster->count;
	ok = roster_flow(n, &arena, &values);
	if (ok) {
		roster_fewer(n, &values);
		tidy_week(n, &arena);
		count_week(n);
	}
	arena_release(&arena);
	if (ok)
		return true;
	week_format(plan_week(n->plan, n->week), name);
	return fault_set(fault, FAULT_BROKEN,
			 "no names for the covered hours of %s (a bug: please report it)", name);
}

static bool name_all(const struct plan *plan, enum view view, const struct sourcing *beside,
		     int32_t min_chunk_minutes, struct arena *arena, struct roster *roster,
		     struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct roster made;
	struct rostering n = rostering_make(plan, view, min_chunk_minutes, arena, &scratch, &made);
	bool ok = true;

	made.beside = beside;
	for (; ok && n.week < plan->options.week_count; n.week++)
		ok = name_week(&n, fault);
	arena_release(&scratch);
	if (ok)
		*roster = made;
	return ok;
}

bool roster_assign(const struct plan *plan, enum view view, int32_t min_chunk_minutes,
		   struct arena *arena, struct roster *roster, struct fault *fault)
{
	return name_all(plan, view, NULL, min_chunk_minutes, arena, roster, fault);
}

bool roster_assign_beside(const struct plan *plan, const struct sourcing *sourcing,
			  int32_t min_chunk_minutes, struct arena *arena, struct roster *roster,
			  struct fault *fault)
{
	assert(!plan_is_drawn(plan));
	return name_all(plan, sourcing->view, sourcing, min_chunk_minutes, arena, roster, fault);
}
