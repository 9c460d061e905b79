/*
 * Benders cuts: what heads must cover of a set of classes in a week, whatever our people do.
 *
 * For any set of classes our people and firm heads can do at most a maximum flow of it; the rest
 * is for new heads of the resource classes that may do some of it, or it stays open. By the
 * theorem of Gale (1957) and Hoffman (1960) these inequalities, one for each set, describe
 * exactly what heads can lead to once our people are projected out. There are exponentially
 * many, so they are separated: given the heads of a plan (or the mean of the solutions that
 * multipliers lead to), serve the classes, the dearest penalty first; at each penalty the
 * minimum cut of what stays open is a set whose inequality these heads alone do not meet.
 *
 * A set whose classes neither a person nor a head connects falls apart, and its parts say more:
 * rounding to whole heads is sharper on each. Cost: one maximum flow per week and separation,
 * and one per new set for its right side.
 *
 * Implements docs/sourcing.md, "Two bounds", For any use; planner/sourcing/source_benders.c has
 * the loop.
 */
#include "planner/sourcing/source_cuts.h"

#include <string.h>

#include "solver/network/flow.h"

struct cut_work cut_work_make(const struct cluster *cluster, size_t week, struct arena *arena)
{
	struct cut_week *w = &cluster->weeks[week];

	return (struct cut_work){ cluster, w, arena, flow_work_make(&w->flow, arena) };
}

uint32_t cluster_resource(const struct cluster *cluster, size_t group, uint32_t resource)
{
	uint32_t number = cluster->resource_base[group] + resource;

	return number < cluster->resource_count ? number : (uint32_t)cluster->resource_count - 1;
}

/* --- flows -------------------------------------------------------------------- */

/* A fresh flow with what is there in any case, and with heads on top. */
static void begin(struct cut_work *work, const int64_t *external_minutes)
{
	const struct cut_week *w = work->week;

	flow_clear(&work->flow);
	memcpy(work->flow.supply, w->there_minutes,
	       (size_t)w->flow.node_count * sizeof(*w->there_minutes));
	for (size_t k = 0; external_minutes && k < work->cluster->resource_count; k++) {
		int32_t node = w->resource_node[k];
		int64_t sum;

		if (node < 0 || external_minutes[k] <= 0)
			continue;
		sum = work->flow.supply[node] + external_minutes[k];
		work->flow.supply[node] = sum < INT32_MAX / 4 ? (int32_t)sum : INT32_MAX / 4;
	}
}

/* Serve the classes that cost as much as the first one; returns the next, and what is open. */
static size_t serve_next(struct cut_work *work, size_t from, int64_t *open_minutes)
{
	const struct cut_week *w = work->week;
	size_t to = from;

	for (; to < w->class_count && w->classes[to].penalty == w->classes[from].penalty; to++)
		if (w->classes[to].asked_minutes > 0)
			flow_want(&work->flow, w->classes[to].node, w->classes[to].asked_minutes);
	flow_serve(&work->flow);
	*open_minutes = 0;
	for (size_t i = from; i < to; i++) {
		*open_minutes += work->flow.need[w->classes[i].node];
		work->flow.need[w->classes[i].node] = 0;
	}
	return to;
}

int64_t cut_penalty(struct cut_work *work, const int64_t *external_minutes)
{
	const struct cut_week *w = work->week;
	int64_t cent60 = 0, open;

	begin(work, external_minutes);
	for (size_t from = 0, to; from < w->class_count; from = to) {
		to = serve_next(work, from, &open);
		cent60 += w->classes[from].penalty * open;
	}
	return cent60;
}

/* The right side of a cut: what our people and firm heads leave open of a set when they do
 * nothing else. */
static int64_t missing(struct cut_work *work, const uint32_t *classes, size_t count)
{
	const struct cut_week *w = work->week;
	int64_t open = 0;

	begin(work, NULL);
	for (size_t i = 0; i < count; i++)
		flow_want(&work->flow, w->classes[classes[i]].node,
			  w->classes[classes[i]].asked_minutes);
	flow_serve(&work->flow);
	for (size_t i = 0; i < count; i++) {
		open += work->flow.need[w->classes[classes[i]].node];
		work->flow.need[w->classes[classes[i]].node] = 0;
	}
	return open;
}

/* --- sets ----------------------------------------------------------------------- */

static bool known(const struct cut_week *w, const uint32_t *classes, size_t count)
{
	for (size_t i = 0; i < w->set_count; i++)
		if (w->sets[i].count == count &&
		    memcmp(w->sets[i].classes, classes, count * sizeof(*classes)) == 0)
			return true;
	return false;
}

/* Also sets that miss nothing are kept, so that they are not looked at again. */
static bool add_connected(struct cut_work *work, uint32_t *classes, size_t count)
{
	struct cut_week *w = work->week;
	struct cut_set set = { classes, count, 0, -1 };

	if (known(w, classes, count))
		return false;
	set.minutes = missing(work, classes, count);
	w->sets = ARENA_PUSH(work->arena, w->sets, w->set_count, w->set_room);
	w->sets[w->set_count++] = set;
	return set.minutes > 0;
}

/* Marks what is connected with a class of the set: nodes get `color`. */
static void spread_color(const struct cut_work *work, const bool *within, int32_t start,
			 int32_t *color, int32_t *queue)
{
	const struct flow *g = &work->week->flow;
	size_t head = 0, tail = 0;

	queue[tail++] = start;
	color[start] = start;
	while (head < tail) {
		int32_t v = queue[head++];

		for (int32_t i = g->in_first[v]; i < g->in_first[v + 1]; i++)
			if (color[g->in_node[i]] < 0) {
				color[g->in_node[i]] = start;
				queue[tail++] = g->in_node[i];
			}
		for (int32_t i = g->out_first[v]; i < g->out_first[v + 1]; i++)
			if (within[g->out_node[i]] && color[g->out_node[i]] < 0) {
				color[g->out_node[i]] = start;
				queue[tail++] = g->out_node[i];
			}
	}
}

/* Add each part of a set of classes that nobody connects with the rest; within: [node]. */
static bool add_parts(struct cut_work *work, const bool *within)
{
	const struct cut_week *w = work->week;
	size_t nodes = (size_t)w->flow.node_count + 1;
	struct arena scratch = ARENA_INIT;
	int32_t *color = ARENA_ARRAY(&scratch, int32_t, nodes);
	int32_t *queue = ARENA_ARRAY(&scratch, int32_t, nodes);
	bool any = false;

	for (size_t v = 0; v < nodes; v++)
		color[v] = -1;
	for (size_t i = 0; i < w->class_count; i++) {
		int32_t node = w->classes[i].node;
		uint32_t *list;
		size_t count = 0;

		if (!within[node] || color[node] >= 0)
			continue;
		spread_color(work, within, node, color, queue);
		list = ARENA_ARRAY(work->arena, uint32_t, w->class_count);
		for (uint32_t k = (uint32_t)i; k < w->class_count; k++)
			if (within[w->classes[k].node] && color[w->classes[k].node] == node)
				list[count++] = k;
		any |= add_connected(work, list, count);
	}
	arena_release(&scratch);
	return any;
}

bool cut_add_broken(struct cut_work *work, const int64_t *external_minutes)
{
	const struct cut_week *w = work->week;
	size_t nodes = (size_t)w->flow.node_count + 1;
	struct arena scratch = ARENA_INIT;
	bool **cuts = ARENA_ARRAY(&scratch, bool *, w->class_count + 1);
	size_t count = 0;
	int64_t open, before = 0;
	bool any = false;

	begin(work, external_minutes);
	for (size_t from = 0, to; from < w->class_count; from = to) {
		to = serve_next(work, from, &open);
		if (open + before == 0)
			continue;
		before += open;
		cuts[count] = ARENA_ARRAY(&scratch, bool, nodes);
		memcpy(cuts[count++], work->flow.cut, (nodes - 1) * sizeof(bool));
	}
	for (size_t i = 0; i < count; i++)
		any |= add_parts(work, cuts[i]);
	arena_release(&scratch);
	return any;
}

void cut_add_first(struct cut_work *work, const struct own_use *own)
{
	const struct cut_week *w = work->week;
	struct arena scratch = ARENA_INIT;
	bool *within = ARENA_ARRAY(&scratch, bool, (size_t)w->flow.node_count + 1);
	size_t nodes = (size_t)w->flow.node_count * sizeof(*within);

	for (size_t i = 0; i < w->class_count; i++) {
		memset(within, 0, nodes);
		within[w->classes[i].node] = true;
		add_parts(work, within);
	}
	for (size_t g = 0; g < work->cluster->group_count; g++) {
		memset(within, 0, nodes);
		for (size_t i = 0; i < w->class_count; i++)
			within[w->classes[i].node] =
				own->classes[w->classes[i].class].group == work->cluster->groups[g];
		add_parts(work, within);
	}
	memset(within, 0, nodes);
	for (size_t i = 0; i < w->class_count; i++)
		within[w->classes[i].node] = true;
	add_parts(work, within);
	arena_release(&scratch);
}
