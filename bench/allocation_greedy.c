#include <string.h>

#include "bench/allocation_others.h"
#include "model/rates.h"
#include "planner/allocation/allocate.h"

/* People one by one, each line takes from those who qualify, fewest choices first. */
struct greedy {
	const struct plan *plan;
	const struct eligibility *eligibility;
	int32_t **supplies; /* per sink: supplies' nodes */
	size_t *count;
	int32_t *left; /* per node */
};

static void find_supplies(struct greedy *g, const int32_t *choices, size_t sink,
			  struct arena *arena, char *seen, int32_t *stack)
{
	const struct flow *f = &g->eligibility->flow;
	size_t depth = 0, count = 0, room = 0;
	int32_t *list = NULL;

	memset(seen, 0, (size_t)f->node_count);
	stack[depth++] = g->eligibility->sinks[sink].node;
	while (depth > 0) {
		int32_t v = stack[--depth];

		if (f->in_first[v] == f->in_first[v + 1]) {
			list = ARENA_PUSH(arena, list, count, room);
			list[count++] = v;
		}
		for (int32_t i = f->in_first[v]; i < f->in_first[v + 1]; i++)
			if (!seen[f->in_node[i]]) {
				seen[f->in_node[i]] = 1;
				stack[depth++] = f->in_node[i];
			}
	}
	/* Counting sort by choices, at most 64 kinds. */
	g->supplies[sink] = ARENA_ARRAY(arena, int32_t, count + 1);
	for (int32_t c = 0; c <= 64; c++)
		for (size_t i = 0; i < count; i++)
			if (choices[list[i]] == c || (c == 64 && choices[list[i]] > c))
				g->supplies[sink][g->count[sink]++] = list[i];
}

static int64_t greedy_week(struct greedy *g, size_t week)
{
	const struct eligibility *l = g->eligibility;
	int64_t gap = 0;

	for (size_t c = 0; c < l->supply_count; c++)
		g->left[l->supplies[c].node] = supply_minutes(g->plan, &l->supplies[c], week);
	for (size_t b = 0; b < g->plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0)
			g->left[l->booking_node[b]] = plan_booking_minutes(g->plan, b, week);
	for (int32_t priority = 1; priority <= PRIORITY_MAX; priority++)
		for (size_t i = 0; i < l->sink_count; i++) {
			int64_t need = 0;

			if (l->sinks[i].priority != priority)
				continue;
			for (size_t k = 0; k < l->sinks[i].count; k++)
				need += plan_demand_coverage(g->plan, VIEW_ALL,
							     l->sinks[i].lines[k], week)
						->demand_minutes;
			for (size_t k = 0; need > 0 && k < g->count[i]; k++) {
				int32_t *left = &g->left[g->supplies[i][k]];
				int32_t take = need < *left ? (int32_t)need : *left;

				*left -= take;
				need -= take;
			}
			gap += need;
		}
	return gap;
}

int64_t bench_greedy(const struct plan *plan)
{
	struct arena arena = ARENA_INIT;
	struct eligibility eligibility;
	struct greedy g = { .plan = plan, .eligibility = &eligibility };
	int64_t gap = 0;
	int32_t *choices, *stack;
	char *seen;

	eligibility_build(plan, BOOKINGS_HOLD, &arena, &eligibility);
	choices = ARENA_ARRAY(&arena, int32_t, (size_t)eligibility.flow.node_count + 1);
	stack = ARENA_ARRAY(&arena, int32_t, (size_t)eligibility.flow.node_count + 1);
	seen = ARENA_ARRAY(&arena, char, (size_t)eligibility.flow.node_count + 1);
	g.left = ARENA_ARRAY(&arena, int32_t, (size_t)eligibility.flow.node_count + 1);
	g.supplies = ARENA_ARRAY(&arena, int32_t *, eligibility.sink_count + 1);
	g.count = ARENA_ARRAY(&arena, size_t, eligibility.sink_count + 1);
	for (size_t i = 0; i < eligibility.flow.arc_count; i++)
		choices[eligibility.flow.from[i]]++;
	for (size_t i = 0; i < eligibility.sink_count; i++) {
		if (i > 0 && eligibility.sinks[i].node == eligibility.sinks[i - 1].node) {
			g.supplies[i] = g.supplies[i - 1];
			g.count[i] = g.count[i - 1];
			continue;
		}
		find_supplies(&g, choices, i, &arena, seen, stack);
	}
	for (size_t w = 0; w < plan->options.week_count; w++)
		gap += greedy_week(&g, w);
	arena_release(&arena);
	return gap;
}
