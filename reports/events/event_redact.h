/** The events of a stored plan without what projects, demand lines, options and vendors are called.
 */
#ifndef REPORTS_EVENT_REDACT_H
#define REPORTS_EVENT_REDACT_H

#include "base/arena.h"
#include "model/event.h"

/**
 * Copies of events that say days, roles, numbers and amounts only. Their texts are those that
 * reports/events/event_make.c wrote, in whatever plan: what is not known to be free of names is
 * left out. UIDs are others, the same for the same event, so that nobody can put both calendars
 * together.
 */
void events_redact(const struct event_list *events, struct arena *arena,
		   struct event_list *redacted);

#endif
