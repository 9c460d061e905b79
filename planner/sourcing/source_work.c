/*
 * One week's flow of our people and of heads, solved over and over with other heads.
 *
 * It starts from the flow of our people alone, in which each penalty in turn is served as well
 * as can be. Supply of heads is added, and augmenting paths from the open classes, the dearest
 * penalty first, give such a flow again: an open class never reaches somebody who serves a lower
 * penalty, before or after, so that no path has to be taken back and the penalty left open is
 * the least that these people and heads can leave. Hence heads can be added group by group, and
 * the state kept and restored.
 *
 * Cost: augmenting paths for the added supply only, on the week's cut. docs/sourcing.md, "Our
 * own people move, too", Who stands where.
 */
#include "planner/sourcing/source_work.h"

#include <stdlib.h>
#include <string.h>

#include "solver/network/flow.h"

struct own_work own_work_make(const struct own_use *own, size_t week, struct arena *arena)
{
	const struct own_week *w = &own->weeks[week];

	return (struct own_work){ .own = own,
				  .week = w,
				  .flow = flow_work_make(&w->flow, arena),
				  .open_minutes = ARENA_ARRAY(arena, int32_t, w->class_count + 1) };
}

void own_start(struct own_work *work)
{
	const struct own_week *w = work->week;

	flow_clear(&work->flow);
	memcpy(work->flow.flow, w->base, w->flow.arc_count * sizeof(*w->base));
	for (size_t i = 0; i < w->class_count; i++)
		work->open_minutes[i] = w->asked_minutes[i] - w->covered_minutes[i];
}

void own_add_external(struct own_work *work, size_t resource, int64_t minutes)
{
	int32_t node = work->week->resource_node[resource];
	int64_t sum;

	if (node < 0 || minutes <= 0)
		return;
	sum = work->flow.supply[node] + minutes;
	work->flow.supply[node] = sum < INT32_MAX ? (int32_t)sum : INT32_MAX;
}

/* Classes of one penalty and priority are served together. */
static bool same_turn(const struct own_class *a, const struct own_class *b)
{
	return a->penalty == b->penalty && a->priority == b->priority;
}

void own_serve(struct own_work *work)
{
	const struct own_week *w = work->week;
	const struct own_class *classes = work->own->classes;

	flow_resume(&work->flow);
	for (size_t from = 0, to = 0; from < w->class_count; from = to) {
		bool any = false;

		for (; to < w->class_count &&
		       same_turn(&classes[w->classes[from]], &classes[w->classes[to]]);
		     to++)
			if (work->open_minutes[to] > 0) {
				flow_want(&work->flow, w->class_node[to], work->open_minutes[to]);
				any = true;
			}
		if (!any)
			continue;
		flow_serve(&work->flow);
		for (size_t i = from; i < to; i++) {
			work->open_minutes[i] = work->flow.need[w->class_node[i]];
			work->flow.need[w->class_node[i]] = 0;
		}
	}
}

int64_t own_penalty(const struct own_work *work)
{
	const struct own_week *w = work->week;
	int64_t cent60 = 0;

	for (size_t i = 0; i < w->class_count; i++)
		cent60 += work->own->classes[w->classes[i]].penalty * work->open_minutes[i];
	return cent60;
}

struct own_state own_state_make(const struct own_work *work, struct arena *arena)
{
	const struct own_week *w = work->week;

	return (struct own_state){
		.flow = ARENA_ARRAY(arena, int32_t, w->flow.arc_count + 1),
		.supply = ARENA_ARRAY(arena, int32_t, (size_t)w->flow.node_count + 1),
		.open_minutes = ARENA_ARRAY(arena, int32_t, w->class_count + 1),
	};
}

void own_keep(const struct own_work *work, struct own_state *state)
{
	const struct own_week *w = work->week;

	memcpy(state->flow, work->flow.flow, w->flow.arc_count * sizeof(*state->flow));
	memcpy(state->supply, work->flow.supply,
	       (size_t)w->flow.node_count * sizeof(*state->supply));
	memcpy(state->open_minutes, work->open_minutes,
	       w->class_count * sizeof(*state->open_minutes));
}

void own_back(struct own_work *work, const struct own_state *state)
{
	const struct own_week *w = work->week;

	memcpy(work->flow.flow, state->flow, w->flow.arc_count * sizeof(*state->flow));
	memcpy(work->flow.supply, state->supply,
	       (size_t)w->flow.node_count * sizeof(*state->supply));
	memcpy(work->open_minutes, state->open_minutes,
	       w->class_count * sizeof(*state->open_minutes));
}
