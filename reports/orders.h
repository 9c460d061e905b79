/**
 * Engagements in the order in which somebody has to act.
 */
#ifndef REPORTS_ORDERS_H
#define REPORTS_ORDERS_H

#include "store/sourcing.h"

/**
 * All engagements by the day on which they must be ordered, what just ends last; in the arena.
 */
const struct engagement **orders_sorted(const struct sourcing *sourcing, struct arena *arena);

#endif
