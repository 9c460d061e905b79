/*
 * Assignments of all weeks in one list, in order of week, person and line, with last week's at
 * hand: what a person did there decides what staying is worth. Lines get the minutes that our
 * people cover of them, with or without engaged heads beside them: of this folder only
 * roster_wanted knows which.
 */
#include "planner/roster/roster_week.h"

#include <stdlib.h>

#include "model/sourcing.h"

static int by_person(const void *left, const void *right)
{
	const struct assignment *a = left, *b = right;

	if (a->person != b->person)
		return a->person < b->person ? -1 : 1;
	return (a->line > b->line) - (a->line < b->line);
}

void roster_merge(struct rostering *n)
{
	struct roster *roster = n->roster;
	size_t kept = n->here;

	if (roster->count > n->here)
		qsort(roster->list + n->here, roster->count - n->here, sizeof(*roster->list),
		      by_person);
	for (size_t i = n->here; i < roster->count; i++) {
		const struct assignment piece = roster->list[i];

		if (piece.minutes == 0)
			continue;
		if (kept > n->here && by_person(&roster->list[kept - 1], &piece) == 0) {
			roster->list[kept - 1].minutes += piece.minutes;
			roster->list[kept - 1].booked_minutes += piece.booked_minutes;
		} else {
			roster->list[kept++] = piece;
		}
	}
	roster->count = kept;
}

int32_t roster_project_minutes(const struct rostering *n, size_t from, size_t to, uint32_t project)
{
	int32_t sum = 0;

	for (size_t i = from; i < to; i++)
		if (n->projects.of_line[n->roster->list[i].line] == project)
			sum += n->roster->list[i].minutes;
	return sum;
}

/* The first of last week's assignments that is of this person or a later one. */
static size_t last_week_from(const struct rostering *n, uint32_t person)
{
	size_t low = n->last, high = n->here;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (n->roster->list[middle].person < person)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void roster_last_week(const struct rostering *n, uint32_t person, size_t *from, size_t *to)
{
	*from = last_week_from(n, person);
	*to = *from;
	while (*to < n->here && n->roster->list[*to].person == person)
		++*to;
}

struct rostering rostering_make(const struct plan *plan, enum view view, int32_t min_chunk_minutes,
				struct arena *arena, struct arena *scratch, struct roster *roster)
{
	struct rostering n = { .plan = plan,
			       .view = view,
			       .min_chunk_minutes = min_chunk_minutes,
			       .arena = arena,
			       .roster = roster };

	*roster = (struct roster){ .view = view };
	eligibility_build(plan, BOOKINGS_HOLD, scratch, &n.eligibility);
	n.projects = projects_make(plan->company, scratch);
	n.from_booking = ARENA_ARRAY(scratch, bool, (size_t)n.eligibility.flow.node_count + 1);
	for (size_t b = 0; b < plan->company->booking_count; b++)
		if (n.eligibility.booking_node[b] >= 0)
			n.from_booking[n.eligibility.booking_node[b]] = true;
	return n;
}

int32_t roster_wanted(const struct rostering *n, uint32_t line)
{
	const struct sourcing *beside = n->roster->beside;

	return beside ? beside->lines[line * beside->week_count + n->week].own_minutes
		      : plan_demand_coverage(n->plan, n->view, line, n->week)->covered_minutes;
}
