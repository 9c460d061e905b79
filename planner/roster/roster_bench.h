/** Who is free, after names were given. */
#ifndef PLANNER_ROSTER_BENCH_H
#define PLANNER_ROSTER_BENCH_H

#include "model/roster.h"

/**
 * Who is free: runs of weeks with at least min_chunk_minutes free minutes each.
 *
 * Free is what a person can work less hard bookings and less what the roster gives them.
 */
void roster_bench(const struct plan *plan, const struct roster *roster, int32_t min_chunk_minutes,
		  struct arena *arena, struct bench *bench);

#endif
