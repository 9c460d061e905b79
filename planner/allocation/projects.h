/** Demand lines by project, so that bookings find theirs without looking at all of them. */
#ifndef PLANNER_PROJECTS_H
#define PLANNER_PROJECTS_H

#include "model/company.h"

struct projects {
	const struct company *company;
	uint32_t *lines; /* by project, then index */
	size_t *first;   /* per project: where its lines begin in `lines`; one more at the end */
	size_t count;
	uint32_t *of_line; /* per demand line: its project's number */
};

/** Sort a company's demand lines. In the arena. */
struct projects projects_make(const struct company *company, struct arena *arena);

/** The project's number; projects->count when no line is of it. */
size_t projects_find(const struct projects *projects, const char *project);

/** Whether a booking is one of the project and role of a demand line. */
bool booking_names(const struct booking *booking, const struct person *person,
		   const struct demand *demand);

/**
 * The demand lines that a booking names (booking_names), by index.
 *
 * @param[out] lines  as many as the company has, at most
 * @return how many
 */
size_t projects_named(const struct projects *projects, const struct booking *booking,
		      uint32_t *lines);

#endif
