/*
 * The eligibility graph put together: grids, then demand sinks, then supplies, then hard bookings
 * (docs/allocation.md, "Who may do what").
 *
 * Who qualifies nests along levels and locations, so it is said by arcs of a grid and not by an arc
 * for each person and line: arcs grow with people's roles and sets of skills, not with people times
 * lines. Lines that no hard booking names share a sink by requirement and priority; a line that one
 * names has a sink of its own, since the booking may serve that line and not the others.
 *
 * The graph is built once a plan and knows no week: who is there and what is asked for are supplies
 * and needs that planner/allocation/allocate.h puts on its nodes. Building it sorts people and
 * lines and is otherwise linear in what comes out.
 */
#include "planner/allocation/eligibility.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planner/allocation/eligibility_supplies.h"

typedef void line_visitor(struct build *build, size_t booking, uint32_t line);

/* Call for each demand line that a hard booking names. */
static void visit_lines(struct build *build, size_t index, line_visitor *visit)
{
	const struct company *company = build->plan->company;
	const struct booking *booking = &company->bookings[index];
	size_t count;

	if (booking->status != BOOKING_HARD)
		return;
	count = projects_named(&build->projects, booking, build->lines);
	for (size_t i = 0; i < count; i++)
		visit(build, index, build->lines[i]);
}

static void mark_named(struct build *build, size_t booking, uint32_t line)
{
	(void)booking;
	build->named[line] = true;
}

/* A demand line with what decides when it is served within its requirement and priority. */
struct served {
	size_t requirement;
	uint32_t line;
	const struct demand *demand;
};

static int by_service(const void *left, const void *right)
{
	const struct served *a = left, *b = right;
	int order;

	if (a->requirement != b->requirement)
		return a->requirement < b->requirement ? -1 : 1;
	if (a->demand->priority != b->demand->priority)
		return a->demand->priority < b->demand->priority ? -1 : 1;
	if (a->demand->status != b->demand->status)
		return a->demand->status == DEMAND_COMMITTED ? -1 : 1;
	order = strcmp(a->demand->project, b->demand->project);
	return order ? order : strcmp(a->demand->id, b->demand->id);
}

static bool same_sink(const struct served *a, const struct served *b)
{
	return a->requirement == b->requirement && a->demand->priority == b->demand->priority;
}

static struct demand_sink *add_sink(struct build *build, const struct served *served, size_t count)
{
	struct eligibility *l = build->eligibility;
	struct demand_sink sink = { .requirement = served->requirement,
				    .priority = served->demand->priority,
				    .lines = ARENA_ARRAY(build->arena, uint32_t, count),
				    .count = count,
				    .node = build->requirement_node[served->requirement] };

	for (size_t i = 0; i < count; i++)
		sink.lines[i] = served[i].line;
	l->sinks = ARENA_PUSH(build->arena, l->sinks, l->sink_count, l->sink_room);
	l->sinks[l->sink_count] = sink;
	return &l->sinks[l->sink_count++];
}

/* A line of its own: its sink is fed by the node of its requirement, and by its bookings. */
static void add_named(struct build *build, const struct served *served)
{
	struct demand_sink *sink = add_sink(build, served, 1);
	int32_t requirement = sink->node;

	sink->named = true;
	sink->node = flow_node(&build->eligibility->flow);
	flow_arc(&build->eligibility->flow, requirement, sink->node);
}

static struct served served_of(const struct build *build, uint32_t line)
{
	return (struct served){ build->plan->demand_requirement[line], line,
				&build->plan->company->demands[line] };
}

/* Shared sinks by requirement and priority first, then the named ones by line: named_sink relies on
 * that order. */
static void build_demand(struct build *build)
{
	size_t lines = build->plan->company->demand_count, count = 0, from = 0;
	struct served *served = ARENA_ARRAY(build->scratch, struct served, lines + 1);

	for (uint32_t d = 0; d < lines; d++)
		if (!build->named[d])
			served[count++] = served_of(build, d);
	if (count > 0)
		qsort(served, count, sizeof(*served), by_service);
	for (size_t i = 1; i <= count; i++)
		if (i == count || !same_sink(&served[from], &served[i])) {
			add_sink(build, &served[from], i - from);
			from = i;
		}
	for (uint32_t d = 0; d < lines; d++)
		if (build->named[d]) {
			struct served one = served_of(build, d);

			add_named(build, &one);
		}
}

/* By bisection: shared sinks come first, and named ones are in the order of their lines. */
static const struct demand_sink *named_sink(const struct build *build, uint32_t line)
{
	const struct eligibility *l = build->eligibility;
	size_t low = 0, high = l->sink_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct demand_sink *sink = &l->sinks[middle];

		if (!sink->named || sink->lines[0] < line)
			low = middle + 1;
		else
			high = middle;
	}
	assert(low < l->sink_count && l->sinks[low].lines[0] == line);
	return &l->sinks[low];
}

/* Each hard booking that names a line is a source of its own. */
static void lead_to_line(struct build *build, size_t booking, uint32_t line)
{
	struct eligibility *l = build->eligibility;

	if (l->booking_node[booking] == GRIDS_NO_NODE)
		l->booking_node[booking] = flow_node(&l->flow);
	flow_arc(&l->flow, l->booking_node[booking], named_sink(build, line)->node);
}

/* Under BOOKINGS_RELEASE a booking also leads to its person's supply, so that its minutes may serve
 * whatever the person qualifies for. */
static void build_bookings(struct build *build, enum booking_rule rule)
{
	const struct company *company = build->plan->company;
	struct eligibility *l = build->eligibility;

	l->booking_node = ARENA_ARRAY(build->arena, int32_t, company->booking_count + 1);
	for (size_t b = 0; b < company->booking_count; b++) {
		int32_t supply = l->person_node[company->bookings[b].person_index];

		l->booking_node[b] = GRIDS_NO_NODE;
		visit_lines(build, b, lead_to_line);
		if (rule != BOOKINGS_RELEASE || supply == GRIDS_NO_NODE ||
		    company->bookings[b].status != BOOKING_HARD)
			continue;
		if (l->booking_node[b] == GRIDS_NO_NODE)
			l->booking_node[b] = flow_node(&l->flow);
		flow_arc(&l->flow, l->booking_node[b], supply);
	}
}

void eligibility_build(const struct plan *plan, enum booking_rule rule, struct arena *arena,
		       struct eligibility *eligibility)
{
	struct arena scratch = ARENA_INIT;
	struct build build = { .plan = plan,
			       .arena = arena,
			       .scratch = &scratch,
			       .eligibility = eligibility,
			       .levels_down = plan->company->settings.max_levels_down };

	*eligibility = (struct eligibility){ .flow = flow_make(arena) };
	build.projects = projects_make(plan->company, &scratch);
	build.named = ARENA_ARRAY(&scratch, bool, plan->company->demand_count + 1);
	build.lines = ARENA_ARRAY(&scratch, uint32_t, plan->company->demand_count + 1);
	grids_build(&build);
	supplies_build(&build);
	for (size_t b = 0; b < plan->company->booking_count; b++)
		visit_lines(&build, b, mark_named);
	build_demand(&build);
	build_bookings(&build, rule);
	flow_seal(&eligibility->flow);
	arena_release(&scratch);
}
