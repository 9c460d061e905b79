/**
 * A day as a set of minutes, so that overlapping times count once.
 *
 * Minute 0 is 00:00, minute 1439 is 23:59 of the local day; DST does not show
 * (model/calendar.h). Sets are plain values.
 */
#ifndef PLANNER_MINUTES_H
#define PLANNER_MINUTES_H

#include <stdint.h>

#include "base/day.h"

enum { MINUTE_WORDS = (DAY_MINUTES + 63) / 64 };

struct minutes {
	uint64_t word[MINUTE_WORDS];
};

/** Add the minutes from start up to but not including end, clipped to the day. */
void minutes_add(struct minutes *set, int32_t start, int32_t end);

/** Move what `window` and `wanted` share out of the window; returns how many minutes it was. */
int32_t minutes_take(struct minutes *window, const struct minutes *wanted);

/** How many minutes are in the set. */
int32_t minutes_count(const struct minutes *set);

#endif
