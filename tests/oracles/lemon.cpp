/*
 * LEMON's network simplex on networks read from standard input, for the comparison with ours:
 * "nodes arcs", the supplies, then "from to capacity cost" for each arc. Prints each network's
 * least cost, or "none" where no flow meets the supplies.
 */
#include <cstdio>
#include <vector>

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

int main()
{
	typedef lemon::SmartDigraph Graph;
	typedef lemon::NetworkSimplex<Graph, long long, long long> Solver;
	int nodes, arcs;

	while (std::scanf("%d %d", &nodes, &arcs) == 2) {
		Graph graph;
		Graph::NodeMap<long long> supply(graph);
		Graph::ArcMap<long long> capacity(graph), cost(graph);
		std::vector<Graph::Node> at;
		long long number;

		for (int i = 0; i < nodes; i++) {
			at.push_back(graph.addNode());
			if (std::scanf("%lld", &number) != 1)
				return 1;
			supply[at[i]] = number;
		}
		for (int i = 0; i < arcs; i++) {
			int from, to;
			long long room, price;

			if (std::scanf("%d %d %lld %lld", &from, &to, &room, &price) != 4)
				return 1;
			Graph::Arc arc = graph.addArc(at[from], at[to]);
			capacity[arc] = room;
			cost[arc] = price;
		}
		Solver solver(graph);
		solver.upperMap(capacity).costMap(cost).supplyMap(supply);
		if (solver.run() == Solver::OPTIMAL)
			std::printf("%lld\n", solver.totalCost<long long>());
		else
			std::printf("none\n");
	}
	return 0;
}
