/*
 * What stays open of each requirement and week, and which rule keeps it open; which engagements
 * come later than they are wanted.
 *
 * The reasons are tried in the order in which they would have to be removed: nothing in the rate
 * card may fill the line; nothing can be there by then; the plan without limits would have
 * covered more, so a limit keeps it open (the one whose multiplier is largest is named); an
 * option is at its heads; else external staff cost more than the penalty. The verifier works the
 * reasons out a second time (planner/verify/verify_sums.c).
 *
 * Cost: options times open lines and weeks. Left out: several reasons at once; the first that
 * holds is said.
 *
 * Implements docs/sourcing.md, "Why this one", the last paragraph, and Late.
 */
#include "planner/sourcing/source_gaps.h"

#include "base/number.h"

/* --- why ------------------------------------------------------------------------------------ */

/* Whether the option has all heads that it may have in a week. */
static bool at_its_cap(const struct source_facts *s, const struct sourcing *sourcing,
		       uint32_t option, size_t week)
{
	int64_t heads = 0, most = s->company->options[option].max_heads;

	if (most >= HEADS_OPEN)
		return false;
	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		const struct engagement *e = &sourcing->engagements[i];

		if (e->option == option && e->first_week <= (int32_t)week &&
		    (int32_t)week <= e->last_week)
			heads += e->heads;
	}
	return heads >= most;
}

struct external_reach {
	bool any, in_time, capped, limited;
};

/* What the rate card has for a line: anything at all, in time, at its cap. */
static void look_for_external(const struct source_facts *s, const struct sourcing *sourcing,
			      size_t line, size_t week, struct external_reach *external)
{
	for (uint32_t k = 0; k < s->company->option_count; k++) {
		if (!source_may(s, k, line))
			continue;
		external->any = true;
		if (s->tables[k].first_start > (int32_t)week)
			continue;
		external->in_time = true;
		external->capped |= at_its_cap(s, sourcing, k, week);
	}
}

/* The limit that costs most: money, or what may be had of it. */
static enum gap_outcome binding_limit(const struct source_facts *s, const struct limit_terms *terms)
{
	enum gap_outcome outcome = GAP_CAP;
	int64_t most = 0;

	for (size_t i = 0; i < s->limit_count; i++) {
		bool money = s->limits[i].row->outcome == GAP_BUDGET;
		int64_t saves = terms->found ? terms->saves_micro[i] : 0;

		if (saves > most || (most == 0 && money)) {
			most = saves;
			outcome = s->limits[i].row->outcome;
		}
	}
	return outcome;
}

static enum gap_outcome outcome_of(const struct source_facts *s, const struct limit_terms *terms,
				   const struct external_reach *external)
{
	if (!external->any)
		return GAP_NO_OPTION;
	if (!external->in_time)
		return GAP_TOO_LATE;
	if (external->limited)
		return binding_limit(s, terms);
	return external->capped ? GAP_CAP : GAP_DEARER;
}

/* --- gaps ------------------------------------------------------------------------------------- */

/* Lines of each requirement, as lists. */
struct members {
	uint32_t *first, *next;
};

#define NO_LINE UINT32_MAX

static struct members list_members(const struct source_facts *s, struct arena *arena)
{
	size_t lines = s->company->demand_count;
	struct members m = { ARENA_ARRAY(arena, uint32_t, s->plan->requirement_count + 1),
			     ARENA_ARRAY(arena, uint32_t, lines + 1) };

	for (size_t r = 0; r < s->plan->requirement_count; r++)
		m.first[r] = NO_LINE;
	for (uint32_t d = (uint32_t)lines; d-- > 0;) {
		m.next[d] = m.first[s->plan->demand_requirement[d]];
		m.first[s->plan->demand_requirement[d]] = d;
	}
	return m;
}

struct closing {
	const struct source_facts *s;
	const struct sourcing *unlimited, *sourcing;
	const struct limit_terms *terms;
	struct members members; /* of requirements */
};

static bool add_gap(const struct closing *c, struct sourced_gap *gap)
{
	const struct source_facts *s = c->s;
	const struct members *members = &c->members;
	struct external_reach external = { false, false, false, false };
	int64_t penalty_cent60 = 0, free_minutes = 0;

	for (uint32_t d = members->first[gap->requirement]; d != NO_LINE; d = members->next[d]) {
		const struct line_coverage *line = &c->sourcing->lines[d * s->weeks + gap->week];
		int32_t open = sourcing_open_minutes(s->plan, c->sourcing, d, gap->week);

		gap->gap_minutes += open + line->external_minutes;
		gap->open_minutes += open;
		penalty_cent60 += open * source_penalty(s, d);
		if (open > 0)
			look_for_external(s, c->sourcing, d, gap->week, &external);
		free_minutes += sourcing_open_minutes(s->plan, c->unlimited, d, gap->week);
	}
	external.limited = free_minutes < gap->open_minutes;
	gap->penalty_cents = divide_half_even(penalty_cent60, CENT60);
	gap->outcome = gap->open_minutes == 0 ? GAP_COVERED : outcome_of(s, c->terms, &external);
	return gap->gap_minutes > 0;
}

void source_gaps(const struct source_facts *s, const struct limit_terms *terms,
		 const struct sourcing *unlimited, struct arena *arena, struct sourcing *sourcing)
{
	struct arena scratch = ARENA_INIT;
	const struct closing c = { s, unlimited, sourcing, terms, list_members(s, &scratch) };
	size_t room = 0;

	sourcing->gaps = NULL;
	sourcing->gap_count = 0;
	for (uint32_t r = 0; r < s->plan->requirement_count; r++)
		for (uint32_t w = 0; w < s->weeks; w++) {
			struct sourced_gap gap = { .requirement = r, .week = w };

			if (!add_gap(&c, &gap))
				continue;
			sourcing->gaps =
				ARENA_PUSH(arena, sourcing->gaps, sourcing->gap_count, room);
			sourcing->gaps[sourcing->gap_count++] = gap;
		}
	arena_release(&scratch);
}

/* --- late ----------------------------------------------------------------------------------------
 */

/* Whether something stays open that the option may fill. */
static bool has_open(const struct source_facts *s, const struct sourcing *sourcing, uint32_t option,
		     size_t week)
{
	for (size_t d = 0; d < s->company->demand_count; d++)
		if (source_may(s, option, d) &&
		    sourcing_open_minutes(s->plan, sourcing, d, week) > 0)
			return true;
	return false;
}

/* Weeks just before its start, too early for the lead time, that stay open. */
static void find_wanted(const struct source_facts *s, const struct sourcing *sourcing,
			struct engagement *e)
{
	const struct rate_option *option = &s->company->options[e->option];
	struct day earliest = day_add(s->plan->options.today, option->lead_days);
	int32_t week = e->first_week, late;

	while (week > 0 && day_distance(plan_week(s->plan, (size_t)week - 1), earliest) > 0 &&
	       has_open(s, sourcing, e->option, (size_t)week - 1))
		week--;
	e->wanted = plan_week(s->plan, (size_t)week);
	late = day_distance(e->wanted, earliest);
	e->late_days = late > 0 ? late : 0;
}

void source_lateness(const struct source_facts *s, struct sourcing *sourcing)
{
	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		struct engagement *e = &sourcing->engagements[i];
		int32_t passed = day_distance(e->order_by, s->plan->options.today);

		if (e->decision == DECISION_NEW)
			find_wanted(s, sourcing, e);
		else if (e->decision == DECISION_EXTEND)
			e->late_days = passed > 0 ? passed : 0;
	}
}
