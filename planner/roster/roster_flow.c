/*
 * A week's hours given to people: the cheapest flow that serves every line exactly
 * (docs/allocation.md, "Names").
 *
 * The network of roster_net.h is solved by network simplex; potentials (duals) are kept, since they
 * tell roster_fewer.c which arcs a flow that costs the same may use. Most
 * of the time that names take is the simplex: 74 % at 10,000 people, before it had a greedy start
 * (bench/HISTORY.md, "Names").
 */
#include "planner/roster/roster_flow.h"

#include <string.h>

#include "planner/roster/roster_read.h"

static void read_wishes(const struct rostering *n, const struct week_net *net,
			struct week_values *values)
{
	size_t people = n->plan->company->person_count, arcs = net->network.arc_count;
	size_t *at = ARENA_ARRAY(net->arena, size_t, people + 1);

	values->first = ARENA_ARRAY(net->arena, size_t, people + 2);
	for (size_t i = 0; i < arcs; i++)
		if (net->notes[i].kind == ARC_DIRECT)
			values->first[net->notes[i].person + 1]++;
	for (size_t p = 0; p < people; p++)
		values->first[p + 1] += values->first[p];
	values->wishes = ARENA_ARRAY(net->arena, struct wish, values->first[people] + 1);
	memcpy(at, values->first, people * sizeof(*at));
	for (size_t i = 0; i < arcs; i++)
		if (net->notes[i].kind == ARC_DIRECT)
			values->wishes[at[net->notes[i].person]++] =
				(struct wish){ net->notes[i].line,
					       (int32_t)net->network.arcs[i].cost };
}

static int64_t *prices_of(const struct week_net *net, const int32_t *node, size_t count)
{
	int64_t *prices = ARENA_ARRAY(net->arena, int64_t, count + 1);

	for (size_t i = 0; i < count; i++)
		prices[i] = node[i] == NET_NO_NODE ? 0 : net->network.nodes[node[i]].potential;
	return prices;
}

int32_t value_cost(const struct week_values *values, uint32_t person, uint32_t line)
{
	int32_t least = 0;

	for (size_t i = values->first[person]; i < values->first[person + 1]; i++)
		if (values->wishes[i].line == line && values->wishes[i].cost < least)
			least = values->wishes[i].cost;
	return least;
}

bool roster_flow(struct rostering *n, struct arena *arena, struct week_values *values)
{
	const struct company *company = n->plan->company;
	struct week_net net;

	net_make(n, arena, &net);
	if (!network_solve(&net.network))
		return false;
	values->person_potential = prices_of(&net, net.person_node, company->person_count);
	values->line_potential = prices_of(&net, net.line_node, company->demand_count);
	read_wishes(n, &net, values);
	net_read(n, &net);
	return true;
}
