/**
 * A plan made again after a small change, by solving only what changed.
 *
 * The result is the plan that plan_make makes, to the last minute: people whose contract,
 * calendar and holidays are the same keep their capacity; weeks in which every line asks for
 * the same and everybody has the same minutes keep their allocation, as long as the same
 * people, lines and bookings are there.
 */
#ifndef PLANNER_REMAKE_H
#define PLANNER_REMAKE_H

#include "store/plan.h"

/**
 * plan_make (planner/planner.h) with an earlier plan to take over from.
 *
 * @param base  may be NULL, or of other weeks (nothing is taken over then); is only read
 */
bool plan_remake(const struct plan *base, const struct company *company,
		 const struct plan_options *options, struct arena *arena, struct plan *plan,
		 struct notes *findings, struct fault *fault) MUST_CHECK;

/* What plan_remake is made of. */

/** What may be taken over at all, found once per plan. */
struct remake {
	const struct plan *base; /* NULL: nothing */
	bool same_days;          /* settings and holidays: capacity may be taken over */
	bool same_graph;         /* people's roles, lines, bookings: weeks may be taken over */
};

struct remake remake_begin(const struct plan *base, const struct plan *plan);

/** Copy a person's weeks up to free_min before bookings, or return false. */
bool remake_person(const struct remake *remake, const struct plan *plan, size_t person);

/** Copy a week's coverage of all lines and views and what people are used for, or return false. */
bool remake_week(const struct remake *remake, struct plan *plan, size_t week);

#endif
