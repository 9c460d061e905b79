/*
 * Which classes of a week's work each group of our people may do, by breadth-first search from
 * their node in the week's cut.
 *
 * Coupling is read off here: people whose work is all of one group, one penalty and one set of
 * resource classes have no choice that could matter to heads, so that the bound of their group
 * needs no cuts (source_cluster.c). Cost: nodes with people times arcs of the cut.
 * docs/sourcing.md, "Two bounds".
 */
#include "planner/sourcing/source_reach.h"

struct reach_walk {
	const struct own_week *week;
	int32_t *stamp;    /* [node]: the last walk that came by */
	int32_t *queue;    /* room for all nodes */
	int32_t *class_at; /* [node]: class of the week, or below 0 */
};

/* Everything that can be reached from a node; the stamp saves clearing what the last walk has
 * seen. */
static void walk_from(struct reach_walk *walk, struct arena *arena, struct reach *reach)
{
	const struct flow *g = &walk->week->flow;
	size_t head = 0, tail = 0, room = 0;

	walk->queue[tail++] = reach->node;
	walk->stamp[reach->node] = reach->node;
	while (head < tail) {
		int32_t v = walk->queue[head++];

		if (walk->class_at[v] >= 0) {
			reach->classes = ARENA_PUSH(arena, reach->classes, reach->count, room);
			reach->classes[reach->count++] = (uint32_t)walk->class_at[v];
		}
		for (int32_t i = g->out_first[v]; i < g->out_first[v + 1]; i++)
			if (walk->stamp[g->out_node[i]] != reach->node) {
				walk->stamp[g->out_node[i]] = reach->node;
				walk->queue[tail++] = g->out_node[i];
			}
	}
}

struct reaches reaches_make(const struct own_use *own, size_t w, struct arena *arena)
{
	const struct own_week *week = &own->weeks[w];
	size_t nodes = (size_t)week->flow.node_count + 1;
	struct reach_walk walk = { week, ARENA_ARRAY(arena, int32_t, nodes),
				   ARENA_ARRAY(arena, int32_t, nodes),
				   ARENA_ARRAY(arena, int32_t, nodes) };
	struct reaches r = { own, week, ARENA_ARRAY(arena, struct reach, nodes), 0 };

	for (size_t v = 0; v < nodes; v++)
		walk.stamp[v] = walk.class_at[v] = -1;
	for (size_t i = 0; i < week->class_count; i++)
		walk.class_at[week->class_node[i]] = (int32_t)i;
	for (int32_t v = 0; v < week->node_count; v++)
		if (week->own_minutes[v] > 0) {
			struct reach *reach = &r.list[r.count++];

			*reach = (struct reach){ .node = v, .minutes = week->own_minutes[v] };
			walk_from(&walk, arena, reach);
		}
	return r;
}

bool reach_is_coupled(const struct reaches *r, const struct reach *reach)
{
	const struct own_class *first;

	if (reach->count == 0)
		return false;
	first = reaches_class(r, reach->classes[0]);
	for (size_t i = 1; i < reach->count; i++) {
		const struct own_class *class = reaches_class(r, reach->classes[i]);

		if (class->group != first->group || class->penalty != first->penalty ||
		    class_set_compare(&class->resources, &first->resources) != 0)
			return true;
	}
	return false;
}
