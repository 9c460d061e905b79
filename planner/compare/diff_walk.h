/**
 * The walk of a diff: a company that turns step by step from the old one into the new one.
 */
#ifndef PLANNER_DIFF_WALK_H
#define PLANNER_DIFF_WALK_H

#include "model/diff.h"

/** A list whose items are there or not; sorted by the caller's key. */
struct walk_person {
	const struct person *before, *after; /* NULL where there is none */
	struct person now;
	bool there;
};

struct walk_demand {
	const struct demand *before, *after;
	struct demand now;
	bool there;
};

struct diff_walk {
	const struct plan *before, *after;
	struct arena *arena; /* of the diff */
	struct settings settings;
	struct walk_person *people; /* by id */
	size_t person_count;
	struct walk_demand *demands; /* by id */
	size_t demand_count;
	const struct booking **bookings; /* those that hold now; of either company */
	size_t booking_count;
	struct holiday *holidays;
	size_t holiday_count;
	const struct company *rates; /* whose rate card holds */
	struct plan_options options; /* of the common weeks */
	struct plan plan;            /* of the company as it is now */
	struct arena plan_arena;     /* holds it */
	int64_t *gap;                /* [view][role][week], as it is now */
	struct diff *diff;
	size_t cause_room;
};

/** Begin at the company of the old plan. */
bool walk_begin(const struct plan *before, const struct plan *after, struct arena *arena,
		struct diff *diff, struct diff_walk *walk, struct fault *fault) MUST_CHECK;

/** Solve the company as it is now and add the cause with what it changed. */
bool walk_step(struct diff_walk *walk, struct cause cause, struct fault *fault) MUST_CHECK;

/** Give the last plan back. */
void walk_end(struct diff_walk *walk);

#endif
