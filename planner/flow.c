#include "planner/flow.h"

#include <string.h>

enum { UNSEEN = -1 };

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
	flow->out_node = ARENA_ARRAY(flow->arena, int32_t, arcs);
	flow->out_slot = ARENA_ARRAY(flow->arena, int32_t, arcs);
	memcpy(fill_in, flow->in_first, nodes * sizeof(*fill_in));
	memcpy(fill_out, flow->out_first, nodes * sizeof(*fill_out));
	for (size_t i = 0; i < flow->arc_count; i++) {
		int32_t slot = fill_in[flow->to[i]]++, out = fill_out[flow->from[i]]++;

		flow->in_node[slot] = flow->from[i];
		flow->out_node[out] = flow->to[i];
		flow->out_slot[out] = slot;
	}
}

struct flow_work flow_work_new(const struct flow *flow, struct arena *arena)
{
	size_t nodes = (size_t)flow->node_count + 1;
	struct flow_work work = {
		.graph = flow,
		.flow = ARENA_ARRAY(arena, int32_t, flow->arc_count + 1),
		.supply = ARENA_ARRAY(arena, int32_t, nodes),
		.need = ARENA_ARRAY(arena, int32_t, nodes),
		.cut = ARENA_ARRAY(arena, bool, nodes),
		.distance = ARENA_ARRAY(arena, int32_t, nodes),
		.current = ARENA_ARRAY(arena, int32_t, nodes),
		.queue = ARENA_ARRAY(arena, int32_t, nodes),
		.path = ARENA_ARRAY(arena, int32_t, nodes),
		.step = ARENA_ARRAY(arena, int32_t, nodes),
		.open = ARENA_ARRAY(arena, int32_t, nodes),
	};

	memset(work.distance, 0xff, nodes * sizeof(*work.distance)); /* UNSEEN */
	return work;
}

void flow_clear(struct flow_work *work)
{
	size_t nodes = (size_t)work->graph->node_count;

	memset(work->flow, 0, work->graph->arc_count * sizeof(*work->flow));
	memset(work->supply, 0, nodes * sizeof(*work->supply));
	memset(work->need, 0, nodes * sizeof(*work->need));
	memset(work->cut, 0, nodes * sizeof(*work->cut));
	work->open_count = 0;
}

void flow_want(struct flow_work *work, int32_t node, int32_t minutes)
{
	if (work->need[node] == 0)
		work->open[work->open_count++] = node;
	work->need[node] += minutes;
}

/* --- distances ----------------------------------------------------------- */

/* How far the search has come. */
struct search {
	int32_t seen;  /* nodes in the queue */
	int32_t found; /* distance of the nearest supply; UNSEEN while there is none */
};

static void see(struct flow_work *work, struct search *search, int32_t node, int32_t distance)
{
	if (work->distance[node] != UNSEEN || work->cut[node])
		return;
	work->distance[node] = distance;
	work->current[node] = 0;
	work->queue[search->seen++] = node;
	if (work->supply[node] > 0 && search->found == UNSEEN)
		search->found = distance;
}

/* Who could serve the node: those with an arc to it, and those whom it has served. */
static void see_around(struct flow_work *work, struct search *search, int32_t node)
{
	const struct flow *g = work->graph;
	int32_t next = work->distance[node] + 1;

	for (int32_t i = g->in_first[node]; i < g->in_first[node + 1]; i++)
		see(work, search, g->in_node[i], next);
	for (int32_t i = g->out_first[node]; i < g->out_first[node + 1]; i++)
		if (work->flow[g->out_slot[i]] > 0)
			see(work, search, g->out_node[i], next);
}

/* Distances from the open needs, up to the nearest supplies. */
static struct search measure(struct flow_work *work)
{
	struct search search = { 0, UNSEEN };

	for (int32_t i = 0; i < work->open_count; i++)
		if (work->need[work->open[i]] > 0)
			see(work, &search, work->open[i], 0);
	for (int32_t head = 0; head < search.seen; head++) {
		int32_t node = work->queue[head];

		if (search.found != UNSEEN && work->distance[node] >= search.found)
			break;
		see_around(work, &search, node);
	}
	return search;
}

/* --- a blocking flow ------------------------------------------------------- */

/* The node's next step away from the need, taken up where the last visit left off; or UNSEEN.
 * Steps against an arc are slots, steps along one (serving somebody else less) are ~slots. */
static int32_t advance(struct flow_work *work, int32_t node, int32_t *step)
{
	const struct flow *g = work->graph;
	int32_t ins = g->in_first[node + 1] - g->in_first[node];
	int32_t all = ins + g->out_first[node + 1] - g->out_first[node];
	int32_t next = work->distance[node] + 1;

	for (; work->current[node] < all; work->current[node]++) {
		int32_t at = work->current[node];
		int32_t slot = at < ins ? g->in_first[node] + at
					: g->out_slot[g->out_first[node] + at - ins];
		int32_t to =
			at < ins ? g->in_node[slot] : g->out_node[g->out_first[node] + at - ins];

		if (work->distance[to] != next || (at >= ins && work->flow[slot] == 0))
			continue;
		*step = at < ins ? slot : ~slot;
		return to;
	}
	return UNSEEN;
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

static void serve_root(struct flow_work *work, int32_t root, int32_t found)
{
	int32_t length = 0, node = root, step = 0, to;

	work->path[0] = root;
	while (work->need[root] > 0) {
		if (work->distance[node] == found && work->supply[node] > 0) {
			length = push(work, root, node, length);
			node = work->path[length];
			continue;
		}
		to = work->distance[node] < found ? advance(work, node, &step) : UNSEEN;
		if (to != UNSEEN) {
			work->step[length++] = step;
			work->path[length] = to;
			node = to;
		} else if (length > 0) {
			node = work->path[--length];
			work->current[node]++;
		} else {
			return;
		}
	}
}

void flow_serve(struct flow_work *work)
{
	for (;;) {
		struct search search = measure(work);

		for (int32_t i = 0; search.found != UNSEEN && i < work->open_count; i++)
			if (work->distance[work->open[i]] == 0)
				serve_root(work, work->open[i], search.found);
		for (int32_t i = 0; i < search.seen; i++) {
			work->distance[work->queue[i]] = UNSEEN;
			if (search.found == UNSEEN)
				work->cut[work->queue[i]] = true;
		}
		if (search.found == UNSEEN)
			break;
	}
	work->open_count = 0;
}
