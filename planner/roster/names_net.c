/* The hours of a week, given to people by a minimum cost flow over the lattice. */
#include "planner/roster/names_net.h"

#include <string.h>

#include "solver/network/simplex.h"

/* Costs per minute. Whatever is not named here is free. */
enum { COST_BOOKED = -10, COST_MUCH = -3, COST_SOFT = -3, COST_SOME = -2 };
enum { MUCH_MIN = 16 * 60, SOME_MIN = 4 * 60 };

enum { NO_NODE = -1 };

/*
 * The network: people and hard bookings give, lines take. Between them are the nodes of the
 * lattice that lead from somebody to some line of this week, but neither those with only one way on
 * nor crews of one person: they are one with where they lead to, and with the person.
 */
struct week_net {
	struct network network;
	struct arena *arena;
	size_t week;
	int64_t no_limit;
	int32_t *person_node, *line_node, *booking_node; /* NO_NODE: no part in this week */
	int32_t *lattice_node;
	size_t *ways;   /* per node of the lattice: how many ways lead on to a line */
	uint32_t *line; /* per node of the network: its line */
	struct arc_note {
		enum arc_kind { ARC_INNER, ARC_DIRECT, ARC_BOOKED } kind;
		uint32_t person, line;
	} * notes; /* per arc */
	size_t note_room;
};

/* --- nodes ------------------------------------------------------------------ */

static void add_arc(struct week_net *net, int32_t from, int32_t to, int64_t cost,
		    struct arc_note note)
{
	net->notes = ARENA_PUSH(net->arena, net->notes, net->network.arc_count, net->note_room);
	net->notes[network_arc(&net->network, from, to, net->no_limit, cost)] = note;
}

static void add_lines(const struct naming *n, struct week_net *net)
{
	size_t count = n->plan->company->demand_count;

	net->line_node = ARENA_ARRAY(net->arena, int32_t, count + 1);
	net->line = ARENA_ARRAY(net->arena, uint32_t, count + 1);
	net->no_limit = 1;
	for (uint32_t d = 0; d < count; d++) {
		int32_t minutes = names_wanted(n, d);

		net->line_node[d] = NO_NODE;
		if (minutes == 0)
			continue;
		net->line_node[d] = network_node(&net->network, -minutes);
		net->line[net->line_node[d]] = d;
		net->no_limit += minutes;
	}
}

static bool is_line(const struct week_net *net, int32_t node)
{
	return net->network.nodes[node].supply < 0;
}

/* The ways from each node of the lattice that lead to a line of this week, from the lines up. */
static void count_ways(const struct naming *n, struct week_net *net)
{
	const struct flow *flow = &n->lattice.flow;
	int32_t *queue = ARENA_ARRAY(net->arena, int32_t, (size_t)flow->node_count + 1);
	int32_t count = 0;

	net->ways = ARENA_ARRAY(net->arena, size_t, (size_t)flow->node_count + 1);
	for (size_t b = 0; b < n->lattice.bucket_count; b++) {
		const struct bucket *bucket = &n->lattice.buckets[b];

		for (size_t k = 0; k < bucket->count; k++)
			if (net->line_node[bucket->lines[k]] != NO_NODE &&
			    net->ways[bucket->node]++ == 0)
				queue[count++] = bucket->node;
	}
	for (int32_t i = 0; i < count; i++)
		for (int32_t a = flow->in_first[queue[i]]; a < flow->in_first[queue[i] + 1]; a++) {
			int32_t from = flow->in_node[a];

			if (!n->from_booking[from] && net->ways[from]++ == 0)
				queue[count++] = from;
		}
}

/* The node of the lattice has no node yet: one of its own, or the one that it leads to. */
static void place_node(const struct naming *n, struct week_net *net, int32_t node)
{
	const struct flow *flow = &n->lattice.flow;

	if (net->ways[node] == 1 && net->lattice_node[node] == NO_NODE)
		for (int32_t a = flow->out_first[node]; a < flow->out_first[node + 1]; a++)
			if (net->ways[flow->out_node[a]] > 0)
				net->lattice_node[node] = net->lattice_node[flow->out_node[a]];
	if (net->lattice_node[node] == NO_NODE)
		net->lattice_node[node] = network_node(&net->network, 0);
}

/* Where a node leads comes first: the lattice has no cycle. */
static void place_nodes(const struct naming *n, struct week_net *net)
{
	const struct flow *flow = &n->lattice.flow;
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

/* A node of the lattice on which the only way is one line is one with that line. */
static void place_only_lines(const struct naming *n, struct week_net *net)
{
	const struct lattice *l = &n->lattice;

	for (size_t b = 0; b < l->bucket_count; b++)
		for (size_t k = 0; k < l->buckets[b].count; k++) {
			int32_t line = net->line_node[l->buckets[b].lines[k]];

			if (line != NO_NODE && net->ways[l->buckets[b].node] == 1)
				net->lattice_node[l->buckets[b].node] = line;
		}
}

static void add_lattice_nodes(const struct naming *n, struct week_net *net)
{
	size_t nodes = (size_t)n->lattice.flow.node_count;

	net->lattice_node = ARENA_ARRAY(net->arena, int32_t, nodes + 1);
	for (size_t v = 0; v < nodes; v++)
		net->lattice_node[v] = NO_NODE;
	count_ways(n, net);
	place_only_lines(n, net);
}

static int32_t free_min(const struct naming *n, size_t person, size_t week)
{
	return plan_capacity(n->plan, person, week)->free_min;
}

/* Whoever is alone in a crew with several ways on stands for it. */
static void add_people(const struct naming *n, struct week_net *net)
{
	net->person_node = ARENA_ARRAY(net->arena, int32_t, n->plan->company->person_count + 1);
	for (size_t p = 0; p < n->plan->company->person_count; p++)
		net->person_node[p] = NO_NODE;
	for (size_t c = 0; c < n->lattice.crew_count; c++) {
		const struct crew *crew = &n->lattice.crews[c];
		size_t present = 0, last = 0;

		if (net->ways[crew->node] == 0)
			continue;
		for (size_t i = 0; i < crew->count; i++) {
			int32_t minutes = free_min(n, crew->people[i], net->week);

			if (minutes == 0)
				continue;
			last = crew->people[i];
			net->person_node[last] = network_spare(&net->network, minutes);
			present++;
		}
		if (present == 0)
			net->ways[crew->node] = 0;
		else if (present == 1 && net->ways[crew->node] > 1)
			net->lattice_node[crew->node] = net->person_node[last];
	}
}

/* --- arcs --------------------------------------------------------------------- */

static void add_arcs_of(const struct naming *n, struct week_net *net, int32_t node)
{
	const struct flow *flow = &n->lattice.flow;
	int32_t from = net->lattice_node[node];

	for (int32_t a = flow->out_first[node]; a < flow->out_first[node + 1]; a++) {
		int32_t to = net->ways[flow->out_node[a]] ? net->lattice_node[flow->out_node[a]]
							  : NO_NODE;

		if (to != NO_NODE && to != from)
			add_arc(net, from, to, 0, (struct arc_note){ ARC_INNER, 0, 0 });
	}
}

/* Bookings have arcs of their own: a booking's lines are named as its own. */
static void add_arcs(const struct naming *n, struct week_net *net)
{
	const struct lattice *l = &n->lattice;

	for (uint32_t p = 0; p < n->plan->company->person_count; p++) {
		int32_t from = net->person_node[p];

		if (from != NO_NODE && net->lattice_node[l->person_node[p]] != from)
			add_arc(net, from, net->lattice_node[l->person_node[p]], 0,
				(struct arc_note){ ARC_INNER, p, 0 });
	}
	for (int32_t v = 0; v < l->flow.node_count; v++)
		if (net->ways[v] > 0)
			add_arcs_of(n, net, v);
	for (size_t b = 0; b < l->bucket_count; b++)
		for (size_t k = 0; k < l->buckets[b].count; k++) {
			int32_t from = net->lattice_node[l->buckets[b].node];
			int32_t to = net->line_node[l->buckets[b].lines[k]];

			if (to != NO_NODE && from != to)
				add_arc(net, from, to, 0, (struct arc_note){ ARC_INNER, 0, 0 });
		}
}

static bool in_week(const struct booking *booking, struct day monday)
{
	return day_distance(booking->start, day_add(monday, 6)) >= 0 &&
	       day_distance(monday, booking->end) >= 0;
}

/* Hard bookings serve their lines themselves; soft ones make their person prefer them. */
static void add_booking(const struct naming *n, struct week_net *net, size_t index)
{
	const struct company *company = n->plan->company;
	const struct booking *booking = &company->bookings[index];
	const struct person *person = &company->people[booking->person_index];
	bool hard = booking->status == BOOKING_HARD;
	int32_t from = hard ? NO_NODE : net->person_node[booking->person_index];
	int32_t minutes = plan_booking_min(n->plan, index, net->week);
	size_t project = projects_find(&n->projects, booking->project);

	if (!in_week(booking, plan_week(n->plan, net->week)) || project == n->projects.count)
		return;
	if (hard && minutes > 0)
		from = network_spare(&net->network, minutes);
	for (size_t i = n->projects.first[project];
	     from != NO_NODE && i < n->projects.first[project + 1]; i++) {
		uint32_t d = n->projects.lines[i];
		const struct demand *demand = &company->demands[d];

		if (net->line_node[d] == NO_NODE || !booking_names(booking, person, demand) ||
		    (!hard && !person_qualifies(&company->settings, person, demand)))
			continue;
		add_arc(net, from, net->line_node[d], hard ? COST_BOOKED : COST_SOFT,
			(struct arc_note){ hard ? ARC_BOOKED : ARC_DIRECT,
					   (uint32_t)booking->person_index, d });
	}
}

/* --- staying where one was ------------------------------------------------------ */

static void add_stay(const struct naming *n, struct week_net *net, uint32_t person,
		     uint32_t project, int64_t cost)
{
	const struct company *company = n->plan->company;

	for (size_t i = n->projects.first[project]; i < n->projects.first[project + 1]; i++) {
		uint32_t line = n->projects.lines[i];

		if (net->line_node[line] != NO_NODE &&
		    person_qualifies(&company->settings, &company->people[person],
				     &company->demands[line]))
			add_arc(net, net->person_node[person], net->line_node[line], cost,
				(struct arc_note){ ARC_DIRECT, person, line });
	}
}

/* One person's assignments of last week: from..to-1. */
static void add_stays(const struct naming *n, struct week_net *net, size_t from, size_t to)
{
	uint32_t person = n->roster->list[from].person;

	if (net->person_node[person] == NO_NODE)
		return;
	for (size_t i = from; i < to; i++) {
		uint32_t project = n->projects.of_line[n->roster->list[i].line];
		int32_t minutes = names_project_min(n, from, to, project);

		if (names_project_min(n, from, i, project) > 0 || minutes < SOME_MIN)
			continue; /* seen already, or too little to count */
		add_stay(n, net, person, project, minutes >= MUCH_MIN ? COST_MUCH : COST_SOME);
	}
}

static void add_incumbents(const struct naming *n, struct week_net *net)
{
	size_t from = n->last;

	for (size_t i = n->last; i < n->here; i++)
		if (i + 1 == n->here ||
		    n->roster->list[i + 1].person != n->roster->list[from].person) {
			add_stays(n, net, from, i + 1);
			from = i + 1;
		}
}

/* --- reading the flow back -------------------------------------------------------- */

static void assign(struct naming *n, uint32_t person, uint32_t line, int64_t minutes, bool booked)
{
	struct roster *roster = n->roster;

	roster->list = ARENA_PUSH(n->arena, roster->list, roster->count, n->room);
	roster->list[roster->count++] = (struct assignment){
		.week = (uint32_t)n->week,
		.person = person,
		.line = line,
		.minutes = (int32_t)minutes,
		.booked_min = booked ? (int32_t)minutes : 0,
	};
}

/* Arcs that leave each node, to follow one after the other. */
struct trail {
	size_t *first, *arcs, *at;
	size_t *path; /* no longer than there are nodes */
};

static struct trail trail_of(const struct week_net *net)
{
	const struct network *network = &net->network;
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

static void read_week(struct naming *n, struct week_net *net)
{
	const struct network *network = &net->network;
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
		while (net->person_node[p] != NO_NODE &&
		       follow(net, &trail, net->person_node[p], &line, &taken))
			assign(n, p, line, taken, false);
	names_merge(n);
}

/* --- what minutes are worth ----------------------------------------------------------- */

static void read_wishes(const struct naming *n, const struct week_net *net,
			struct week_worth *worth)
{
	size_t people = n->plan->company->person_count, arcs = net->network.arc_count;
	size_t *at = ARENA_ARRAY(net->arena, size_t, people + 1);

	worth->first = ARENA_ARRAY(net->arena, size_t, people + 2);
	for (size_t i = 0; i < arcs; i++)
		if (net->notes[i].kind == ARC_DIRECT)
			worth->first[net->notes[i].person + 1]++;
	for (size_t p = 0; p < people; p++)
		worth->first[p + 1] += worth->first[p];
	worth->wishes = ARENA_ARRAY(net->arena, struct wish, worth->first[people] + 1);
	memcpy(at, worth->first, people * sizeof(*at));
	for (size_t i = 0; i < arcs; i++)
		if (net->notes[i].kind == ARC_DIRECT)
			worth->wishes[at[net->notes[i].person]++] =
				(struct wish){ net->notes[i].line,
					       (int32_t)net->network.arcs[i].cost };
}

static int64_t *prices_of(const struct week_net *net, const int32_t *node, size_t count)
{
	int64_t *prices = ARENA_ARRAY(net->arena, int64_t, count + 1);

	for (size_t i = 0; i < count; i++)
		prices[i] = node[i] == NO_NODE ? 0 : net->network.nodes[node[i]].price;
	return prices;
}

int32_t worth_cost(const struct week_worth *worth, uint32_t person, uint32_t line)
{
	int32_t least = 0;

	for (size_t i = worth->first[person]; i < worth->first[person + 1]; i++)
		if (worth->wishes[i].line == line && worth->wishes[i].cost < least)
			least = worth->wishes[i].cost;
	return least;
}

bool names_flow(struct naming *n, struct arena *arena, struct week_worth *worth)
{
	const struct company *company = n->plan->company;
	struct week_net net = { .network = { .arena = arena }, .arena = arena, .week = n->week };

	add_lines(n, &net);
	add_lattice_nodes(n, &net);
	add_people(n, &net);
	place_nodes(n, &net);
	add_arcs(n, &net);
	for (size_t b = 0; b < company->booking_count; b++)
		add_booking(n, &net, b);
	add_incumbents(n, &net);
	if (!network_solve(&net.network))
		return false;
	worth->person_price = prices_of(&net, net.person_node, company->person_count);
	worth->line_price = prices_of(&net, net.line_node, company->demand_count);
	read_wishes(n, &net, worth);
	read_week(n, &net);
	return true;
}
