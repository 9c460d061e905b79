/**
 * Maximum flow on a graph that is built once and solved many times.
 *
 * Nodes may have a supply and a need; arcs have no limit and form no cycle. Needs are served
 * class by class (flow_want, flow_serve): each class as well as it can be without taking back
 * what earlier ones have got; within a class the need that was asked for first goes first.
 * Shortest augmenting paths by distance labels (Ahuja and Orlin 1991), from a need towards the
 * supplies. Labels hold for all classes: they are measured once and then only grow. When a need
 * takes long, a search from it (flow_look.h) tries what the labels promise and brings labels up to
 * date where it came by; or it comes by no supply: then what it has seen can never be served
 * better. It is cut off, paths do not enter it, and at the end it is the minimum cut that lies
 * nearest to the needs.
 *
 * The graph is read only once it is sealed; each solver has a struct flow_work of its own.
 * Amounts are whole and the sum of all supplies and of all needs fits an int32. Equal graphs,
 * built in the same order, give the same flow.
 */
#ifndef SOLVER_FLOW_H
#define SOLVER_FLOW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"

struct flow {
	struct arena *arena;
	int32_t node_count;
	int32_t *from, *to; /* per arc, as made */
	size_t arc_count, from_room, to_room;
	/* From here: made by flow_seal. Arcs are numbered by the node that they leave. */
	int32_t *out_first, *out_node;        /* out of v: arcs out_first[v] to out_first[v+1]-1 */
	int32_t *in_first, *in_node, *in_arc; /* into v: from in_node over arc in_arc */
};

/** Labels that a look tells apart; farther ones share the last pile. Labels are mostly far below:
 * 16 and 256 take the same time with 10,000 people. */
enum { FLOW_PILES = 64 };

/** What one solver writes. */
struct flow_work {
	const struct flow *graph;
	int32_t *flow;          /* per arc, numbered by flow_seal */
	int32_t *supply;        /* per node: not used yet */
	int32_t *need;          /* per node: of the class at hand, not served yet */
	bool *cut;              /* per node: cut off, nothing more can reach it */
	int32_t *label;         /* per node: no supply is nearer than so many steps */
	int32_t *current;       /* per node: where to go on in the lists above */
	int32_t *stamp, search; /* per node: the last search that came by */
	bool measured;          /* labels are set */
	bool warm;              /* there was flow when they were set */
	int64_t spent;          /* steps of all searches */
	/* Of a look whether a need can still be reached: nodes in piles by their label. */
	struct flow_look {
		int32_t pile[FLOW_PILES], low; /* the topmost; no pile below this one has any */
		int32_t *under, *distance;     /* per node */
	} look;
	int32_t *queue, *path, *step;
	int32_t *open, open_count; /* nodes of the class at hand */
};

/** An empty graph. */
struct flow flow_make(struct arena *arena);

/** A new node. */
int32_t flow_node(struct flow *flow);

/** A new arc. Not after flow_seal. */
void flow_arc(struct flow *flow, int32_t from, int32_t to);

/** No more nodes and arcs: get ready to solve. */
void flow_seal(struct flow *flow);

/** Memory for solving; all that is ever needed, in the arena. */
struct flow_work flow_work_make(const struct flow *flow, struct arena *arena);

/** Take all flow, supplies, needs and cuts away. */
void flow_clear(struct flow_work *work);

/**
 * Go on from a flow that was put into work->flow, with supplies that were put into work->supply:
 * labels and cuts of before no longer hold. What is served by that flow is never taken back.
 */
void flow_resume(struct flow_work *work);

/** Ask for minutes at a node, on top of what was asked for there; above 0. */
void flow_want(struct flow_work *work, int32_t node, int32_t minutes);

/**
 * Serve what was asked for since the last call. work->need is what stays unserved; the caller
 * sets it to 0 before the next class.
 */
void flow_serve(struct flow_work *work);

/** Minutes that came over an entry of in_node, in_first[v] to in_first[v+1]-1. Flow itself is kept
 * in another order. */
static inline int32_t flow_entering(const struct flow_work *work, int32_t entry)
{
	return work->flow[work->graph->in_arc[entry]];
}

#endif
