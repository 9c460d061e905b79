#include "service/plan_events.h"

#include "reports/events/event_make.h"
#include "reports/events/event_match.h"
#include "service/parts.h"

bool plan_events_load(struct store *store, struct computed *computed, struct arena *arena,
		      struct fault *fault)
{
	struct event_list *events = ARENA_ARRAY(arena, struct event_list, 1);
	int32_t number = computed->plan.options.number, at = 0;

	if (!store_calendar_at(store, number, &at, fault) ||
	    (at == number && !store_events(store, number, arena, events, fault)))
		return false;
	computed->plan.events = at == number ? events : NULL;
	return true;
}

/* Events are made of the weighted view, whatever view the command was asked for. */
static bool make_events(struct computed *computed, struct arena *arena, struct event_list *events,
			struct fault *fault)
{
	struct plan *plan = &computed->plan;
	const struct sourcing *given = plan->sourcing;
	enum view asked = computed->view;
	bool ok;

	if (asked != VIEW_WEIGHTED)
		plan->sourcing = NULL;
	computed->view = VIEW_WEIGHTED;
	ok = compute_parts(computed, PLAN_REASONS, arena, fault);
	if (ok)
		events_make(plan, arena, events);
	computed->view = asked;
	if (asked != VIEW_WEIGHTED)
		plan->sourcing = given;
	return ok;
}

bool plan_events_keep(struct store *store, struct computed *computed, struct arena *arena,
		      struct fault *fault)
{
	struct event_list *events = ARENA_ARRAY(arena, struct event_list, 1);
	struct event_frame frame;
	struct event_list before = { 0 }, fresh;
	struct plan *plan = &computed->plan;
	int32_t last = 0;

	if (!plan_events_load(store, computed, arena, fault))
		return false;
	if (plan->events)
		return true;
	if (!store_calendar_at(store, plan->options.number, &last, fault) ||
	    !store_events(store, last, arena, &before, fault) ||
	    !make_events(computed, arena, &fresh, fault))
		return false;
	frame = event_frame_of(plan);
	events_match(&before, &fresh, &frame, arena, events);
	if (!store_events_add(store, plan->options.number, events, fault))
		return false;
	plan->events = events;
	return true;
}
