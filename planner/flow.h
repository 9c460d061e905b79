/**
 * Maximum flow on a graph that is built once and solved many times.
 *
 * Dinic's algorithm (1970), with distances measured from the sink, so that
 * only what can still reach the sink is looked at. Capacities are integers, the flow is exact.
 * Node 0 is the source, node 1 the sink. Everything lives in the given arena.
 * Equal graphs, built in the same order, give the same flow.
 */
#ifndef PLANNER_FLOW_H
#define PLANNER_FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "store/arena.h"

enum { FLOW_SOURCE, FLOW_SINK, FLOW_FIRST_FREE_NODE };

#define FLOW_UNLIMITED (INT64_MAX / 4)

struct flow_arc {
	int32_t to;
	int64_t left; /* residual capacity */
};

struct flow {
	struct arena *arena;
	int32_t node_count;
	struct flow_arc *arcs; /* arc 2i and its reverse 2i+1 */
	size_t arc_count, arc_room;
	/* from here: made by flow_seal */
	int32_t *first, *list; /* arcs that leave node v: list[first[v]] to list[first[v+1]-1] */
	int32_t *distance, *current, *queue, *path;
};

/** An empty graph of the source and the sink. */
struct flow flow_new(struct arena *arena);

/** A new node. */
int32_t flow_node(struct flow *flow);

/** A new arc without capacity; returns its handle. Not after flow_seal. */
int32_t flow_arc(struct flow *flow, int32_t from, int32_t to);

/** No more nodes and arcs: get ready to solve. */
void flow_seal(struct flow *flow);

/** Take all flow and all capacity away. */
void flow_clear(struct flow *flow);

/** Give an arc without flow its capacity. */
void flow_set(struct flow *flow, int32_t arc, int64_t capacity);

/** Augment until the flow is maximal; returns by how much it grew. Flow into the sink is never
 * taken back. */
int64_t flow_augment(struct flow *flow);

/**
 * Whether a node can still reach the sink, after flow_augment. These nodes are the sink's side
 * of the minimum cut that lies nearest to the sink; no other choice of paths gives another one.
 */
bool flow_reaches_sink(const struct flow *flow, int32_t node);

/** The flow on an arc. */
int64_t flow_on(const struct flow *flow, int32_t arc);

#endif
