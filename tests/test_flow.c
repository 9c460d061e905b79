/* The flow as others read it: over the entries of a node comes what is used of its neighbours. */
#include "planner/flow.h"
#include "tests/test.h"

enum { GRAPHS = 200, SOURCES = 9, SINKS = 7, MINUTES = 60 };

/* Some pairs of sources and sinks, in an order in which arcs into a node do not follow each other.
 */
static void connect(struct flow *flow, uint64_t seed)
{
	for (int i = 0; i < SOURCES + SINKS; i++)
		flow_node(flow);
	for (int32_t from = 0; from < SOURCES; from++)
		for (int32_t to = 0; to < SINKS; to++)
			if ((seed * 2654435761U + (uint64_t)(from * 31 + to * 17) * 40503U) / 7 %
				    3 ==
			    0)
				flow_arc(flow, from, SOURCES + to);
	flow_seal(flow);
}

static void what_enters_is_what_was_served(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
		struct arena arena = ARENA_INIT;
		struct flow flow = flow_new(&arena);
		int32_t given[SOURCES] = { 0 };
		struct flow_work work;

		connect(&flow, seed);
		work = flow_work_new(&flow, &arena);
		flow_clear(&work);
		for (int i = 0; i < SOURCES; i++)
			work.supply[i] = MINUTES + i;
		for (int k = 0; k < SINKS; k++)
			flow_want(&work, SOURCES + k, MINUTES + 3 * k);
		flow_serve(&work);
		for (int k = 0; k < SINKS; k++) {
			int32_t node = SOURCES + k, came = 0;

			for (int32_t e = flow.in_first[node]; e < flow.in_first[node + 1]; e++) {
				came += flow_entering(&work, e);
				given[flow.in_node[e]] += flow_entering(&work, e);
			}
			assert_number("a sink", came, MINUTES + 3 * k - work.need[node]);
		}
		for (int i = 0; i < SOURCES; i++)
			assert_number("a source", given[i], MINUTES + i - work.supply[i]);
		arena_release(&arena);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(what_enters_is_what_was_served) };

	return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}
