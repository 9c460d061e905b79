/**
 * Engagements in the order in which somebody has to act.
 */
#ifndef REPORTS_ORDERS_H
#define REPORTS_ORDERS_H

#include "model/sourcing.h"

/**
 * All engagements by the day on which they must be ordered, what just ends last; in the arena.
 */
const struct engagement **orders_sorted(const struct sourcing *sourcing, struct arena *arena);

/**
 * What has to be done first, of what somebody has to do something for: what comes late already,
 * since each day makes it later, before all that does not; then by day. The agenda says the same.
 *
 * @param only_new  of new orders only
 * @return NULL when there is none
 */
const struct engagement *orders_first(const struct sourcing *sourcing, bool only_new);

#endif
