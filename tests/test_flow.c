/* The flow as others read it: over the entries of a node comes what is used of its neighbours. */
#include "solver/network/flow.h"
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
		struct flow flow = flow_make(&arena);
		int32_t given[SOURCES] = { 0 };
		struct flow_work work;

		connect(&flow, seed);
		work = flow_work_make(&flow, &arena);
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

/* Serve the sinks in two classes, the first half and then the rest; adds up what stays open. */
static void serve_in_turn(struct flow_work *work, int32_t *open)
{
	for (int half = 0; half < 2; half++) {
		int from = half ? SINKS / 2 : 0, to = half ? SINKS : SINKS / 2;

		for (int k = from; k < to; k++)
			if (open[k] > 0)
				flow_want(work, SOURCES + k, open[k]);
		flow_serve(work);
		for (int k = from; k < to; k++) {
			open[k] = work->need[SOURCES + k];
			work->need[SOURCES + k] = 0;
		}
	}
}

static int64_t sum(const int32_t *list, int from, int to)
{
	int64_t total = 0;

	for (int i = from; i < to; i++)
		total += list[i];
	return total;
}

/* Supply that comes later serves as much of each class as if it had been there at once. */
static void later_supply_is_as_good(void **state)
{
	int64_t later_served = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= GRAPHS; seed++) {
		struct arena arena = ARENA_INIT;
		struct flow flow = flow_make(&arena);
		int32_t at_once[SINKS], later[SINKS];
		struct flow_work work;

		connect(&flow, seed);
		work = flow_work_make(&flow, &arena);
		for (int k = 0; k < SINKS; k++)
			at_once[k] = later[k] = 2 * MINUTES + 3 * k;
		flow_clear(&work);
		for (int i = 0; i < SOURCES; i++)
			work.supply[i] = MINUTES + i;
		serve_in_turn(&work, at_once);
		flow_clear(&work);
		for (int part = 0; part < 3; part++) {
			for (int i = part; i < SOURCES; i += 3)
				work.supply[i] += MINUTES + i;
			flow_resume(&work);
			later_served += part > 0 ? sum(later, 0, SINKS) : 0;
			serve_in_turn(&work, later);
			later_served -= part > 0 ? sum(later, 0, SINKS) : 0;
		}
		assert_number("the first class", sum(later, 0, SINKS / 2),
			      sum(at_once, 0, SINKS / 2));
		assert_number("both classes", sum(later, 0, SINKS), sum(at_once, 0, SINKS));
		arena_release(&arena);
	}
	assert_true(later_served > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_enters_is_what_was_served),
		cmocka_unit_test(later_supply_is_as_good),
	};

	return cmocka_run_group_tests_name("flow", tests, NULL, NULL);
}
