/**
 * The capacity chain: what of a person's week can be worked (docs/capacity.md).
 *
 * nominal, contracted, available, deployable: integer minutes per ISO week.
 * A minute that several causes take is counted once, for the first of
 * holiday, absence, meeting, tentative.
 */
#ifndef PLANNER_CAPACITY_H
#define PLANNER_CAPACITY_H

#include "model/explain.h"

/**
 * Fill the weeks of one person up to deployable_minutes; free_minutes is the same as
 * deployable_minutes until bookings are taken off.
 * @param weeks  week_count cells, zeroed
 */
void capacity_of_person(const struct company *company, const struct person *person,
			struct day first_week, size_t week_count, struct arena *scratch,
			struct capacity *weeks);

/**
 * Contracted minutes on the days from first to last, both included, before holidays and leave.
 * Make-up working days count like the person's usual day.
 */
int64_t capacity_contracted_minutes(const struct company *company, const struct person *person,
				    struct day first, struct day last);

/**
 * What each event and holiday took of one person's week, in the order in which it counts.
 *
 * The minutes of each kind sum to the week's holiday_minutes, absent_minutes, busy_minutes,
 * tentative_minutes. effect_minutes is left at 0. @param[out] list  in the arena
 */
void capacity_taken(const struct company *company, const struct person *person, struct day monday,
		    struct arena *arena, struct time_taken **list, size_t *count);

#endif
