#include "planner/flow.h"

#include <string.h>

enum { NONE = -1, UNSEEN = -1, CUT_OFF = -2 };

struct flow flow_new(struct arena *arena)
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

struct flow_work flow_work_new(const struct flow *flow, struct arena *arena)
{
	size_t nodes = (size_t)flow->node_count + 1;

	return (struct flow_work){
		.graph = flow,
		.flow = ARENA_ARRAY(arena, int32_t, flow->arc_count + 1),
		.supply = ARENA_ARRAY(arena, int32_t, nodes),
		.need = ARENA_ARRAY(arena, int32_t, nodes),
		.cut = ARENA_ARRAY(arena, bool, nodes),
		.distance = ARENA_ARRAY(arena, int32_t, nodes),
		.current = ARENA_ARRAY(arena, int32_t, nodes),
		.look = ARENA_ARRAY(arena, int32_t, nodes),
		.queue = ARENA_ARRAY(arena, int32_t, nodes),
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
	memset(work->distance, 0xff, nodes * sizeof(*work->distance)); /* UNSEEN */
	if (nodes > 0)
		memcpy(work->look, work->graph->in_first, nodes * sizeof(*work->look));
	work->open_count = 0;
}

void flow_want(struct flow_work *work, int32_t node, int32_t minutes)
{
	if (work->need[node] == 0)
		work->open[work->open_count++] = node;
	work->need[node] += minutes;
}

/* --- distances ----------------------------------------------------------- */

/* A neighbour that has minutes left. Supplies only shrink, so none is looked at twice. */
static int32_t supplier(struct flow_work *work, int32_t node)
{
	const struct flow *g = work->graph;
	int32_t end = g->in_first[node + 1];

	while (work->look[node] < end && work->supply[g->in_node[work->look[node]]] == 0)
		work->look[node]++;
	return work->look[node] < end ? work->look[node] : NONE;
}

/* How far the search has come. */
struct search {
	int32_t seen;  /* nodes in the queue */
	int32_t found; /* distance of the nearest supply; UNSEEN while there is none */
	bool inside;   /* that supply is at a node in the queue */
};

static void see(struct flow_work *work, struct search *search, int32_t node, int32_t distance)
{
	if (work->distance[node] != UNSEEN)
		return;
	work->distance[node] = distance;
	work->current[node] = 0;
	work->queue[search->seen++] = node;
}

/* Who could serve the node: those with an arc to it, and those whom it serves. */
static void see_around(struct flow_work *work, struct search *search, int32_t node)
{
	const struct flow *g = work->graph;
	int32_t next = work->distance[node] + 1;

	for (int32_t i = g->in_first[node]; i < g->in_first[node + 1]; i++)
		see(work, search, g->in_node[i], next);
	for (int32_t i = g->out_first[node]; i < g->out_first[node + 1]; i++)
		if (work->flow[i] > 0)
			see(work, search, g->out_node[i], next);
}

/* Distances from the open needs, up to the nearest supplies. These are looked for from their
 * neighbours, so that the last and largest ring of nodes is not walked. */
static struct search measure(struct flow_work *work)
{
	struct search search = { 0, UNSEEN, false };

	for (int32_t i = 0; i < work->open_count; i++)
		if (work->need[work->open[i]] > 0)
			see(work, &search, work->open[i], 0);
	for (int32_t head = 0; head < search.seen; head++) {
		int32_t node = work->queue[head];

		if (search.found != UNSEEN && work->distance[node] + 1 >= search.found)
			break;
		if (work->supply[node] > 0) {
			search.found = work->distance[node];
			search.inside = true;
		} else if (supplier(work, node) != NONE) {
			search.found = work->distance[node] + 1;
		} else {
			see_around(work, &search, node);
		}
	}
	return search;
}

/* --- a blocking flow ------------------------------------------------------- */

/* The node's next step away from the need, taken up where the last visit left off; or NONE.
 * Steps against an arc are its number, steps along one (serving somebody else less) are ~it. */
static int32_t advance(struct flow_work *work, int32_t node, int32_t *step)
{
	const struct flow *g = work->graph;
	int32_t ins = g->in_first[node + 1] - g->in_first[node];
	int32_t all = ins + g->out_first[node + 1] - g->out_first[node];
	int32_t next = work->distance[node] + 1;

	for (; work->current[node] < ins; work->current[node]++) {
		int32_t in = g->in_first[node] + work->current[node];

		if (work->distance[g->in_node[in]] != next)
			continue;
		*step = g->in_arc[in];
		return g->in_node[in];
	}
	for (; work->current[node] < all; work->current[node]++) {
		int32_t out = g->out_first[node] + work->current[node] - ins;

		if (work->flow[out] == 0 || work->distance[g->out_node[out]] != next)
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

/* Serve the path's end from a neighbour or from itself, if one of them has minutes left. */
static bool serve_here(struct flow_work *work, int32_t root, int32_t *length)
{
	int32_t node = work->path[*length], in;

	if (work->supply[node] > 0) {
		*length = push(work, root, node, *length);
		return true;
	}
	in = supplier(work, node);
	if (in == NONE)
		return false;
	work->step[*length] = work->graph->in_arc[in];
	*length = least(push(work, root, work->graph->in_node[in], *length + 1), *length);
	return true;
}

static void serve_root(struct flow_work *work, int32_t root, const struct search *search)
{
	int32_t last = search->inside ? search->found : search->found - 1;
	int32_t length = 0, step = 0, to;

	work->path[0] = root;
	while (work->need[root] > 0) {
		int32_t node = work->path[length];

		if (work->distance[node] + 1 >= search->found && serve_here(work, root, &length))
			continue;
		to = work->distance[node] < last ? advance(work, node, &step) : NONE;
		if (to != NONE) {
			work->step[length++] = step;
			work->path[length] = to;
		} else if (length > 0) {
			work->current[work->path[--length]]++;
		} else {
			return;
		}
	}
}

void flow_serve(struct flow_work *work)
{
	for (;;) {
		struct search search = measure(work);
		bool off = search.found == UNSEEN;

		for (int32_t i = 0; !off && i < work->open_count; i++)
			if (work->distance[work->open[i]] == 0)
				serve_root(work, work->open[i], &search);
		for (int32_t i = 0; i < search.seen; i++) {
			work->distance[work->queue[i]] = off ? CUT_OFF : UNSEEN;
			work->cut[work->queue[i]] = off;
		}
		if (off)
			break;
	}
	work->open_count = 0;
}
