#include "planner/flow.h"

#include <string.h>

struct flow flow_new(struct arena *arena)
{
	return (struct flow){ .arena = arena, .node_count = FLOW_FIRST_FREE_NODE };
}

int32_t flow_node(struct flow *flow)
{
	return flow->node_count++;
}

int32_t flow_arc(struct flow *flow, int32_t from, int32_t to)
{
	size_t arc = flow->arc_count;

	flow->arcs = arena_grow(flow->arena, flow->arcs, arc, &flow->arc_room, arc + 2,
				sizeof(*flow->arcs));
	flow->arcs[arc] = (struct flow_arc){ .to = to };
	flow->arcs[arc + 1] = (struct flow_arc){ .to = from };
	flow->arc_count += 2;
	return (int32_t)arc;
}

void flow_seal(struct flow *flow)
{
	size_t nodes = (size_t)flow->node_count;
	int32_t *fill;

	flow->first = ARENA_ARRAY(flow->arena, int32_t, nodes + 1);
	flow->list = ARENA_ARRAY(flow->arena, int32_t, flow->arc_count + 1);
	flow->distance = ARENA_ARRAY(flow->arena, int32_t, nodes);
	flow->current = ARENA_ARRAY(flow->arena, int32_t, nodes);
	flow->queue = ARENA_ARRAY(flow->arena, int32_t, nodes);
	flow->path = ARENA_ARRAY(flow->arena, int32_t, nodes);
	for (size_t arc = 0; arc < flow->arc_count; arc++)
		flow->first[flow->arcs[arc ^ 1].to + 1]++;
	for (size_t v = 0; v < nodes; v++)
		flow->first[v + 1] += flow->first[v];
	fill = ARENA_ARRAY(flow->arena, int32_t, nodes);
	memcpy(fill, flow->first, nodes * sizeof(*fill));
	for (size_t arc = 0; arc < flow->arc_count; arc++)
		flow->list[fill[flow->arcs[arc ^ 1].to]++] = (int32_t)arc;
}

void flow_clear(struct flow *flow)
{
	for (size_t arc = 0; arc < flow->arc_count; arc++)
		flow->arcs[arc].left = 0;
}

void flow_set(struct flow *flow, int32_t arc, int64_t capacity)
{
	flow->arcs[arc].left = capacity;
}

int64_t flow_on(const struct flow *flow, int32_t arc)
{
	return flow->arcs[arc ^ 1].left;
}

bool flow_reaches_sink(const struct flow *flow, int32_t node)
{
	return flow->distance[node] >= 0;
}

/* Distances to the sink over arcs that have room; returns whether the source has one. */
static bool measure(struct flow *flow)
{
	size_t nodes = (size_t)flow->node_count;
	int32_t head = 0, tail = 0;

	memset(flow->distance, 0xff, nodes * sizeof(*flow->distance)); /* -1: can not reach it */
	flow->distance[FLOW_SINK] = 0;
	flow->queue[tail++] = FLOW_SINK;
	while (head < tail) {
		int32_t v = flow->queue[head++];

		for (int32_t i = flow->first[v]; i < flow->first[v + 1]; i++) {
			int32_t arc = flow->list[i], u = flow->arcs[arc].to;

			if (flow->distance[u] >= 0 || flow->arcs[arc ^ 1].left == 0)
				continue;
			flow->distance[u] = flow->distance[v] + 1;
			flow->queue[tail++] = u;
		}
	}
	return flow->distance[FLOW_SOURCE] >= 0;
}

/* The next arc of v that leads one step nearer to the sink, or -1. */
static int32_t advance(struct flow *flow, int32_t v)
{
	for (; flow->current[v] < flow->first[v + 1]; flow->current[v]++) {
		int32_t arc = flow->list[flow->current[v]];

		if (flow->arcs[arc].left > 0 &&
		    flow->distance[flow->arcs[arc].to] == flow->distance[v] - 1)
			return arc;
	}
	return -1;
}

static int64_t push(struct flow *flow, int32_t length)
{
	int64_t amount = INT64_MAX;

	for (int32_t i = 0; i < length; i++)
		if (flow->arcs[flow->path[i]].left < amount)
			amount = flow->arcs[flow->path[i]].left;
	for (int32_t i = 0; i < length; i++) {
		flow->arcs[flow->path[i]].left -= amount;
		flow->arcs[flow->path[i] ^ 1].left += amount;
	}
	return amount;
}

/* Back to the first arc of the path that is full now; returns the length that remains. */
static int32_t retreat(const struct flow *flow, int32_t length)
{
	for (int32_t i = 0; i < length; i++)
		if (flow->arcs[flow->path[i]].left == 0)
			return i;
	return length;
}

/* A blocking flow along the distances. */
static int64_t block(struct flow *flow)
{
	int64_t sum = 0;
	int32_t length = 0, v = FLOW_SOURCE;

	memcpy(flow->current, flow->first, (size_t)flow->node_count * sizeof(*flow->current));
	for (;;) {
		int32_t arc;

		if (v == FLOW_SINK) {
			sum += push(flow, length);
			length = retreat(flow, length);
			v = flow->arcs[flow->path[length] ^ 1].to;
		}
		arc = advance(flow, v);
		if (arc >= 0) {
			flow->path[length++] = arc;
			v = flow->arcs[arc].to;
		} else if (length > 0) {
			v = flow->arcs[flow->path[--length] ^ 1].to;
			flow->current[v]++;
		} else {
			return sum;
		}
	}
}

int64_t flow_augment(struct flow *flow)
{
	int64_t sum = 0;

	while (measure(flow))
		sum += block(flow);
	return sum;
}
