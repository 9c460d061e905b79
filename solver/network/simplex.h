/**
 * Minimum cost flow by the network simplex method.
 *
 * Cunningham's strongly feasible trees (1976) keep it from cycling; the entering arc is the
 * best of a block of arcs (Grigoriadis 1986). Integers only, and the same network gives the
 * same flow. Cost times capacity must stay far below 2^63.
 */
#ifndef SOLVER_SIMPLEX_H
#define SOLVER_SIMPLEX_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct network_arc {
	int32_t from, to;
	int64_t capacity, cost;
	int64_t flow; /* set by network_solve */
};

struct flow_network {
	struct arena *arena;
	struct network_node {
		int64_t supply;    /* above 0 gives, below 0 takes */
		bool spare;        /* what it gives may stay */
		int64_t potential; /* set by network_solve */
	} * nodes;
	size_t node_count, node_room;
	struct network_arc *arcs;
	size_t arc_count, arc_room;
};

/** A new node; returns its number, from 0. Without spare ones all supplies together are 0. */
int32_t network_node(struct flow_network *network, int64_t supply);

/** A new node that gives up to `most`; what it does not give stays, also of what comes in. */
int32_t network_spare(struct flow_network *network, int64_t most);

/** A new arc; returns its number, from 0. The capacity is not negative. */
size_t network_arc(struct flow_network *network, int32_t from, int32_t to, int64_t capacity,
		   int64_t cost);

/**
 * Find the cheapest flow that meets every supply, and potentials that prove it.
 *
 * What an arc costs with its potentials, cost + potential of `from` - potential of `to`, is 0 where
 * flow is neither 0 nor the capacity, not below 0 where it is 0, not above 0 where it is the
 * capacity; the potential of a spare node is not below 0, and 0 where some of its supply stays. So
 * every flow that keeps to arcs that cost nothing with the potentials is a cheapest one, too.
 *
 * @return false when no flow meets them; flows and potentials are then meaningless
 */
bool network_solve(struct flow_network *network);

#endif
