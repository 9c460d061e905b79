/*
 * A look whether a need can be reached at all, when paths by labels take long (docs/allocation.md,
 * "The best use").
 *
 * A search from the need tries nodes by their label, lowest first, in piles (a bucket queue whose
 * last bucket takes all that is far). It either meets a supply, and the labels on the way are
 * brought up to date; or it runs dry, and everything that it has seen is cut off: that is the
 * minimum cut, and no later class can pass it.
 */
#include "solver/network/flow_look.h"

enum { NONE = -1, LAST_PILE = FLOW_PILES - 1 };

static int32_t least(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

/* --- piles: nodes by label; the high ones share the last -------------------------- */

static void clear_piles(struct flow_look *look)
{
	for (int32_t i = 0; i < FLOW_PILES; i++)
		look->pile[i] = NONE;
	look->low = FLOW_PILES;
}

static void pile_up(struct flow_look *look, int32_t node, int32_t label)
{
	int32_t at = least(label, LAST_PILE);

	look->under[node] = look->pile[at];
	look->pile[at] = node;
	look->low = least(look->low, at);
}

/* A node from the lowest pile; NONE when there is none. */
static int32_t take(struct flow_look *look)
{
	for (; look->low < FLOW_PILES; look->low++) {
		int32_t node = look->pile[look->low];

		if (node == NONE)
			continue;
		look->pile[look->low] = look->under[node];
		return node;
	}
	return NONE;
}

/* --- the search --------------------------------------------------------------------- */

static void see(struct flow_work *work, int32_t node)
{
	if (work->stamp[node] == work->search || work->cut[node])
		return;
	work->stamp[node] = work->search;
	pile_up(&work->look, node, work->label[node]);
}

/* Search against the flow; work->queue is what it went through. Returns the node with a supply
 * that it came to, or NONE. */
static int32_t search(struct flow_work *work, int32_t root, int32_t *count)
{
	const struct flow *g = work->graph;
	int32_t v;

	work->search++;
	clear_piles(&work->look);
	see(work, root);
	for (*count = 0; (v = take(&work->look)) != NONE && work->supply[v] == 0;) {
		work->queue[(*count)++] = v;
		work->spent += g->in_first[v + 1] - g->in_first[v];
		for (int32_t i = g->in_first[v]; i < g->in_first[v + 1]; i++)
			see(work, g->in_node[i]);
		for (int32_t i = g->out_first[v]; i < g->out_first[v + 1]; i++)
			if (work->flow[i] > 0)
				see(work, g->out_node[i]);
	}
	return v;
}

/* --- labels of what was searched: its distance from the labels around it ------------- */

/* One step from the nearest neighbour that was not searched. */
static int32_t from_outside(const struct flow_work *work, int32_t v)
{
	const struct flow *g = work->graph;
	int32_t best = g->node_count;

	for (int32_t i = g->in_first[v]; i < g->in_first[v + 1]; i++)
		if (work->stamp[g->in_node[i]] != work->search)
			best = least(best, work->label[g->in_node[i]]);
	for (int32_t i = g->out_first[v]; i < g->out_first[v + 1]; i++)
		if (work->flow[i] > 0 && work->stamp[g->out_node[i]] != work->search)
			best = least(best, work->label[g->out_node[i]]);
	return least(best + 1, g->node_count);
}

static void come_near(struct flow_work *work, int32_t *tail, int32_t node, int32_t distance)
{
	if (work->stamp[node] != work->search || distance >= work->look.distance[node])
		return;
	work->look.distance[node] = distance;
	work->queue[(*tail)++] = node;
}

/* The node's distance is final. */
static void settle(struct flow_work *work, int32_t *tail, int32_t v)
{
	const struct flow *g = work->graph;
	int32_t label = least(work->look.distance[v], LAST_PILE);
	int32_t next = work->look.distance[v] + 1;

	if (work->stamp[v] != work->search)
		return;
	work->stamp[v] = 0;
	if (work->label[v] < label) {
		work->label[v] = label;
		work->current[v] = 0;
	}
	if (next > LAST_PILE)
		return;
	for (int32_t i = g->out_first[v]; i < g->out_first[v + 1]; i++)
		come_near(work, tail, g->out_node[i], next);
	for (int32_t i = g->in_first[v]; i < g->in_first[v + 1]; i++)
		if (work->flow[g->in_arc[i]] > 0)
			come_near(work, tail, g->in_node[i], next);
}

/* Piles are the nodes by their distance over one step out of the search, the queue is those that
 * were reached over others, each in the order of distances. In the last pile that order ends: its
 * nodes get the least label that they can have. */
static void measure_again(struct flow_work *work, int32_t count)
{
	int32_t head = 0, tail = 0, v;

	work->search++;
	clear_piles(&work->look);
	for (int32_t i = 0; i < count; i++)
		work->stamp[work->queue[i]] = work->search;
	for (int32_t i = 0; i < count; i++) {
		v = work->queue[i];
		work->look.distance[v] = from_outside(work, v);
		pile_up(&work->look, v, work->look.distance[v]);
	}
	while ((v = take(&work->look)) != NONE) {
		for (; head < tail && work->look.distance[work->queue[head]] <= work->look.low;
		     head++)
			settle(work, &tail, work->queue[head]);
		settle(work, &tail, v);
	}
}

bool flow_look(struct flow_work *work, int32_t root)
{
	int32_t count;

	if (search(work, root, &count) != NONE) {
		measure_again(work, count);
		return false;
	}
	for (int32_t i = 0; i < count; i++) {
		work->cut[work->queue[i]] = true;
		work->label[work->queue[i]] = work->graph->node_count;
	}
	return true;
}
