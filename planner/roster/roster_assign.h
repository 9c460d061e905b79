/**
 * Names: who does which work, week by week, after the gap is known.
 *
 * Every line gets exactly the minutes that our people cover, so no gap changes. Among all ways
 * to do so, weeks are taken in order and each is solved as a minimum cost flow: booked minutes
 * go to what they are booked for, people stay where they worked the week before (16 hours or
 * more count more than 4 or more), soft bookings are preferred. Then, among flows that are worth as
 * much, people work for fewer projects; and pieces below a useful size go to somebody who is on the
 * line anyhow and has time left. docs/allocation.md, "Names".
 */
#ifndef PLANNER_ROSTER_ASSIGN_H
#define PLANNER_ROSTER_ASSIGN_H

#include "model/roster.h"

/** Half a working day: less of a project is mostly getting into it again. A judgement, not tuned.
 */
enum { ROSTER_MIN_CHUNK_MINUTES = 4 * 60 };

/**
 * Name the people for one view of a plan.
 *
 * @param min_chunk_minutes  pieces below this are avoided where it costs nothing
 * @param[out] roster  in the arena
 * @return false with FAULT_BROKEN when the plan's coverage cannot be worked: a bug
 */
bool roster_assign(const struct plan *plan, enum view view, int32_t min_chunk_minutes,
		   struct arena *arena, struct roster *roster, struct fault *fault) MUST_CHECK;

/**
 * Name them beside the engagements of the plan: lines get what a sourcing leaves to our people,
 * which is not what the allocation has given them where engaged heads free them for other work. Of
 * its view; not for sourcing to a percentile, which speaks of no single use of our people.
 */
bool roster_assign_beside(const struct plan *plan, const struct sourcing *sourcing,
			  int32_t min_chunk_minutes, struct arena *arena, struct roster *roster,
			  struct fault *fault) MUST_CHECK;

#endif
