/**
 * A plan made again after a small change (plan_replan), by solving only what changed.
 *
 * The result is the plan that plan_make makes, to the last minute: people whose contract,
 * calendar and holidays are the same keep their capacity; weeks in which every line asks for
 * the same and everybody has the same minutes keep their allocation, as long as the same
 * things are asked for and booked. Who comes or goes without a minute in a week, and a line that
 * asks for nothing in it, leave it alone.
 */
#ifndef PLANNER_REPLAN_H
#define PLANNER_REPLAN_H

#include "model/plan.h"

#define NOT_THERE SIZE_MAX

/** What may be taken over at all, found once per plan. */
struct replan {
	const struct plan *base; /* NULL: nothing */
	bool same_days;          /* settings and holidays: capacity may be taken over */
	bool same_graph;         /* roles, requirements, bookings: weeks may be taken over */
	/* Of each person and line of the plan: index in the base's company, or NOT_THERE. */
	size_t *person_before, *line_before;
	/* People and lines of the base only. */
	size_t *people_gone, *lines_gone;
	size_t people_gone_count, lines_gone_count;
};

/** The plan's requirements must be known. */
struct replan replan_make(const struct plan *base, const struct plan *plan, struct arena *arena);

/** Copy a person's weeks up to free_minutes before bookings, or return false. */
bool replan_person(const struct replan *replan, const struct plan *plan, size_t person);

/** Copy a week's coverage of all lines and views and what people are used for, or return false. */
bool replan_week(const struct replan *replan, struct plan *plan, size_t week);

#endif
