/** The calendar events of stored plans: made when a plan is stored, from then on as they were. */
#ifndef SERVICE_PLAN_EVENTS_H
#define SERVICE_PLAN_EVENTS_H

#include "service/compute.h"

/**
 * Make the events of the plan, match them with those of the plan before and keep them; a plan
 * whose events are kept already gets those. Sets computed->plan.events.
 */
bool plan_events_keep(struct store *store, struct computed *computed, struct arena *arena,
		      struct fault *fault) MUST_CHECK;

/** Set computed->plan.events; NULL when none were kept (by a staffgap that knew no events). */
bool plan_events_load(struct store *store, struct computed *computed, struct arena *arena,
		      struct fault *fault) MUST_CHECK;

#endif
