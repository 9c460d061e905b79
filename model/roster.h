/**
 * Who does what in which week, and who is free: the plan with names.
 *
 * Names never change a gap: every line gets exactly the minutes that our people cover, and
 * the same people stay on the same project as far as that allows. planner/roster/roster_assign.h
 * makes it.
 */
#ifndef MODEL_ROSTER_H
#define MODEL_ROSTER_H

#include "model/plan.h"

/** Minutes of one person on one demand line in one week. */
struct assignment {
	uint32_t week, person, line; /* indexes */
	int32_t minutes;             /* above 0 */
	int32_t booked_minutes;      /* of these, from hard bookings */
	bool kept;                   /* the person worked for the same project the week before */
};

struct sourcing;

struct roster {
	enum view view;
	/* Beside whose engagements our people work (model/sourcing.h): lines get its own_minutes.
	 * NULL: as the allocation has them before anybody is engaged. */
	const struct sourcing *beside;
	struct assignment *list; /* by week, person, line */
	size_t count;
	int64_t assigned_minutes;
	int64_t later_minutes; /* assigned after the first week: what could be kept */
	int64_t kept_minutes;  /* of these, with somebody who was there the week before */
	/* A person's week with work counts once here, and once there for each of its projects. */
	int64_t worker_weeks, project_weeks;
};

/** Consecutive weeks in which a person has free time worth naming. */
struct bench_run {
	uint32_t person, first_week, week_count;
	int64_t free_minutes; /* deployable minutes without work or booking, over the run */
	int64_t cost_cents;   /* free hours times the person's cost rate; 0 when there is none */
};

struct bench {
	struct bench_run *list; /* by first week, person */
	size_t count;
	int64_t free_minutes, cost_cents; /* sums */
	size_t without_rate;              /* runs of people whose cost rate is not given */
};

#endif
