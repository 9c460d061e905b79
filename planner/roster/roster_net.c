/*
 * A week's network: people and hard bookings give, lines take, the eligibility graph connects them,
 * and arcs with a negative cost are what staying on a project is worth.
 *
 * Only what can lead to a line of the week gets a node. A node with one way on is one with where it
 * leads, somebody who is alone in a supply stands for it: that halved the network of 10,000 people
 * (bench/HISTORY.md, "Names"). People who worked on a project last week have arcs to its lines by
 * thresholds of their hours there, not in proportion: that would cut people into small pieces.
 */
#include "planner/roster/roster_net.h"

#include <string.h>

#include "solver/network/simplex.h"

/*
 * Costs per minute; whatever is not named here is free. Chosen with the method and not tuned since:
 * what matters is the order. A hard booking counts far more than staying, lest it be given up
 * for it; a soft one as much as staying where one worked 16 hours or more, two days of a full week;
 * below 4 hours there staying counts nothing. Other figures would move hours between people and
 * never change what a line gets.
 */
enum { COST_BOOKED = -10, COST_MUCH = -3, COST_SOFT = -3, COST_SOME = -2 };
enum { MUCH_MINUTES = 16 * 60, SOME_MINUTES = 4 * 60 };

/* --- nodes ------------------------------------------------------------------ */

static void add_arc(struct week_net *net, int32_t from, int32_t to, int64_t cost,
		    struct arc_note note)
{
	net->notes = ARENA_PUSH(net->arena, net->notes, net->network.arc_count, net->note_room);
	net->notes[network_arc(&net->network, from, to, net->no_limit, cost)] = note;
}

static void add_lines(const struct rostering *n, struct week_net *net)
{
	size_t count = n->plan->company->demand_count;

	net->line_node = ARENA_ARRAY(net->arena, int32_t, count + 1);
	net->line = ARENA_ARRAY(net->arena, uint32_t, count + 1);
	net->no_limit = 1;
	for (uint32_t d = 0; d < count; d++) {
		int32_t minutes = roster_wanted(n, d);

		net->line_node[d] = NET_NO_NODE;
		if (minutes == 0)
			continue;
		net->line_node[d] = network_node(&net->network, -minutes);
		net->line[net->line_node[d]] = d;
		net->no_limit += minutes;
	}
}

/* The ways from each node of the eligibility graph that lead to a line of this week, from the lines
 * up. */
static void count_ways(const struct rostering *n, struct week_net *net)
{
	const struct flow *flow = &n->eligibility.flow;
	int32_t *queue = ARENA_ARRAY(net->arena, int32_t, (size_t)flow->node_count + 1);
	int32_t count = 0;

	net->ways = ARENA_ARRAY(net->arena, size_t, (size_t)flow->node_count + 1);
	for (size_t b = 0; b < n->eligibility.sink_count; b++) {
		const struct demand_sink *sink = &n->eligibility.sinks[b];

		for (size_t k = 0; k < sink->count; k++)
			if (net->line_node[sink->lines[k]] != NET_NO_NODE &&
			    net->ways[sink->node]++ == 0)
				queue[count++] = sink->node;
	}
	for (int32_t i = 0; i < count; i++)
		for (int32_t a = flow->in_first[queue[i]]; a < flow->in_first[queue[i] + 1]; a++) {
			int32_t from = flow->in_node[a];

			if (!n->from_booking[from] && net->ways[from]++ == 0)
				queue[count++] = from;
		}
}

/* The node of the eligibility graph has no node yet: one of its own, or the one that it leads to.
 */
static void place_node(const struct rostering *n, struct week_net *net, int32_t node)
{
	const struct flow *flow = &n->eligibility.flow;

	if (net->ways[node] == 1 && net->graph_node[node] == NET_NO_NODE)
		for (int32_t a = flow->out_first[node]; a < flow->out_first[node + 1]; a++)
			if (net->ways[flow->out_node[a]] > 0)
				net->graph_node[node] = net->graph_node[flow->out_node[a]];
	if (net->graph_node[node] == NET_NO_NODE)
		net->graph_node[node] = network_node(&net->network, 0);
}

/* Where a node leads comes first: the eligibility graph has no cycle. */
static void place_nodes(const struct rostering *n, struct week_net *net)
{
	const struct flow *flow = &n->eligibility.flow;
	size_t nodes = (size_t)flow->node_count, depth = 0;
	int32_t *stack = ARENA_ARRAY(net->arena, int32_t, nodes + flow->arc_count + 1);
	bool *placed = ARENA_ARRAY(net->arena, bool, nodes + 1);

	for (int32_t v = 0; v < flow->node_count; v++) {
		if (net->ways[v] > 0 && !placed[v])
			stack[depth++] = v;
		while (depth > 0) {
			int32_t node = stack[depth - 1];
			size_t before = depth;

			for (int32_t a = flow->out_first[node]; a < flow->out_first[node + 1]; a++)
				if (net->ways[flow->out_node[a]] > 0 && !placed[flow->out_node[a]])
					stack[depth++] = flow->out_node[a];
			if (depth > before)
				continue;
			depth--;
			if (!placed[node])
				place_node(n, net, node);
			placed[node] = true;
		}
	}
}

/* A node of the eligibility graph on which the only way is one line is one with that line. */
static void place_only_lines(const struct rostering *n, struct week_net *net)
{
	const struct eligibility *l = &n->eligibility;

	for (size_t b = 0; b < l->sink_count; b++)
		for (size_t k = 0; k < l->sinks[b].count; k++) {
			int32_t line = net->line_node[l->sinks[b].lines[k]];

			if (line != NET_NO_NODE && net->ways[l->sinks[b].node] == 1)
				net->graph_node[l->sinks[b].node] = line;
		}
}

static void add_graph_nodes(const struct rostering *n, struct week_net *net)
{
	size_t nodes = (size_t)n->eligibility.flow.node_count;

	net->graph_node = ARENA_ARRAY(net->arena, int32_t, nodes + 1);
	for (size_t v = 0; v < nodes; v++)
		net->graph_node[v] = NET_NO_NODE;
	count_ways(n, net);
	place_only_lines(n, net);
}

static int32_t free_minutes(const struct rostering *n, size_t person, size_t week)
{
	return plan_capacity(n->plan, person, week)->free_minutes;
}

/* Whoever is alone in a supply with several ways on stands for it. */
static void add_people(const struct rostering *n, struct week_net *net)
{
	net->person_node = ARENA_ARRAY(net->arena, int32_t, n->plan->company->person_count + 1);
	for (size_t p = 0; p < n->plan->company->person_count; p++)
		net->person_node[p] = NET_NO_NODE;
	for (size_t c = 0; c < n->eligibility.supply_count; c++) {
		const struct supply *supply = &n->eligibility.supplies[c];
		size_t present = 0, last = 0;

		if (net->ways[supply->node] == 0)
			continue;
		for (size_t i = 0; i < supply->count; i++) {
			int32_t minutes = free_minutes(n, supply->people[i], net->week);

			if (minutes == 0)
				continue;
			last = supply->people[i];
			net->person_node[last] = network_spare(&net->network, minutes);
			present++;
		}
		if (present == 0)
			net->ways[supply->node] = 0;
		else if (present == 1 && net->ways[supply->node] > 1)
			net->graph_node[supply->node] = net->person_node[last];
	}
}

/* --- arcs --------------------------------------------------------------------- */

static void add_arcs_of(const struct rostering *n, struct week_net *net, int32_t node)
{
	const struct flow *flow = &n->eligibility.flow;
	int32_t from = net->graph_node[node];

	for (int32_t a = flow->out_first[node]; a < flow->out_first[node + 1]; a++) {
		int32_t to = net->ways[flow->out_node[a]] ? net->graph_node[flow->out_node[a]]
							  : NET_NO_NODE;

		if (to != NET_NO_NODE && to != from)
			add_arc(net, from, to, 0, (struct arc_note){ ARC_INNER, 0, 0 });
	}
}

/* Bookings have arcs of their own: a booking's lines are named as its own. */
static void add_arcs(const struct rostering *n, struct week_net *net)
{
	const struct eligibility *l = &n->eligibility;

	for (uint32_t p = 0; p < n->plan->company->person_count; p++) {
		int32_t from = net->person_node[p];

		if (from != NET_NO_NODE && net->graph_node[l->person_node[p]] != from)
			add_arc(net, from, net->graph_node[l->person_node[p]], 0,
				(struct arc_note){ ARC_INNER, p, 0 });
	}
	for (int32_t v = 0; v < l->flow.node_count; v++)
		if (net->ways[v] > 0)
			add_arcs_of(n, net, v);
	for (size_t b = 0; b < l->sink_count; b++)
		for (size_t k = 0; k < l->sinks[b].count; k++) {
			int32_t from = net->graph_node[l->sinks[b].node];
			int32_t to = net->line_node[l->sinks[b].lines[k]];

			if (to != NET_NO_NODE && from != to)
				add_arc(net, from, to, 0, (struct arc_note){ ARC_INNER, 0, 0 });
		}
}

static bool in_week(const struct booking *booking, struct day monday)
{
	return day_distance(booking->start, day_add(monday, 6)) >= 0 &&
	       day_distance(monday, booking->end) >= 0;
}

/* Hard bookings serve their lines themselves; soft ones make their person prefer them. */
static void add_booking(const struct rostering *n, struct week_net *net, size_t index)
{
	const struct company *company = n->plan->company;
	const struct booking *booking = &company->bookings[index];
	const struct person *person = &company->people[booking->person_index];
	bool hard = booking->status == BOOKING_HARD;
	int32_t from = hard ? NET_NO_NODE : net->person_node[booking->person_index];
	int32_t minutes = plan_booking_minutes(n->plan, index, net->week);
	size_t project = projects_find(&n->projects, booking->project);

	if (!in_week(booking, plan_week(n->plan, net->week)) || project == n->projects.count)
		return;
	if (hard && minutes > 0)
		from = network_spare(&net->network, minutes);
	for (size_t i = n->projects.first[project];
	     from != NET_NO_NODE && i < n->projects.first[project + 1]; i++) {
		uint32_t d = n->projects.lines[i];
		const struct demand *demand = &company->demands[d];

		if (net->line_node[d] == NET_NO_NODE || !booking_names(booking, person, demand) ||
		    (!hard && !person_qualifies(&company->settings, person, demand)))
			continue;
		add_arc(net, from, net->line_node[d], hard ? COST_BOOKED : COST_SOFT,
			(struct arc_note){ hard ? ARC_BOOKED : ARC_DIRECT,
					   (uint32_t)booking->person_index, d });
	}
}

/* --- staying where one was ------------------------------------------------------ */

static void add_stay(const struct rostering *n, struct week_net *net, uint32_t person,
		     uint32_t project, int64_t cost)
{
	const struct company *company = n->plan->company;

	for (size_t i = n->projects.first[project]; i < n->projects.first[project + 1]; i++) {
		uint32_t line = n->projects.lines[i];

		if (net->line_node[line] != NET_NO_NODE &&
		    person_qualifies(&company->settings, &company->people[person],
				     &company->demands[line]))
			add_arc(net, net->person_node[person], net->line_node[line], cost,
				(struct arc_note){ ARC_DIRECT, person, line });
	}
}

/* One person's assignments of last week: from..to-1. */
static void add_stays(const struct rostering *n, struct week_net *net, size_t from, size_t to)
{
	uint32_t person = n->roster->list[from].person;

	if (net->person_node[person] == NET_NO_NODE)
		return;
	for (size_t i = from; i < to; i++) {
		uint32_t project = n->projects.of_line[n->roster->list[i].line];
		int32_t minutes = roster_project_minutes(n, from, to, project);

		if (roster_project_minutes(n, from, i, project) > 0 || minutes < SOME_MINUTES)
			continue; /* seen already, or too little to count */
		add_stay(n, net, person, project, minutes >= MUCH_MINUTES ? COST_MUCH : COST_SOME);
	}
}

static void add_incumbents(const struct rostering *n, struct week_net *net)
{
	size_t from = n->last;

	for (size_t i = n->last; i < n->here; i++)
		if (i + 1 == n->here ||
		    n->roster->list[i + 1].person != n->roster->list[from].person) {
			add_stays(n, net, from, i + 1);
			from = i + 1;
		}
}

void net_make(const struct rostering *n, struct arena *arena, struct week_net *net)
{
	*net = (struct week_net){ .network = { .arena = arena }, .arena = arena, .week = n->week };
	add_lines(n, net);
	add_graph_nodes(n, net);
	add_people(n, net);
	place_nodes(n, net);
	add_arcs(n, net);
	for (size_t b = 0; b < n->plan->company->booking_count; b++)
		add_booking(n, net, b);
	add_incumbents(n, net);
}
