/*
 * What a sourcing says of the lines of an explanation: engagements that cover them, and why the
 * rest stays open.
 *
 * Nothing is solved here; the records of coverage and the gaps of the sourcing are looked up.
 * That own minutes agree is checked, so that an explanation never mixes two plans.
 * docs/ritual.md, "Why is this number what it is".
 */
#include "planner/compare/explain_external.h"

static struct explained_line *find_line(struct explanation *made, uint32_t line)
{
	for (size_t i = 0; i < made->line_count; i++)
		if (made->lines[i].line == line)
			return &made->lines[i];
	return NULL;
}

static void find_external(const struct plan *plan, struct arena *arena, struct explanation *made)
{
	const struct sourcing *sourcing = plan->sourcing;
	size_t room = 0;

	for (size_t i = 0; i < sourcing->coverage_count; i++) {
		const struct coverage *c = &sourcing->coverage[i];
		struct explained_line *line;

		if (c->week != made->week || !(line = find_line(made, c->line)))
			continue;
		line->engaged_minutes += c->minutes;
		made->engaged_minutes += c->minutes;
		made->external = ARENA_PUSH(arena, made->external, made->external_count, room);
		made->external[made->external_count++] =
			(struct explained_external){ c->engagement, c->line, c->minutes };
	}
}

/* What is open of a requirement is open for one reason. */
static enum gap_outcome outcome_of(const struct plan *plan, size_t line, size_t week)
{
	const struct sourcing *sourcing = plan->sourcing;

	for (size_t i = 0; i < sourcing->gap_count; i++)
		if (sourcing->gaps[i].requirement == plan->demand_requirement[line] &&
		    sourcing->gaps[i].week == week)
			return sourcing->gaps[i].outcome;
	return GAP_COVERED;
}

/* Before anybody is engaged. */
static int32_t to_fill(const struct plan *plan, const struct explained_line *line,
		       const struct line_coverage *cover)
{
	return plan_is_drawn(plan) ? cover->asked_minutes - cover->own_minutes
				   : line->cover.demand_minutes - line->cover.covered_minutes;
}

bool explain_external(const struct plan *plan, struct arena *arena, struct explanation *made,
		      struct fault *fault)
{
	made->sourced = true;
	find_external(plan, arena, made);
	for (size_t i = 0; i < made->line_count; i++) {
		struct explained_line *line = &made->lines[i];
		const struct line_coverage *cover =
			&plan->sourcing
				 ->lines[line->line * plan->sourcing->week_count + made->week];

		line->to_fill_minutes = to_fill(plan, line, cover);
		line->open_minutes =
			cover->asked_minutes - cover->own_minutes - line->engaged_minutes;
		made->to_fill_minutes += line->to_fill_minutes;
		made->open_minutes += line->open_minutes;
		if (line->open_minutes > 0)
			line->outcome = outcome_of(plan, line->line, made->week);
		if (line->open_minutes < 0 ||
		    (line->open_minutes > 0 && line->outcome == GAP_COVERED))
			return fault_set(fault, FAULT_BROKEN,
					 "the engagements do not belong to this plan");
	}
	return true;
}
