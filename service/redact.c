#include "service/redact.h"

#include "model/sourcing.h"
#include "reports/events/event_redact.h"

/* Limits are called by their vendors. */
static void redact_limits(struct plan *plan, const struct redaction *redaction, struct arena *arena)
{
	struct sourcing *sourcing = ARENA_ARRAY(arena, struct sourcing, 1);
	struct source_limit *limits;

	*sourcing = *plan->sourcing;
	limits = ARENA_ARRAY(arena, struct source_limit, sourcing->limit_count + 1);
	for (size_t i = 0; i < sourcing->limit_count; i++) {
		limits[i] = sourcing->limits[i];
		if (limit_words(limits[i].kind)->of_vendor)
			limits[i].name = redaction_vendor(redaction, limits[i].name);
	}
	sourcing->limits = limits;
	plan->sourcing = sourcing;
}

static void redact_one(struct computed *computed, enum redact how,
		       const struct redaction *redaction, struct arena *arena)
{
	struct plan *plan = &computed->plan;

	company_redact(&computed->company, redaction, arena);
	plan->notes = NULL; /* remarks quote names */
	if (plan->sourcing)
		redact_limits(plan, redaction, arena);
	if (plan->events && how == REDACT_IDS) {
		struct event_list *events = ARENA_ARRAY(arena, struct event_list, 1);

		events_redact(plan->events, arena, events);
		plan->events = events;
	}
	computed->redacted = true;
}

void redact_plans(const struct session *session, struct computed *const *plans, size_t count)
{
	enum redact how = session->redact;
	const struct company **companies =
		ARENA_ARRAY(session->arena, const struct company *, count);
	const struct redaction *redaction;

	if (how == REDACT_NOTHING)
		return;
	for (size_t i = 0; i < count; i++)
		companies[i] = &plans[i]->company;
	redaction = redaction_new(how, companies, count, session->arena);
	for (size_t i = 0; i < count; i++)
		if (!plans[i]->redacted)
			redact_one(plans[i], how, redaction, session->arena);
}
