/*
 * Clusters of groups, and the graphs of their weeks: what Benders decomposition works on.
 *
 * Groups between whose work somebody of ours can choose, in any week, are one cluster:
 * union-find over groups, and over classes of lines that external staff may not fill but whose
 * people could. A cluster in which nobody has a choice that matters is not built: one group has
 * its own bound. For every other cluster each week becomes a graph from people (those who may do
 * the same are one node) and resource classes to classes of lines, with the minutes that are
 * there in any case: our people's and those of firm running heads.
 *
 * Cost: for each week the reaches of our people (source_reach.c) and a sort of them. Left out:
 * classes of options beyond RESOURCE_CLASSES_MAX in a cluster share the last one, which lets
 * them fill more and so keeps the bound one.
 *
 * Implements docs/sourcing.md, "Two bounds", the clusters.
 */
#include "planner/sourcing/source_cluster.h"

#include <stdlib.h>
#include <string.h>

#include "base/joined.h"
#include "base/parallel.h"
#include "planner/sourcing/source_benders.h"
#include "planner/sourcing/source_costs.h"
#include "planner/sourcing/source_cuts.h"
#include "planner/sourcing/source_reach.h"
#include "solver/network/flow.h"

enum { NONE = -1 };

/* --- clusters: groups and classes of no group, joined by our people --------------------- */

/* Union-find has a node for each group, and one for each class that belongs to none. */
static uint32_t node_of(const struct source_facts *s, uint32_t class)
{
	uint32_t group = s->own->classes[class].group;

	return group == NO_GROUP ? (uint32_t)s->group_count + class : group;
}

/* Join what the same people may do in a week; note where they have a choice that matters. */
static void join_week(const struct reaches *r, const struct source_facts *s, uint32_t *parent,
		      bool *coupled)
{
	for (size_t i = 0; i < r->count; i++) {
		const struct reach *reach = &r->list[i];
		bool choice = reach_is_coupled(r, reach);

		for (size_t k = 0; k < reach->count; k++) {
			uint32_t first = node_of(s, r->week->classes[reach->classes[0]]);
			uint32_t node = node_of(s, r->week->classes[reach->classes[k]]);
			uint32_t a = joined_root(parent, first), b = joined_root(parent, node);

			coupled[node] |= choice;
			parent[a > b ? a : b] = a < b ? a : b;
		}
	}
}

static void add_group(const struct benders *j, struct cluster *c, uint32_t g)
{
	const struct own_use *own = j->b->s->own;
	size_t resources = c->resource_count + own->resource_first[g + 1] - own->resource_first[g];

	c->resource_base[c->group_count] = (uint32_t)c->resource_count;
	c->groups[c->group_count++] = g;
	c->resource_count = resources < RESOURCE_CLASSES_MAX ? resources : RESOURCE_CLASSES_MAX;
}

/* How many groups hang together with each root. */
static uint32_t *count_groups(const struct source_facts *s, uint32_t *parent, size_t nodes,
			      struct arena *arena)
{
	uint32_t *counts = ARENA_ARRAY(arena, uint32_t, nodes + 1);

	for (uint32_t g = 0; g < s->group_count; g++)
		counts[joined_root(parent, g)]++;
	return counts;
}

/* Number the roots in the order of their first node, and list the groups of each. */
static void number_clusters(struct benders *j, uint32_t *parent, const bool *coupled)
{
	const struct source_facts *s = j->b->s;
	struct arena *scratch = j->b->rooms->scratch;
	size_t nodes = s->group_count + s->own->class_count;
	uint32_t *number = ARENA_ARRAY(scratch, uint32_t, nodes + 1);
	const uint32_t *group_counts = count_groups(s, parent, nodes, scratch);

	j->clusters = ARENA_ARRAY(scratch, struct cluster, nodes + 1);
	j->class_cluster = ARENA_ARRAY(scratch, uint32_t, s->own->class_count + 1);
	for (uint32_t n = 0; n < nodes; n++) {
		uint32_t root = joined_root(parent, n);
		struct cluster *c;

		if (n >= s->group_count && node_of(s, n - (uint32_t)s->group_count) != n)
			continue;
		if (root == n) {
			number[n] = (uint32_t)j->cluster_count;
			c = &j->clusters[j->cluster_count++];
			c->groups = ARENA_ARRAY(scratch, uint32_t, group_counts[root]);
			c->resource_base = ARENA_ARRAY(scratch, uint32_t, group_counts[root]);
		}
		c = &j->clusters[number[root]];
		c->coupled |= coupled[n];
		if (n < s->group_count)
			add_group(j, c, n);
	}
	for (uint32_t k = 0; k < s->own->class_count; k++)
		j->class_cluster[k] = number[joined_root(parent, node_of(s, k))];
}

/* Cuts are needed where somebody has a choice, or where there is no group whose bound would do. */
static bool is_built(const struct cluster *c)
{
	return c->coupled || c->group_count != 1;
}

static void find_clusters(struct benders *j)
{
	const struct source_facts *s = j->b->s;
	struct arena *scratch = j->b->rooms->scratch;
	size_t nodes = s->group_count + s->own->class_count;
	uint32_t *parent = ARENA_ARRAY(scratch, uint32_t, nodes + 1);
	bool *coupled = ARENA_ARRAY(scratch, bool, nodes + 1);

	for (uint32_t n = 0; n < nodes; n++)
		parent[n] = n;
	for (size_t w = 0; w < s->weeks; w++) {
		struct arena arena = ARENA_INIT;
		struct reaches r = reaches_make(s->own, w, &arena);

		join_week(&r, s, parent, coupled);
		arena_release(&arena);
	}
	number_clusters(j, parent, coupled);
	j->built = ARENA_ARRAY(scratch, size_t, j->cluster_count + 1);
	for (size_t c = 0; c < j->cluster_count; c++)
		if (is_built(&j->clusters[c])) {
			j->clusters[c].weeks = ARENA_ARRAY(scratch, struct cut_week, s->weeks);
			j->built[j->built_count++] = c;
		}
}

/* --- weeks of clusters --------------------------------------------------------------------- */

struct building {
	const struct benders *j;
	const struct reaches *reaches;
	struct arena *arena;
	size_t week;
	uint32_t *place; /* [class of the week]: its number in its cluster's week */
};

static struct cut_week *week_of(const struct building *b, uint32_t class)
{
	struct cluster *c = &b->j->clusters[b->j->class_cluster[class]];

	return c->weeks ? &c->weeks[b->week] : NULL;
}

static void add_classes(const struct building *b)
{
	const struct own_week *own = b->reaches->week;
	uint32_t *counts = ARENA_ARRAY(b->arena, uint32_t, b->j->cluster_count + 1);

	for (uint32_t i = 0; i < own->class_count; i++)
		counts[b->j->class_cluster[own->classes[i]]]++;
	for (uint32_t i = 0; i < own->class_count; i++) {
		struct cut_week *w = week_of(b, own->classes[i]);

		if (!w)
			continue;
		if (w->class_count == 0) {
			w->flow = flow_make(b->arena);
			w->classes = ARENA_ARRAY(b->arena, struct cut_class,
						 counts[b->j->class_cluster[own->classes[i]]]);
		}
		b->place[i] = (uint32_t)w->class_count;
		w->classes[w->class_count++] = (struct cut_class){
			.class = own->classes[i],
			.node = flow_node(&w->flow),
			.asked_minutes = own->asked_minutes[i],
			.penalty = b->reaches->own->classes[own->classes[i]].penalty,
		};
	}
}

static int same_reach(const struct reach *a, const struct reach *b)
{
	if (a->count != b->count)
		return a->count < b->count ? -1 : 1;
	return memcmp(a->classes, b->classes, a->count * sizeof(*a->classes));
}

static int by_reach(const void *left, const void *right)
{
	int order = same_reach(left, right);
	const struct reach *a = left, *b = right;

	return order ? order : (a->node > b->node) - (a->node < b->node);
}

static int by_number(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* People who may do the same are one. Their minutes are put down once all nodes are known. */
static void add_people(const struct building *b, int32_t *node_of_reach)
{
	const struct reaches *r = b->reaches;

	for (size_t i = 0; i < r->count; i++)
		if (r->list[i].count > 1)
			qsort(r->list[i].classes, r->list[i].count, sizeof(uint32_t), by_number);
	if (r->count > 0)
		qsort(r->list, r->count, sizeof(*r->list), by_reach);
	for (size_t i = 0; i < r->count; i++) {
		const struct reach *reach = &r->list[i];
		struct cut_week *w;

		node_of_reach[i] = NONE;
		if (reach->count == 0)
			continue;
		w = week_of(b, r->week->classes[reach->classes[0]]);
		if (!w)
			continue;
		if (i > 0 && same_reach(reach, &r->list[i - 1]) == 0) {
			node_of_reach[i] = node_of_reach[i - 1];
			continue;
		}
		node_of_reach[i] = flow_node(&w->flow);
		for (size_t k = 0; k < reach->count; k++)
			flow_arc(&w->flow, node_of_reach[i],
				 w->classes[b->place[reach->classes[k]]].node);
	}
}

static size_t group_at(const struct cluster *c, uint32_t group)
{
	size_t at = 0;

	while (c->groups[at] != group)
		at++;
	return at;
}

static void add_resources_of(const struct building *b, const struct cluster *c, struct cut_week *w,
			     size_t class)
{
	const struct own_use *own = b->reaches->own;
	const struct own_class *k = &own->classes[w->classes[class].class];
	size_t at;

	if (k->group == NO_GROUP)
		return;
	at = group_at(c, k->group);
	for (uint32_t resource = 0;
	     resource < own->resource_first[k->group + 1] - own->resource_first[k->group];
	     resource++) {
		uint32_t number = cluster_resource(c, at, resource);

		if (!class_set_has(&k->resources, resource))
			continue;
		if (w->resource_node[number] == NONE)
			w->resource_node[number] = flow_node(&w->flow);
		flow_arc(&w->flow, w->resource_node[number], w->classes[class].node);
	}
}

static void add_resources(const struct building *b, const struct cluster *c)
{
	struct cut_week *w = &c->weeks[b->week];

	w->resource_node = ARENA_ARRAY(b->arena, int32_t, c->resource_count + 1);
	for (size_t k = 0; k < c->resource_count; k++)
		w->resource_node[k] = NONE;
	for (size_t i = 0; i < w->class_count; i++)
		add_resources_of(b, c, w, i);
}

/* What running heads deliver in any case, at the nodes of their resource classes. */
static void set_there(const struct building *b, const struct cluster *c)
{
	const struct own_use *own = b->reaches->own;
	struct cut_week *w = &c->weeks[b->week];

	w->there_minutes = ARENA_ARRAY(b->arena, int32_t, (size_t)w->flow.node_count + 1);
	for (size_t g = 0; g < c->group_count; g++)
		for (uint32_t k = own->resource_first[c->groups[g]];
		     k < own->resource_first[c->groups[g] + 1]; k++) {
			int32_t node = w->resource_node[cluster_resource(
				c, g, k - own->resource_first[c->groups[g]])];

			if (node != NONE)
				w->there_minutes[node] +=
					(int32_t)b->j
						->there_minutes[k * b->j->b->s->weeks + b->week];
		}
}

static void build_week(const struct benders *j, size_t week, struct arena *arena)
{
	struct arena scratch = ARENA_INIT;
	struct reaches r = reaches_make(j->b->s->own, week, &scratch);
	struct building b = { j, &r, arena, week,
			      ARENA_ARRAY(&scratch, uint32_t, r.week->class_count + 1) };
	int32_t *node_of_reach = ARENA_ARRAY(&scratch, int32_t, r.count + 1);

	add_classes(&b);
	add_people(&b, node_of_reach);
	for (size_t c = 0; c < j->cluster_count; c++)
		if (j->clusters[c].weeks && j->clusters[c].weeks[week].class_count > 0) {
			add_resources(&b, &j->clusters[c]);
			flow_seal(&j->clusters[c].weeks[week].flow);
			set_there(&b, &j->clusters[c]);
		}
	for (size_t i = 0; i < r.count; i++)
		if (node_of_reach[i] != NONE)
			week_of(&b, r.week->classes[r.list[i].classes[0]])
				->there_minutes[node_of_reach[i]] += (int32_t)r.list[i].minutes;
	arena_release(&scratch);
}

static void build_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct benders *j = shared;

	for (size_t w = from; w < to; w++)
		build_week(j, w, &j->b->rooms->workers[worker]);
}

/* Minutes of firm running heads by resource class and week; the numbering is that of struct
 * own_use. */
static void find_there(struct benders *j)
{
	const struct source_facts *s = j->b->s;
	struct arena *scratch = j->b->rooms->scratch;
	const struct own_use *own = s->own;

	j->there_minutes = ARENA_ARRAY(scratch, int64_t, own->resource_count * s->weeks + 1);
	for (uint32_t r = 0; r < s->company->contract_count; r++) {
		uint32_t resource = own->option_resource[s->company->contracts[r].option_index];
		struct engagement e;

		if (resource == NO_RESOURCE || !s->terms[r].within)
			continue;
		e = source_firm(s, r, scratch);
		for (size_t i = 0; i < e.week_count; i++)
			j->there_minutes[resource * s->weeks + e.weeks[i].week] +=
				e.weeks[i].delivered_minutes;
	}
}

struct benders benders_make(struct bounding *b)
{
	const struct source_facts *s = b->s;
	struct benders j = { .b = b };

	find_clusters(&j);
	find_there(&j);
	j.cent60 = ARENA_ARRAY(b->rooms->scratch, int64_t, j.cluster_count + 1);
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, build_some,
		     &j);
	return j;
}
