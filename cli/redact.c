#include "cli/redact.h"

#include <string.h>

#include "cli/report_options.h"
#include "model/sourcing.h"
#include "reports/ics/event_redact.h"

/* In the order of enum redact; nothing is what it is without the option. */
static const char *const hows[] = { "nothing", "names", "ids" };

bool redact_check(const struct options *options, struct arena *arena, struct fault *fault)
{
	int how = 0;

	return !options->redact || !options->redact[0] ||
	       option_word("--redact", options->redact, hows + REDACT_NAMES,
			   ARRAY_LEN(hows) - REDACT_NAMES, &how, arena, fault);
}

enum redact redact_wanted(const struct options *options)
{
	if (!options->redact)
		return REDACT_NOTHING;
	return strcmp(options->redact, hows[REDACT_IDS]) == 0 ? REDACT_IDS : REDACT_NAMES;
}

/* Limits are called by their vendors. */
static void redact_limits(struct plan *plan, const struct redaction *redaction, struct arena *arena)
{
	struct sourcing *sourcing = ARENA_ARRAY(arena, struct sourcing, 1);
	struct source_limit *limits;

	*sourcing = *plan->sourcing;
	limits = ARENA_ARRAY(arena, struct source_limit, sourcing->limit_count + 1);
	for (size_t i = 0; i < sourcing->limit_count; i++) {
		limits[i] = sourcing->limits[i];
		if (limits[i].kind == LIMIT_VENDOR)
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

void redact_plans(const struct run *run, struct computed *const *plans, size_t count)
{
	enum redact how = redact_wanted(run->options);
	const struct company **companies = ARENA_ARRAY(run->arena, const struct company *, count);
	const struct redaction *redaction;

	if (how == REDACT_NOTHING)
		return;
	for (size_t i = 0; i < count; i++)
		companies[i] = &plans[i]->company;
	redaction = redaction_new(how, companies, count, run->arena);
	for (size_t i = 0; i < count; i++)
		if (!plans[i]->redacted)
			redact_one(plans[i], how, redaction, run->arena);
}
