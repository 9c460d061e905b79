/*
 * The flow taken apart into paths from a person to a line, which are the assignments.
 *
 * Arcs are followed where flow is left, and each path empties one at least, so there are no more
 * paths than arcs with flow. Which of the people behind one node gets which of its lines is decided
 * here, by the order of arcs: to the flow they are the same, roster_fewer.c sorts them out.
 */
#include "planner/roster/roster_read.h"

#include <string.h>

static bool is_line(const struct week_net *net, int32_t node)
{
	return net->network.nodes[node].supply < 0;
}

static void assign(struct rostering *n, uint32_t person, uint32_t line, int64_t minutes,
		   bool booked)
{
	struct roster *roster = n->roster;

	roster->list = ARENA_PUSH(n->arena, roster->list, roster->count, n->room);
	roster->list[roster->count++] = (struct assignment){
		.week = (uint32_t)n->week,
		.person = person,
		.line = line,
		.minutes = (int32_t)minutes,
		.booked_minutes = booked ? (int32_t)minutes : 0,
	};
}

/* Arcs that leave each node, to follow one after the other. */
struct trail {
	size_t *first, *arcs, *at;
	size_t *path; /* no longer than there are nodes */
};

static struct trail trail_of(const struct week_net *net)
{
	const struct flow_network *network = &net->network;
	size_t nodes = network->node_count;
	struct trail trail = { ARENA_ARRAY(net->arena, size_t, nodes + 1),
			       ARENA_ARRAY(net->arena, size_t, network->arc_count + 1),
			       ARENA_ARRAY(net->arena, size_t, nodes + 1),
			       ARENA_ARRAY(net->arena, size_t, nodes + 1) };

	for (size_t i = 0; i < network->arc_count; i++)
		trail.first[network->arcs[i].from + 1]++;
	for (size_t v = 0; v < nodes; v++)
		trail.first[v + 1] += trail.first[v];
	memcpy(trail.at, trail.first, nodes * sizeof(*trail.at));
	for (size_t i = 0; i < network->arc_count; i++)
		trail.arcs[trail.at[network->arcs[i].from]++] = i;
	memcpy(trail.at, trail.first, nodes * sizeof(*trail.at));
	return trail;
}

/* The next arc with flow that leaves the node; none when its list is at the end. */
static bool next_arc(const struct week_net *net, struct trail *trail, int32_t node, size_t *arc)
{
	while (trail->at[node] < trail->first[node + 1]) {
		*arc = trail->arcs[trail->at[node]];
		if (net->network.arcs[*arc].flow > 0)
			return true;
		trail->at[node]++;
	}
	return false;
}

/* Follow one path from a person to a line. Nothing left: false. */
static bool follow(struct week_net *net, struct trail *trail, int32_t node, uint32_t *line,
		   int64_t *taken)
{
	struct network_arc *arcs = net->network.arcs;
	size_t arc, length = 0;

	*taken = net->no_limit;
	while (!is_line(net, node)) {
		if (!next_arc(net, trail, node, &arc))
			return false; /* only at the person: what enters another node leaves it */
		if (arcs[arc].flow < *taken)
			*taken = arcs[arc].flow;
		trail->path[length++] = arc;
		node = arcs[arc].to;
	}
	for (size_t i = 0; i < length; i++)
		arcs[trail->path[i]].flow -= *taken;
	*line = net->line[node];
	return true;
}

void net_read(struct rostering *n, struct week_net *net)
{
	const struct flow_network *network = &net->network;
	struct trail trail = trail_of(net);
	uint32_t line;
	int64_t taken;

	for (size_t i = 0; i < network->arc_count; i++) {
		const struct arc_note *note = &net->notes[i];
		int64_t flow = network->arcs[i].flow;

		if (flow > 0 && note->kind != ARC_INNER) {
			assign(n, note->person, note->line, flow, note->kind == ARC_BOOKED);
			network->arcs[i].flow = 0;
		}
	}
	for (uint32_t p = 0; p < n->plan->company->person_count; p++)
		while (net->person_node[p] != NET_NO_NODE &&
		       follow(net, &trail, net->person_node[p], &line, &taken))
			assign(n, p, line, taken, false);
	roster_merge(n);
}
