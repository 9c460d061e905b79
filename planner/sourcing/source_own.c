/*
 * The part of each week's allocation that external staff can change: minimum cuts of our people,
 * as graphs.
 *
 * Model: a week is a maximum flow from people to demand lines
 * (planner/allocation/eligibility.h). Heads of external staff enter it like people, one supply
 * per resource class, and free people for other work. By max-flow min-cut only the cut matters:
 * what a search from the open lines reaches backwards. Everybody in it is fully used on work in
 * it; what lies outside is covered, and its people reach nothing that is open, whatever is
 * engaged. So only the cut is kept, as a graph of its own: arcs of the eligibility graph with
 * their flow, classes of lines (same people, same heads, same penalty), resource classes.
 *
 * Cost: one allocation per week to find the cuts, then memory and time in the size of the cuts,
 * which is what makes it possible to ask again for every solution that is tried (source_work.c).
 * Weeks without open lines are empty.
 *
 * Left out: nobody moves where a lower priority has a higher penalty, since serving by penalty
 * would then make a higher priority worse (unless the objective is cost), and nobody moves when
 * sourcing to a percentile: each draw places people anew.
 *
 * Implements docs/sourcing.md, "Our own people move, too", Where it matters.
 */
#include "planner/sourcing/source_own.h"

#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "planner/allocation/allocate.h"
#include "planner/allocation/eligibility.h"
#include "planner/sourcing/source_work.h"
#include "solver/network/flow.h"

enum { NONE = -1 };

/* --- the cut of each week ------------------------------------------------ */

struct finding_cuts {
	const struct source_facts *s;
	struct own_use *own;
	struct allocator *allocators; /* [worker] */
	struct arena *workers;
};

/* Copy the nodes of the cut and the arcs between them, with what flows over these. */
static void keep_cut(const struct flow_work *work, const struct eligibility *eligibility,
		     struct arena *arena, struct own_week *week)
{
	const struct flow *g = work->graph;
	int32_t *local = ARENA_ARRAY(arena, int32_t, (size_t)g->node_count + 1);

	for (int32_t v = 0; v < g->node_count; v++)
		local[v] = work->cut[v] ? week->node_count++ : NONE;
	for (int32_t v = 0; v < g->node_count; v++)
		for (int32_t i = g->out_first[v]; local[v] != NONE && i < g->out_first[v + 1];
		     i++) {
			size_t count = week->arc_count;

			if (local[g->out_node[i]] == NONE)
				continue;
			week->from = ARENA_PUSH(arena, week->from, count, week->from_room);
			week->to = ARENA_PUSH(arena, week->to, count, week->to_room);
			week->minutes = ARENA_PUSH(arena, week->minutes, count, week->minutes_room);
			week->from[count] = local[v];
			week->to[count] = local[g->out_node[i]];
			week->minutes[count] = work->flow[i];
			week->arc_count++;
		}
	week->sink_node = ARENA_ARRAY(arena, int32_t, eligibility->sink_count + 1);
	for (size_t b = 0; b < eligibility->sink_count; b++)
		week->sink_node[b] = local[eligibility->sinks[b].node];
}

static void find_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct finding_cuts *finding = shared;
	struct allocator *allocator = &finding->allocators[worker];

	for (size_t w = from; w < to; w++) {
		allocate_flow(allocator, finding->s->view, w);
		keep_cut(&allocator->work, &finding->own->eligibility, &finding->workers[worker],
			 &finding->own->weeks[w]);
	}
}

/* Whether service by penalty never contradicts service by priority. */
static bool penalties_follow(const struct source_facts *s)
{
	const int64_t *cents = s->company->settings.penalty_hour_cents;

	for (int p = PRIORITY_HIGHEST; p < PRIORITY_MAX; p++)
		if (cents[p] < cents[p + 1])
			return false;
	return true;
}

/* Draws place people anew each: what is asked of heads is fixed, and nobody is moved. */
static void stay_as_drawn(const struct source_facts *s, bool *wanted)
{
	for (size_t w = 0; w < s->weeks; w++)
		for (size_t d = 0; d < s->company->demand_count; d++) {
			const struct demand_coverage *cover = source_asked(s, d, w);

			wanted[d] |= cover->demand_minutes > cover->covered_minutes;
		}
}

struct own_use *own_use_make(const struct source_facts *s, struct arena *arena,
			     struct arena *workers, bool *wanted)
{
	size_t worker_count = parallel_workers(s->plan->options.threads, s->weeks);
	struct own_use *own = ARENA_ARRAY(arena, struct own_use, 1);
	struct finding_cuts finding = { s, own, ARENA_ARRAY(arena, struct allocator, worker_count),
					workers };

	own->weeks = ARENA_ARRAY(arena, struct own_week, s->weeks);
	if (s->need) {
		stay_as_drawn(s, wanted);
		return own;
	}
	own->movable = s->plan->options.objective == OBJECTIVE_COST || penalties_follow(s);
	eligibility_build(s->plan, BOOKINGS_HOLD, arena, &own->eligibility);
	for (size_t i = 0; i < worker_count; i++)
		finding.allocators[i] = allocator_make(s->plan, &own->eligibility, arena);
	parallel_run(worker_count, s->weeks, find_some, &finding);
	for (size_t b = 0; b < own->eligibility.sink_count; b++)
		for (size_t w = 0; w < s->weeks; w++) {
			const struct demand_sink *sink = &own->eligibility.sinks[b];

			if (own->weeks[w].sink_node[b] == NONE)
				continue;
			for (size_t i = 0; i < sink->count; i++)
				wanted[sink->lines[i]] |=
					plan_demand_coverage(s->plan, s->view, sink->lines[i], w)
						->demand_minutes > 0;
		}
	return own;
}

/* --- classes ------------------------------------------------------------------ */

static int by_service(const void *left, const void *right)
{
	const struct own_class *a = left, *b = right;

	if (a->penalty != b->penalty)
		return a->penalty > b->penalty ? -1 : 1;
	if (a->priority != b->priority)
		return a->priority < b->priority ? -1 : 1;
	if (a->sink != b->sink)
		return a->sink < b->sink ? -1 : 1;
	return (a->lines[0] > b->lines[0]) - (a->lines[0] < b->lines[0]);
}

static void add_class(struct own_use *own, const struct own_class *like, size_t first,
		      struct arena *arena)
{
	const struct demand_sink *sink = &own->eligibility.sinks[like->sink];
	struct own_class class = *like;

	class.lines = ARENA_ARRAY(arena, uint32_t, sink->count - first);
	class.lines[class.count++] = sink->lines[first];
	own->classes[own->class_count++] = class;
}

/* What the graphs are made of, and where. */
struct own_making {
	const struct source_facts *s;
	struct own_use *own;
	struct arena *arena, *workers;
};

/* The lines of a sink that the same heads may do are one class. */
static void split_sink(const struct own_making *m, uint32_t b, const uint32_t *group,
		       const struct class_set *resources)
{
	struct own_use *own = m->own;
	const struct demand_sink *sink = &own->eligibility.sinks[b];
	size_t from = own->class_count;

	for (size_t i = 0; i < sink->count; i++) {
		uint32_t line = sink->lines[i];
		struct own_class like = { .sink = b,
					  .penalty = source_penalty(m->s, line),
					  .priority = sink->priority,
					  .group = class_set_is_empty(&resources[line])
							   ? NO_GROUP
							   : group[line],
					  .resources = resources[line] };
		size_t c = from;

		while (c < own->class_count &&
		       (own->classes[c].group != like.group ||
			class_set_compare(&own->classes[c].resources, &like.resources) != 0))
			c++;
		if (c == own->class_count)
			add_class(own, &like, i, m->arena);
		else
			own->classes[c].lines[own->classes[c].count++] = line;
	}
}

static void make_classes(const struct own_making *m)
{
	const struct source_facts *s = m->s;
	size_t lines = s->company->demand_count;
	uint32_t *group = ARENA_ARRAY(m->arena, uint32_t, lines + 1);
	struct class_set *resources = ARENA_ARRAY(m->arena, struct class_set, lines + 1);
	struct own_use *own = m->own;

	for (uint32_t g = 0; g < s->group_count; g++)
		for (size_t i = 0; i < s->groups[g].line_count; i++) {
			group[s->groups[g].lines[i]] = g;
			resources[s->groups[g].lines[i]] = s->groups[g].line_resources[i];
		}
	own->classes = ARENA_ARRAY(m->arena, struct own_class, lines + 1);
	for (uint32_t b = 0; b < own->eligibility.sink_count; b++)
		split_sink(m, b, group, resources);
	if (own->class_count > 0)
		qsort(own->classes, own->class_count, sizeof(*own->classes), by_service);
}

/* Resource classes are numbered through, group after group, so that one number says both. */
static void number_resources(const struct own_making *m)
{
	const struct source_facts *s = m->s;
	struct own_use *own = m->own;

	own->resource_first = ARENA_ARRAY(m->arena, uint32_t, s->group_count + 1);
	own->option_resource = ARENA_ARRAY(m->arena, uint32_t, s->company->option_count + 1);
	for (size_t k = 0; k < s->company->option_count; k++)
		own->option_resource[k] = NO_RESOURCE;
	for (size_t g = 0; g < s->group_count; g++) {
		const struct group *group = &s->groups[g];

		own->resource_first[g] = (uint32_t)own->resource_count;
		for (size_t i = 0; i < group->option_count; i++) {
			uint32_t resource = own->resource_first[g] + group->option_resource[i];

			own->option_resource[group->options[i]] = resource;
			if (resource >= own->resource_count)
				own->resource_count = resource + 1;
		}
	}
	own->resource_first[s->group_count] = (uint32_t)own->resource_count;
}

/* --- the graph of a week ---------------------------------------------------- */

static int64_t class_asked(const struct source_facts *s, const struct own_class *class, size_t w,
			   int64_t *covered)
{
	int64_t asked = 0;

	*covered = 0;
	for (size_t i = 0; i < class->count; i++) {
		const struct demand_coverage *cover =
			plan_demand_coverage(s->plan, s->view, class->lines[i], w);

		asked += cover->demand_minutes;
		*covered += cover->covered_minutes;
	}
	return asked;
}

static void add_classes(const struct own_making *m, size_t w, struct arena *arena)
{
	struct own_use *own = m->own;
	struct own_week *week = &own->weeks[w];
	size_t all = own->class_count + 1;

	week->classes = ARENA_ARRAY(arena, uint32_t, all);
	week->class_node = ARENA_ARRAY(arena, int32_t, all);
	week->asked_minutes = ARENA_ARRAY(arena, int32_t, all);
	week->covered_minutes = ARENA_ARRAY(arena, int32_t, all);
	for (uint32_t c = 0; c < own->class_count; c++) {
		const struct own_class *class = &own->classes[c];
		int64_t covered, asked = class_asked(m->s, class, w, &covered);
		size_t i = week->class_count;

		if (asked == 0 || week->sink_node[class->sink] == NONE)
			continue;
		week->classes[i] = c;
		week->class_node[i] = flow_node(&week->flow);
		week->asked_minutes[i] = (int32_t)asked;
		week->covered_minutes[i] = (int32_t)covered;
		flow_arc(&week->flow, week->sink_node[class->sink], week->class_node[i]);
		week->class_count++;
	}
}

/* Nodes for the classes of options that may do something in this week, with arcs to what they
 * may do. */
static void add_resources(const struct own_making *m, size_t w, struct arena *arena)
{
	const struct source_facts *s = m->s;
	struct own_use *own = m->own;
	struct own_week *week = &own->weeks[w];
	bool *active = ARENA_ARRAY(arena, bool, s->group_count + 1);

	week->resource_node = ARENA_ARRAY(arena, int32_t, own->resource_count + 1);
	for (size_t k = 0; k < own->resource_count; k++)
		week->resource_node[k] = NONE;
	for (size_t i = 0; i < week->class_count; i++) {
		const struct own_class *class = &own->classes[week->classes[i]];

		uint32_t first, resources;

		if (class->group == NO_GROUP)
			continue;
		first = own->resource_first[class->group];
		resources = own->resource_first[class->group + 1] - first;
		for (uint32_t k = 0; k < resources; k++) {
			if (!class_set_has(&class->resources, k))
				continue;
			if (week->resource_node[first + k] == NONE)
				week->resource_node[first + k] = flow_node(&week->flow);
			flow_arc(&week->flow, week->resource_node[first + k], week->class_node[i]);
			active[class->group] = true;
		}
	}
	week->groups = ARENA_ARRAY(arena, uint32_t, s->group_count + 1);
	for (uint32_t g = 0; g < s->group_count; g++)
		if (active[g])
			week->groups[week->group_count++] = g;
}

/* Arcs that leave a node are numbered in the order in which they were made: first those of the
 * eligibility graph, then those to classes. */
static void set_base(struct own_week *week, struct arena *arena)
{
	int32_t *next = ARENA_ARRAY(arena, int32_t, (size_t)week->flow.node_count + 1);

	week->base = ARENA_ARRAY(arena, int32_t, week->flow.arc_count + 1);
	memcpy(next, week->flow.out_first, (size_t)week->flow.node_count * sizeof(*next));
	for (size_t i = 0; i < week->arc_count; i++)
		week->base[next[week->from[i]]++] = week->minutes[i];
	for (size_t i = 0; i < week->class_count; i++) {
		int32_t entry = week->flow.in_first[week->class_node[i]];

		week->base[week->flow.in_arc[entry]] = week->covered_minutes[i];
	}
}

/* What leaves a node and did not come into it: only people and bookings have any. */
static void set_own(struct own_week *week, struct arena *arena)
{
	week->own_minutes = ARENA_ARRAY(arena, int32_t, (size_t)week->node_count + 1);
	for (size_t i = 0; i < week->arc_count; i++) {
		week->own_minutes[week->from[i]] += week->minutes[i];
		week->own_minutes[week->to[i]] -= week->minutes[i];
	}
	for (int32_t v = 0; v < week->node_count; v++)
		if (week->own_minutes[v] < 0)
			week->own_minutes[v] = 0;
}

/* What own people alone do when service goes by penalty, not by the price of external staff. */
static void serve_by_penalty(struct own_use *own, size_t w, struct arena *arena)
{
	struct own_week *week = &own->weeks[w];
	struct own_work work = own_work_make(own, w, arena);

	memcpy(work.flow.supply, week->own_minutes,
	       (size_t)week->node_count * sizeof(*work.flow.supply));
	memcpy(work.open_minutes, week->asked_minutes,
	       week->class_count * sizeof(*work.open_minutes));
	own_serve(&work);
	memcpy(week->base, work.flow.flow, week->flow.arc_count * sizeof(*week->base));
	for (size_t i = 0; i < week->class_count; i++)
		week->covered_minutes[i] = week->asked_minutes[i] - work.open_minutes[i];
}

static void build_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct own_making *m = shared;
	struct own_use *own = m->own;
	struct arena *arena = &m->workers[worker];

	for (size_t w = from; w < to; w++) {
		struct own_week *week = &own->weeks[w];

		week->flow = flow_make(arena);
		for (int32_t v = 0; v < week->node_count; v++)
			flow_node(&week->flow);
		for (size_t i = 0; i < week->arc_count; i++)
			flow_arc(&week->flow, week->from[i], week->to[i]);
		add_classes(m, w, arena);
		add_resources(m, w, arena);
		flow_seal(&week->flow);
		set_base(week, arena);
		set_own(week, arena);
		if (m->s->plan->options.objective == OBJECTIVE_COST)
			serve_by_penalty(own, w, arena);
	}
}

void own_build(const struct source_facts *s, struct own_use *own, struct arena *arena,
	       struct arena *workers)
{
	struct own_making m = { s, own, arena, workers };

	make_classes(&m);
	number_resources(&m);
	parallel_run(parallel_workers(s->plan->options.threads, s->weeks), s->weeks, build_some,
		     &m);
}
