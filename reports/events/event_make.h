/**
 * What a plan says in calendars: one event per contiguous gap, per engagement, per deadline.
 *
 * Always the weighted view: it is what people plan with, and an event can only be one thing from
 * plan to plan. Engagements and deadlines need plan->sourcing; without it there are none.
 */
#ifndef REPORTS_EVENT_MAKE_H
#define REPORTS_EVENT_MAKE_H

#include "model/event.h"
#include "model/plan.h"

/** In the arena, by event_order; without UID: the matching gives it (reports/events/event_match.h).
 */
void events_make(const struct plan *plan, struct arena *arena, struct event_list *events);

#endif
