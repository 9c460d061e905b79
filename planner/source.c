#include "planner/source.h"

#include <string.h>

#include "planner/source_inner.h"

/* Method and constants; raised when the same input gives another answer. */
#define SOURCE_VERSION "1"

/* What running engagements cost and leave open whatever is decided, and what no option fills. */
static int64_t bound_coins(const struct source *s)
{
	int64_t coins = 0;

	for (size_t g = 0; g < s->group_count; g++)
		coins += s->groups[g].narrowed ? 0 : s->groups[g].answer.bound;
	for (uint32_t r = 0; r < s->company->running_count; r++)
		if (s->terms[r].within)
			coins += source_sunk_coins(s, r);
	for (size_t g = 0; g < s->group_count; g++)
		for (size_t i = 0; i < s->groups[g].line_count; i++)
			if (s->groups[g].line_kinds[i] == 0)
				for (size_t w = 0; w < s->weeks; w++)
					coins += source_price(s, s->groups[g].lines[i]) *
						 *source_gap(s, s->groups[g].lines[i], w);
	return coins;
}

static const char *engine_of(const struct source *s)
{
	const char *engine = "flow";

	for (size_t g = 0; g < s->group_count; g++) {
		if (s->groups[g].answer.method == COVER_MILP)
			return "cbc";
		if (s->groups[g].answer.method == COVER_SEARCH)
			engine = "search";
	}
	return engine;
}

static void evaluate(struct source *s, bool answers, struct sourcing *out)
{
	*out = (struct sourcing){ .view = s->view };
	source_engage(s, answers, out);
	source_spread(s, out);
}

void source_plan(const struct plan *plan, enum view view, const struct source_effort *effort,
		 struct arena *arena, struct sourcing *sourcing)
{
	struct arena scratch = ARENA_INIT;
	struct source s = { .plan = plan,
			    .company = plan->company,
			    .view = view,
			    .weeks = plan->options.week_count,
			    .arena = arena,
			    .scratch = &scratch,
			    .effort = effort };
	struct sourcing idle;
	int64_t bound;

	source_gather(&s);
	for (size_t g = 0; g < s.group_count; g++) {
		source_state(&s, &s.groups[g]);
		cover_solve(&s.groups[g].problem, &effort->cover, &scratch, &s.groups[g].answer);
	}
	evaluate(&s, false, &idle);
	evaluate(&s, true, sourcing);
	bound = bound_coins(&s) / COVER_COINS;
	if (sourcing->total_cents >= idle.total_cents)
		*sourcing = idle;
	sourcing->idle_cents = idle.total_cents;
	sourcing->bound_cents = bound < sourcing->total_cents ? bound : sourcing->total_cents;
	source_gaps(&s, sourcing);
	source_lateness(&s, sourcing);
	sourcing->engine = engine_of(&s);
	sourcing->version = SOURCE_VERSION;
	arena_release(&scratch);
}
