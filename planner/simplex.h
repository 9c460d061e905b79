/**
 * Minimum cost flow by the network simplex method.
 *
 * Cunningham's strongly feasible trees (1976) keep it from cycling; the entering arc is the
 * best of a block of arcs (Grigoriadis 1986). Integers only, and the same network gives the
 * same flow. Cost times capacity must stay far below 2^63.
 */
#ifndef PLANNER_SIMPLEX_H
#define PLANNER_SIMPLEX_H

#include <stdbool.h>
#include <stdint.h>

#include "store/arena.h"

struct network_arc {
	int32_t from, to;
	int64_t capacity, cost;
	int64_t flow; /* set by network_solve */
};

struct network {
	struct arena *arena;
	int64_t *supply; /* per node: above 0 gives, below 0 takes; all together 0 */
	size_t node_count, node_room;
	struct network_arc *arcs;
	size_t arc_count, arc_room;
};

/** A new node; returns its number, from 0. */
int32_t network_node(struct network *network, int64_t supply);

/** A new arc; returns its number, from 0. The capacity is not negative. */
size_t network_arc(struct network *network, int32_t from, int32_t to, int64_t capacity,
		   int64_t cost);

/**
 * Find the cheapest flow that meets every supply.
 *
 * @return false when no flow meets them; the flows are then meaningless
 */
bool network_solve(struct network *network);

#endif
