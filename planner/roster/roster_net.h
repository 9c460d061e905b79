/** The network of a week: who can work on which line, and what staying where one was is worth. */
#ifndef PLANNER_ROSTER_NET_H
#define PLANNER_ROSTER_NET_H

#include "planner/roster/roster_week.h"
#include "solver/network/simplex.h"

enum { NET_NO_NODE = -1 };

/**
 * The network: people and hard bookings give, lines take. Between them are the nodes of the
 * eligibility graph that lead from somebody to some line of this week, but neither those with only
 * one way on nor supplies of one person: they are one with where they lead to, and with the person.
 */
struct week_net {
	struct flow_network network;
	struct arena *arena;
	size_t week;
	int64_t no_limit;
	int32_t *person_node, *line_node; /* NET_NO_NODE: no part in this week */
	int32_t *graph_node;
	size_t *ways;   /* per node of the eligibility graph: how many ways lead on to a line */
	uint32_t *line; /* per node of the network: its line */
	struct arc_note {
		enum arc_use { ARC_INNER, ARC_DIRECT, ARC_BOOKED } kind;
		uint32_t person, line;
	} * notes; /* per arc */
	size_t note_room;
};

/** Make the network of the week n->week, unsolved. @param arena  for as long as the network is used
 */
void net_make(const struct rostering *n, struct arena *arena, struct week_net *net);

#endif
