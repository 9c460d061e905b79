/*
 * Minutes of external staff given to demand lines; what then stays open, and the totals.
 *
 * Our people are fixed by now, and groups share neither lines nor engagements, so each group and
 * week is a small transport problem. The lines of the dearest penalty are served first by a
 * maximum flow, then those of the next; augmenting paths never take back what a line has got,
 * and what can be served is a polymatroid, so that this greedy order leaves the least penalty
 * that these heads can leave (Edmonds 1970).
 *
 * Cost: a flow on engagements times lines arcs per group, week and penalty. It decides nothing:
 * what is bought and what stays open per penalty is given by the engagements, only which of
 * equal lines gets the minutes is chosen here. docs/sourcing.md, "The model".
 */
#include "planner/sourcing/source_spread.h"

#include <stdlib.h>
#include <string.h>

#include "base/number.h"
#include "solver/network/flow.h"

/* The engagements and lines of one group as a graph, solved week by week. */
struct spreading {
	const struct source_facts *s;
	const struct placement *place;
	struct sourcing *sourcing;
	const struct group *group;
	struct arena *arena; /* of the group */
	struct flow flow;
	struct flow_work work;
	uint32_t *engagements; /* of the group; nodes from 0 */
	size_t engagement_count;
};

static bool in_group(const struct group *group, uint32_t option)
{
	for (size_t i = 0; i < group->option_count; i++)
		if (group->options[i] == option)
			return true;
	return false;
}

/* Engagements are the nodes from 0, then come the lines. */
static int32_t line_node(const struct spreading *sp, size_t line)
{
	return (int32_t)(sp->engagement_count + line);
}

static void build(struct spreading *sp)
{
	const struct group *group = sp->group;
	size_t all = sp->sourcing->engagement_count;

	sp->engagements = ARENA_ARRAY(sp->arena, uint32_t, all + 1);
	for (uint32_t e = 0; e < all; e++)
		if (in_group(group, sp->sourcing->engagements[e].option))
			sp->engagements[sp->engagement_count++] = e;
	sp->flow = flow_make(sp->arena);
	for (size_t i = 0; i < sp->engagement_count + group->line_count; i++)
		flow_node(&sp->flow);
	for (size_t l = 0; l < group->line_count; l++)
		for (size_t i = 0; i < sp->engagement_count; i++)
			if (source_may(sp->s, sp->sourcing->engagements[sp->engagements[i]].option,
				       group->lines[l]))
				flow_arc(&sp->flow, (int32_t)i, line_node(sp, l));
	flow_seal(&sp->flow);
	sp->work = flow_work_make(&sp->flow, sp->arena);
}

/* What an engagement delivers in a week, 0 where it is not there. */
static int64_t delivered(const struct engagement *e, size_t week)
{
	for (size_t i = 0; i < e->week_count; i++)
		if (e->weeks[i].week == week)
			return e->weeks[i].delivered_minutes;
	return 0;
}

/* The next lower penalty among the lines of the group; -1 when there is none. */
static int64_t next_penalty(const struct spreading *sp, int64_t below)
{
	int64_t best = -1;

	for (size_t l = 0; l < sp->group->line_count; l++) {
		int64_t penalty = source_penalty(sp->s, sp->group->lines[l]);

		if (penalty < below && penalty > best)
			best = penalty;
	}
	return best;
}

/* Serve the group's lines in a week, penalty by penalty; what a line did not get is not asked
 * for again. */
static void solve(struct spreading *sp, size_t week)
{
	size_t lines = sp->group->line_count;

	flow_clear(&sp->work);
	for (size_t i = 0; i < sp->engagement_count; i++)
		sp->work.supply[i] =
			(int32_t)delivered(&sp->sourcing->engagements[sp->engagements[i]], week);
	for (int64_t penalty = next_penalty(sp, INT64_MAX); penalty >= 0;
	     penalty = next_penalty(sp, penalty)) {
		bool any = false;

		for (size_t l = 0; l < lines; l++) {
			int32_t gap = placement_gap(sp->s, sp->place, sp->group->lines[l], week);

			if (source_penalty(sp->s, sp->group->lines[l]) != penalty || gap <= 0)
				continue;
			flow_want(&sp->work, line_node(sp, l), gap);
			any = true;
		}
		if (!any)
			continue;
		flow_serve(&sp->work);
		for (size_t l = 0; l < lines; l++)
			sp->work.need[line_node(sp, l)] = 0;
	}
}

struct collecting {
	struct arena *arena;
	struct coverage *list;
	size_t count, room;
};

/* The flow over each arc is a record of coverage. */
static void read_week(struct spreading *sp, size_t week, struct collecting *out)
{
	for (size_t l = 0; l < sp->group->line_count; l++) {
		int32_t node = line_node(sp, l);

		for (int32_t slot = sp->flow.in_first[node]; slot < sp->flow.in_first[node + 1];
		     slot++) {
			int32_t minutes = flow_entering(&sp->work, slot);

			if (minutes <= 0)
				continue;
			out->list = ARENA_PUSH(out->arena, out->list, out->count, out->room);
			out->list[out->count++] =
				(struct coverage){ sp->engagements[sp->flow.in_node[slot]],
						   sp->group->lines[l], (uint32_t)week, minutes };
		}
	}
}

/* By engagement, line, week: the order that the verifier expects. */
static int by_record(const void *left, const void *right)
{
	const struct coverage *a = left, *b = right;

	if (a->engagement != b->engagement)
		return a->engagement < b->engagement ? -1 : 1;
	if (a->line != b->line)
		return a->line < b->line ? -1 : 1;
	return (a->week > b->week) - (a->week < b->week);
}

static void spread_group(const struct source_facts *s, const struct placement *place,
			 struct sourcing *sourcing, const struct group *group,
			 struct collecting *out)
{
	struct arena arena = ARENA_INIT;
	struct spreading sp = {
		.s = s, .place = place, .sourcing = sourcing, .group = group, .arena = &arena
	};

	build(&sp);
	for (size_t w = 0; w < s->weeks && sp.engagement_count > 0; w++) {
		solve(&sp, w);
		read_week(&sp, w, out);
	}
	arena_release(&arena);
}

/* As if it had not been spread before. */
static void forget_coverage(struct sourcing *sourcing)
{
	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		struct engagement *e = &sourcing->engagements[i];

		e->covered_minutes = 0;
		for (size_t k = 0; k < e->week_count; k++)
			e->weeks[k].covered_minutes = 0;
	}
	memset(sourcing->open_minutes, 0, sizeof(sourcing->open_minutes));
	sourcing->cost = (struct cost){ 0 };
}

static void note_coverage(const struct source_facts *s, struct sourcing *sourcing)
{
	for (size_t i = 0; i < sourcing->coverage_count; i++) {
		const struct coverage *c = &sourcing->coverage[i];
		struct engagement *e = &sourcing->engagements[c->engagement];

		sourcing->lines[c->line * s->weeks + c->week].external_minutes += c->minutes;
		e->covered_minutes += c->minutes;
		for (size_t k = 0; k < e->week_count; k++)
			if (e->weeks[k].week == c->week)
				e->weeks[k].covered_minutes += c->minutes;
	}
}

/* --- totals -------------------------------------------------------------------------------- */

/* Costs of all engagements, open minutes by priority and their penalty: the total that is
 * minimised. */
static void add_up(const struct source_facts *s, struct sourcing *sourcing)
{
	for (size_t i = 0; i < sourcing->engagement_count; i++)
		cost_add(&sourcing->cost, &sourcing->engagements[i].cost);
	for (size_t d = 0; d < s->company->demand_count; d++)
		for (size_t w = 0; w < s->weeks; w++)
			sourcing->open_minutes[s->company->demands[d].priority] +=
				sourcing_open_minutes(s->plan, sourcing, d, w);
	sourcing->penalty_cents = penalty_cents(&s->company->settings, sourcing->open_minutes);
	sourcing->total_cents = cost_total(&sourcing->cost) + sourcing->penalty_cents;
}

void source_spread(const struct source_facts *s, const struct placement *place, struct arena *arena,
		   struct sourcing *sourcing)
{
	struct collecting out = { .arena = arena };

	forget_coverage(sourcing);
	sourcing->lines =
		ARENA_ARRAY(arena, struct line_coverage, s->company->demand_count * s->weeks + 1);
	for (size_t d = 0; d < s->company->demand_count; d++)
		for (size_t w = 0; w < s->weeks; w++)
			sourcing->lines[d * s->weeks + w] = (struct line_coverage){
				.own_minutes = placement_own(s, place, d, w),
				.asked_minutes = source_asked(s, d, w)->demand_minutes
			};
	for (size_t g = 0; g < s->group_count; g++)
		spread_group(s, place, sourcing, &s->groups[g], &out);
	if (out.count > 0)
		qsort(out.list, out.count, sizeof(*out.list), by_record);
	sourcing->coverage = out.list;
	sourcing->coverage_count = out.count;
	note_coverage(s, sourcing);
	add_up(s, sourcing);
}
