/** Can our own people cover what is left to them? And may external staff do the rest? */
#ifndef PLANNER_VERIFY_OWN_H
#define PLANNER_VERIFY_OWN_H

#include "model/sourcing.h"

struct own_check;

/** Whether an option may work on a line, by its own counting of shared working time. */
bool verify_may_fill(const struct plan *plan, const struct rate_option *option, size_t line);

/** Who of our own may serve what, for all weeks; in the arena. */
struct own_check *verify_own_make(const struct plan *plan, struct arena *arena);

/** Whether people and bookings can cover what lines[].own_minutes says in that week. */
bool verify_own(struct own_check *own, const struct sourcing *sourcing, size_t week);

#endif
