/*
 * Random networks and the cost that our simplex finds: dump_networks COUNT networks|costs.
 *
 * The networks in the form that tests/oracles/lemon.cpp reads, or one cost for each of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "solver/network/simplex.h"
#include "tests/generate.h"

/* Supplies in the first part, needs in the last, arcs of all kinds in between; costs may be below
 * 0 where the capacity is limited. Every third network has little room: some have no answer. In
 * every other network supplies may stay, and a quarter of them has to. */
static void make(struct flow_network *network, uint64_t seed)
{
	uint64_t state = seed;
	size_t nodes = 3 + generate_below(&state, 120), arcs = nodes * (5 + seed % 7);
	bool spare = seed % 2 == 1;
	int64_t balance = 0;

	for (size_t v = 0; v < nodes; v++) {
		int64_t supply = v < nodes / 3 ? (int64_t)generate_below(&state, 100) : 0;

		if (v == nodes / 3 && spare)
			balance -= balance / 4;
		if (v >= 2 * nodes / 3 && balance > 0)
			supply = -(int64_t)generate_below(&state, (uint64_t)balance + 1);
		if (v + 1 == nodes)
			supply = -balance;
		balance += supply;
		if (spare && v < nodes / 3)
			network_spare(network, supply);
		else
			network_node(network, supply);
	}
	for (size_t i = 0; i < arcs; i++) {
		int32_t from = (int32_t)generate_below(&state, nodes);
		int32_t to = (int32_t)generate_below(&state, nodes);
		int64_t room = (int64_t)generate_below(&state, seed % 3 ? 4000 : 300);

		if (from != to)
			network_arc(network, from, to, room,
				    (int64_t)generate_below(&state, 40) - 8);
	}
}

/* For others, what stays goes to one more node. */
static void print_network(const struct flow_network *network)
{
	size_t spares = 0;
	int64_t sum = 0;

	for (size_t v = 0; v < network->node_count; v++)
		spares += network->nodes[v].spare;
	printf("%zu %zu\n", network->node_count + (spares > 0), network->arc_count + spares);
	for (size_t v = 0; v < network->node_count; v++) {
		printf("%lld ", (long long)network->nodes[v].supply);
		sum += network->nodes[v].supply;
	}
	if (spares)
		printf("%lld", (long long)-sum);
	printf("\n");
	for (size_t v = 0; v < network->node_count; v++)
		if (network->nodes[v].spare)
			printf("%zu %zu %lld 0\n", v, network->node_count, (long long)sum + 100000);
	for (size_t i = 0; i < network->arc_count; i++)
		printf("%d %d %lld %lld\n", network->arcs[i].from, network->arcs[i].to,
		       (long long)network->arcs[i].capacity, (long long)network->arcs[i].cost);
}

static void print_cost(struct flow_network *network)
{
	long long sum = 0;

	if (!network_solve(network)) {
		printf("none\n");
		return;
	}
	for (size_t i = 0; i < network->arc_count; i++)
		sum += (long long)(network->arcs[i].flow * network->arcs[i].cost);
	printf("%lld\n", sum);
}

int main(int argc, char **argv)
{
	unsigned long count = argc > 1 ? strtoul(argv[1], NULL, 10) : 10;
	int costs = argc > 2 && strcmp(argv[2], "costs") == 0;

	for (uint64_t seed = 1; seed <= count; seed++) {
		struct arena arena = ARENA_INIT;
		struct flow_network network = { .arena = &arena };

		make(&network, seed);
		if (costs)
			print_cost(&network);
		else
			print_network(&network);
		arena_release(&arena);
	}
	return 0;
}
