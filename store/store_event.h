/** The calendar events of stored plans. All failures are FAULT_STORE. */
#ifndef STORE_EVENT_H
#define STORE_EVENT_H

#include <stdint.h>

#include "base/fault.h"
#include "model/event.h"

struct store;

/** Keep the events of a plan that has none kept yet; revisions that are known are shared. */
bool store_events_add(struct store *store, int32_t number, const struct event_list *events,
		      struct fault *fault) MUST_CHECK;

/** The events of a plan by event_order, in the arena; none when none were kept. */
bool store_events(struct store *store, int32_t number, struct arena *arena,
		  struct event_list *events, struct fault *fault) MUST_CHECK;

/** The last plan up to `number` whose events are kept. @param[out] at  its number; 0 for none */
bool store_calendar_at(struct store *store, int32_t number, int32_t *at,
		       struct fault *fault) MUST_CHECK;

#endif
