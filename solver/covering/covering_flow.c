/*
 * The exact path: one head more or less is one unit of flow on the line of weeks (docs/sourcing.md,
 * "Three ways to solve a group", Flow; Veinott and Wagner 1962).
 *
 * Node t stands before week t. An engagement over weeks a to b is a unit of flow from a to
 * b + 1; it comes back over the arcs t + 1 to t, each of which earns what the next head saves of
 * the penalty of week t, and for nothing where no more heads help. The penalty is convex, so the
 * dear arcs fill first. Whole heads come out because the matrix of intervals is an interval matrix.
 * Weeks + 1 nodes and at most one arc for each interval of weeks: a fraction of a millisecond.
 */
#include "solver/covering/covering_flow.h"

#include "solver/network/simplex.h"

static bool in_shared_cap(const struct covering_problem *p, const struct covering_option *option)
{
	return option->shared_cap != COVERING_NO_SHARED_CAP &&
	       !p->shared_caps[option->shared_cap].far;
}

bool covering_flow_holds(const struct covering_core *core)
{
	const struct covering_problem *p = core->problem;

	if (p->set_count > 1)
		return false;
	for (uint32_t k = 0; k < p->option_count; k++) {
		if (p->options[k].ramp_count > 0 || p->options[k].max_heads > 0 ||
		    in_shared_cap(p, &p->options[k]) || !core_counts(core, k, 0))
			return false;
		for (size_t t = 0; t < core->weeks; t++)
			if (p->options[k].minutes[t] != p->options[0].minutes[t])
				return false;
	}
	return p->option_count > 0;
}

/* Equal savings of one head after the other make one arc. Returns the heads that help: at most one
 * more than all options have together, of which it is seen that they are too many. */
static int64_t earn(const struct covering_core *core, struct flow_network *network, size_t week)
{
	int64_t most = (int64_t)core->problem->option_count * COVERING_HEADS_MAX;
	int64_t minutes = core_minutes(core, 0, 0, week), heads = 0, run = 0, saved = 0;

	if (minutes <= 0)
		return 0;
	for (;; heads++, run++) {
		int64_t covered = heads * minutes;
		int64_t next = core_penalty(core, week, &covered, 0, 0) -
			       core_penalty(core, week, &covered, 0, minutes);

		if (next != saved && run > 0) {
			network_arc(network, (int32_t)week + 1, (int32_t)week, run, -saved);
			run = 0;
		}
		saved = next;
		if (next == 0)
			return heads;
		if (heads > most) {
			network_arc(network, (int32_t)week + 1, (int32_t)week, run + 1, -saved);
			return heads + 1;
		}
	}
}

struct interval_arc {
	size_t arc;
	struct covering_column column;
};

/* Only the cheapest option of each interval matters; the first of equal ones. */
static void add_intervals(const struct covering_core *core, struct flow_network *network,
			  int64_t heads, struct interval_arc *intervals, size_t *count)
{
	const struct covering_problem *p = core->problem;
	int64_t cost[COVERING_WEEKS_MAX];
	uint32_t option[COVERING_WEEKS_MAX];

	for (uint32_t first = 0; first < core->weeks; first++) {
		for (uint32_t last = first; last < core->weeks; last++)
			cost[last] = INT64_MAX;
		for (uint32_t k = 0; k < p->option_count; k++) {
			const struct covering_option *o = &p->options[k];
			int64_t sum = o->start_cost[first];

			for (uint32_t last = first; last < core->weeks; last++) {
				sum += o->week_cost[last];
				if (last < o->min_last[first] || last > o->max_last[first] ||
				    sum >= cost[last])
					continue;
				cost[last] = sum;
				option[last] = k;
			}
		}
		for (uint32_t last = first; last < core->weeks; last++)
			if (cost[last] < INT64_MAX)
				intervals[(*count)++] =
					(struct interval_arc){ network_arc(network, (int32_t)first,
									   (int32_t)last + 1, heads,
									   cost[last]),
							       { option[last], first, last } };
	}
}

void covering_flow(const struct covering_core *core, struct arena *arena,
		   struct covering_columns *columns)
{
	struct arena scratch = ARENA_INIT;
	struct flow_network network = { .arena = &scratch };
	struct interval_arc *intervals =
		ARENA_ARRAY(&scratch, struct interval_arc, core->weeks * (core->weeks + 1) / 2);
	size_t interval_count = 0;
	int64_t heads = 0;

	for (size_t t = 0; t <= core->weeks; t++)
		network_node(&network, 0);
	for (size_t t = 0; t < core->weeks; t++)
		heads += earn(core, &network, t);
	for (size_t t = 0; t < core->weeks; t++)
		network_arc(&network, (int32_t)t + 1, (int32_t)t, heads, 0);
	add_intervals(core, &network, heads, intervals, &interval_count);
	network_solve(&network);
	for (size_t i = 0; i < interval_count; i++)
		for (int64_t n = network.arcs[intervals[i].arc].flow; n > 0; n--) {
			columns->list =
				ARENA_PUSH(arena, columns->list, columns->count, columns->room);
			columns->list[columns->count++] = intervals[i].column;
		}
	arena_release(&scratch);
}
