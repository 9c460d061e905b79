/*
 * The least penalty that a group's lines are left with beside a list of engagements.
 *
 * The flow of source_spread.c without its records: an alternative to an engagement is only
 * priced (source_sensitivity.c), and many are. docs/sourcing.md, "Why this one".
 */
#include "planner/sourcing/source_open.h"

#include <stdlib.h>

#include "solver/network/flow.h"

/* --- what stays open ------------------------------------------------------------------- */

static int dearest_first(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a < b) - (a > b);
}

/* Penalties of the lines, the dearest first; they may repeat. */
static int64_t *penalties_of(const struct source_facts *s, const struct group *group,
			     struct arena *arena)
{
	int64_t *penalties = ARENA_ARRAY(arena, int64_t, group->line_count + 1);

	for (size_t l = 0; l < group->line_count; l++)
		penalties[l] = source_penalty(s, group->lines[l]);
	if (group->line_count > 0)
		qsort(penalties, group->line_count, sizeof(*penalties), dearest_first);
	return penalties;
}

struct opening {
	const struct source_facts *s;
	const struct placement *place;
	const struct group *group;
	const struct engagement *list;
	size_t count;
	const int64_t *penalties;
	struct flow flow;
	struct flow_work work;
};

static void supply_week(struct opening *o, size_t week)
{
	flow_clear(&o->work);
	for (size_t i = 0; i < o->count; i++)
		for (size_t k = 0; k < o->list[i].week_count; k++)
			if (o->list[i].weeks[k].week == week)
				o->work.supply[i] = (int32_t)o->list[i].weeks[k].delivered_minutes;
}

/* Serve the lines of each penalty in turn; what they still need stays open. */
static int64_t open_week_cent60(struct opening *o, size_t week)
{
	int64_t sum = 0;

	supply_week(o, week);
	for (size_t p = 0; p < o->group->line_count; p++) {
		if (p > 0 && o->penalties[p] == o->penalties[p - 1])
			continue;
		for (size_t l = 0; l < o->group->line_count; l++) {
			int32_t gap = placement_gap(o->s, o->place, o->group->lines[l], week);

			if (source_penalty(o->s, o->group->lines[l]) == o->penalties[p] && gap > 0)
				flow_want(&o->work, (int32_t)(o->count + l), gap);
		}
		flow_serve(&o->work);
		for (size_t l = 0; l < o->group->line_count; l++) {
			int32_t *need = &o->work.need[o->count + l];

			sum += o->penalties[p] * *need;
			*need = 0;
		}
	}
	return sum;
}

int64_t source_open_cent60(const struct source_facts *s, const struct placement *place,
			   const struct group *group, const struct engagement *list, size_t count)
{
	struct arena arena = ARENA_INIT;
	struct opening o = { .s = s,
			     .place = place,
			     .group = group,
			     .list = list,
			     .count = count,
			     .penalties = penalties_of(s, group, &arena),
			     .flow = flow_make(&arena) };
	int64_t sum = 0;

	for (size_t i = 0; i < count + group->line_count; i++)
		flow_node(&o.flow);
	for (size_t l = 0; l < group->line_count; l++)
		for (size_t i = 0; i < count; i++)
			if (source_may(s, list[i].option, group->lines[l]))
				flow_arc(&o.flow, (int32_t)i, (int32_t)(count + l));
	flow_seal(&o.flow);
	o.work = flow_work_make(&o.flow, &arena);
	for (size_t w = 0; w < s->weeks; w++)
		sum += open_week_cent60(&o, w);
	arena_release(&arena);
	return sum;
}
