/*
 * Maximum flow, class by class: augmenting paths by distance labels (Ahuja and Orlin 1991).
 *
 * A path is looked for from a need backwards to a supply: over an arc that may carry more, or back
 * over one whose flow can be withdrawn. Labels are lower bounds of the distance to a supply with
 * something left; an arc is admissible when it leads one step nearer. Where none is, the node is
 * relabelled. Serving a class never takes back what an earlier class has got, because augmenting
 * keeps every served need served; so one pass over the classes is a lexicographic optimum
 * (docs/allocation.md, "The best use"). Arcs have no capacity, so the only limits are supplies and
 * needs.
 *
 * In the worst case that is many paths times many relabels; what is measured grows a little faster
 * than the arcs (bench/HISTORY.md, "The allocation"). Most of the work goes into needs that can
 * just not be served, whose labels would climb step by step to the number of nodes: flow_look.c
 * ends that.
 */
#include "solver/network/flow.h"

#include <string.h>

#include "solver/network/flow_look.h"

/*
 * A need is looked at when its paths have cost PATIENCE steps, and again after LOOKS times what
 * that look cost and PATIENCE more: so looks are about a third of all steps at most. With 50 or
 * 1,000 steps, once or 8 times, a year of 10,000 people takes the same time within the noise (0.37
 * to 0.41 s).
 */
enum { NONE = -1, PATIENCE = 200, LOOKS = 2 };

struct flow flow_make(struct arena *arena)
{
	return (struct flow){ .arena = arena };
}

int32_t flow_node(struct flow *flow)
{
	return flow->node_count++;
}

void flow_arc(struct flow *flow, int32_t from, int32_t to)
{
	flow->from = ARENA_PUSH(flow->arena, flow->from, flow->arc_count, flow->from_room);
	flow->to = ARENA_PUSH(flow->arena, flow->to, flow->arc_count, flow->to_room);
	flow->from[flow->arc_count] = from;
	flow->to[flow->arc_count++] = to;
}

/* Where the arcs of each node begin when they are sorted by the given end. */
static int32_t *count_ends(struct flow *flow, const int32_t *ends)
{
	int32_t *first = ARENA_ARRAY(flow->arena, int32_t, (size_t)flow->node_count + 1);

	for (size_t i = 0; i < flow->arc_count; i++)
		first[ends[i] + 1]++;
	for (int32_t v = 0; v < flow->node_count; v++)
		first[v + 1] += first[v];
	return first;
}

void flow_seal(struct flow *flow)
{
	size_t nodes = (size_t)flow->node_count, arcs = flow->arc_count + 1;
	int32_t *fill_in = ARENA_ARRAY(flow->arena, int32_t, nodes + 1);
	int32_t *fill_out = ARENA_ARRAY(flow->arena, int32_t, nodes + 1);

	flow->in_first = count_ends(flow, flow->to);
	flow->out_first = count_ends(flow, flow->from);
	flow->in_node = ARENA_ARRAY(flow->arena, int32_t, arcs);
	flow->in_arc = ARENA_ARRAY(flow->arena, int32_t, arcs);
	flow->out_node = ARENA_ARRAY(flow->arena, int32_t, arcs);
	memcpy(fill_in, flow->in_first, nodes * sizeof(*fill_in));
	memcpy(fill_out, flow->out_first, nodes * sizeof(*fill_out));
	for (size_t i = 0; i < flow->arc_count; i++) {
		int32_t in = fill_in[flow->to[i]]++, out = fill_out[flow->from[i]]++;

		flow->in_node[in] = flow->from[i];
		flow->in_arc[in] = out;
		flow->out_node[out] = flow->to[i];
	}
}

struct flow_work flow_work_make(const struct flow *flow, struct arena *arena)
{
	size_t nodes = (size_t)flow->node_count + 1;

	return (struct flow_work){
		.graph = flow,
		.flow = ARENA_ARRAY(arena, int32_t, flow->arc_count + 1),
		.supply = ARENA_ARRAY(arena, int32_t, nodes),
		.need = ARENA_ARRAY(arena, int32_t, nodes),
		.cut = ARENA_ARRAY(arena, bool, nodes),
		.label = ARENA_ARRAY(arena, int32_t, nodes),
		.stamp = ARENA_ARRAY(arena, int32_t, nodes),
		.current = ARENA_ARRAY(arena, int32_t, nodes),
		.queue = ARENA_ARRAY(arena, int32_t, nodes),
		.look = { .under = ARENA_ARRAY(arena, int32_t, nodes),
			  .distance = ARENA_ARRAY(arena, int32_t, nodes) },
		.path = ARENA_ARRAY(arena, int32_t, nodes),
		.step = ARENA_ARRAY(arena, int32_t, nodes),
		.open = ARENA_ARRAY(arena, int32_t, nodes),
	};
}

void flow_clear(struct flow_work *work)
{
	size_t nodes = (size_t)work->graph->node_count;

	memset(work->flow, 0, work->graph->arc_count * sizeof(*work->flow));
	memset(work->supply, 0, nodes * sizeof(*work->supply));
	memset(work->need, 0, nodes * sizeof(*work->need));
	memset(work->cut, 0, nodes * sizeof(*work->cut));
	work->measured = work->warm = false;
	work->open_count = 0;
}

void flow_resume(struct flow_work *work)
{
	memset(work->cut, 0, (size_t)work->graph->node_count * sizeof(*work->cut));
	work->measured = false;
	work->warm = true;
	work->open_count = 0;
}

void flow_want(struct flow_work *work, int32_t node, int32_t minutes)
{
	if (work->need[node] == 0)
		work->open[work->open_count++] = node;
	work->need[node] += minutes;
}

/* --- labels ---------------------------------------------------------------- */

static void label(struct flow_work *work, int32_t *seen, int32_t node, int32_t distance)
{
	if (work->label[node] != work->graph->node_count)
		return;
	work->label[node] = distance;
	work->queue[(*seen)++] = node;
}

/* How far every node is from a supply. From here on labels only grow: supplies shrink, and a path
 * over falling labels makes no way shorter. */
static void measure(struct flow_work *work)
{
	const struct flow *g = work->graph;
	int32_t seen = 0;

	for (int32_t v = 0; v < g->node_count; v++) {
		work->label[v] = g->node_count;
		work->current[v] = 0;
		work->stamp[v] = 0;
	}
	work->search = 0;
	for (int32_t v = 0; v < g->node_count; v++)
		if (work->supply[v] > 0)
			label(work, &seen, v, 0);
	for (int32_t head = 0; head < seen; head++) {
		int32_t v = work->queue[head], next = work->label[v] + 1;

		for (int32_t i = g->out_first[v]; i < g->out_first[v + 1]; i++)
			label(work, &seen, g->out_node[i], next);
		for (int32_t i = g->in_first[v]; work->warm && i < g->in_first[v + 1]; i++)
			if (work->flow[g->in_arc[i]] > 0)
				label(work, &seen, g->in_node[i], next);
	}
	work->measured = true;
}

/* --- paths ------------------------------------------------------------------- */

/* The node's next step towards a supply, taken up where the last visit left off; or NONE.
 * Steps against an arc are its number, steps along one (serving somebody else less) are ~it. */
static int32_t advance(struct flow_work *work, int32_t node, int32_t *step)
{
	const struct flow *g = work->graph;
	int32_t ins = g->in_first[node + 1] - g->in_first[node];
	int32_t all = ins + g->out_first[node + 1] - g->out_first[node];
	int32_t next = work->label[node] - 1;

	for (; work->current[node] < ins; work->current[node]++) {
		int32_t in = g->in_first[node] + work->current[node];

		if (work->label[g->in_node[in]] != next)
			continue;
		*step = g->in_arc[in];
		return g->in_node[in];
	}
	for (; work->current[node] < all; work->current[node]++) {
		int32_t out = g->out_first[node] + work->current[node] - ins;

		if (work->flow[out] == 0 || work->label[g->out_node[out]] != next)
			continue;
		*step = ~out;
		return g->out_node[out];
	}
	return NONE;
}

static int32_t least(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* No neighbour is nearer to a supply: the node is one step further than the nearest of them. */
static void relabel(struct flow_work *work, int32_t node)
{
	const struct flow *g = work->graph;
	int32_t ins = g->in_first[node + 1] - g->in_first[node];
	int32_t low = work->label[node], best = g->node_count, at = 0;

	for (int32_t i = g->in_first[node]; i < g->in_first[node + 1] && best > low; i++)
		if (work->label[g->in_node[i]] < best) {
			best = work->label[g->in_node[i]];
			at = i - g->in_first[node];
		}
	for (int32_t i = g->out_first[node]; i < g->out_first[node + 1] && best > low; i++)
		if (work->flow[i] > 0 && work->label[g->out_node[i]] < best) {
			best = work->label[g->out_node[i]];
			at = ins + i - g->out_first[node];
		}
	work->label[node] = least(best + 1, g->node_count);
	work->current[node] = at;
	work->spent += at + 1;
}

/* Send what the path carries from its end to its start; returns the length that stays usable. */
static int32_t push(struct flow_work *work, int32_t root, int32_t end, int32_t length)
{
	int32_t amount = least(work->need[root], work->supply[end]), keep = length;

	for (int32_t i = 0; i < length; i++)
		if (work->step[i] < 0)
			amount = least(amount, work->flow[~work->step[i]]);
	for (int32_t i = length; i-- > 0;) {
		if (work->step[i] >= 0) {
			work->flow[work->step[i]] += amount;
		} else {
			work->flow[~work->step[i]] -= amount;
			if (work->flow[~work->step[i]] == 0)
				keep = i;
		}
	}
	work->need[root] -= amount;
	work->supply[end] -= amount;
	return keep;
}

/* Whether it is time to look if all is in vain: when the paths have cost a few times what the
 * last look did. */
static bool give_up(struct flow_work *work, int32_t root, int64_t *budget)
{
	int64_t before = work->spent;

	if (work->label[root] < work->graph->node_count && before < *budget)
		return false;
	if (flow_look(work, root))
		return true;
	*budget = work->spent + LOOKS * (work->spent - before) + PATIENCE;
	return false;
}

static void serve_root(struct flow_work *work, int32_t root)
{
	int64_t budget = work->spent + PATIENCE;
	int32_t length = 0, step = 0;

	work->path[0] = root;
	while (work->need[root] > 0) {
		int32_t node = work->path[length], to;

		if (work->supply[node] > 0) {
			length = push(work, root, node, length);
			continue;
		}
		to = work->label[node] < work->graph->node_count ? advance(work, node, &step)
								 : NONE;
		if (to != NONE) {
			work->step[length++] = step;
			work->path[length] = to;
			continue;
		}
		relabel(work, node);
		if (length > 0)
			length--;
		else if (give_up(work, root, &budget))
			return;
	}
}

void flow_serve(struct flow_work *work)
{
	if (!work->measured)
		measure(work);
	for (int32_t i = 0; i < work->open_count; i++)
		if (work->need[work->open[i]] > 0)
			serve_root(work, work->open[i]);
	work->open_count = 0;
}
