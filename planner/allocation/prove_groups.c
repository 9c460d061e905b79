/*
 * The minimum cut of a week, taken apart into groups (docs/allocation.md, "The proof").
 *
 * After the last class every node that is short is cut off: no supply with minutes left reaches it.
 * The cut also holds all who could serve such a node, and what they serve at present. Nodes of it
 * that the same supply with minutes reaches are one group (union-find), so groups share nobody. A
 * group's demand, less all the minutes of everybody who qualifies for any of it, is what is
 * missing; by maximum flow and minimum cut this is exactly its gap (Ford and Fulkerson 1956).
 */
#include "planner/allocation/prove_groups.h"

static int32_t find(struct prover *p, int32_t node)
{
	while (p->parent[node] != node) {
		p->parent[node] = p->parent[p->parent[node]];
		node = p->parent[node];
	}
	return node;
}

static void join(struct prover *p, int32_t a, int32_t b)
{
	a = find(p, a);
	b = find(p, b);
	if (a != b)
		p->parent[a < b ? b : a] = a < b ? a : b;
}

typedef void visitor(struct prover *p, int32_t from, int32_t to, void *context);

/* Call for each arc that leads from the node, and on from there, over nodes short of minutes. */
static void walk_down(struct prover *p, int32_t start, visitor *visit, void *context)
{
	const struct flow *flow = &p->eligibility->flow;
	size_t depth = 0;

	p->stack[depth++] = start;
	p->stamp[start] = ++p->walk;
	while (depth > 0) {
		int32_t node = p->stack[--depth];

		for (int32_t i = flow->out_first[node]; i < flow->out_first[node + 1]; i++) {
			int32_t to = flow->out_node[i];

			if (!p->allocator.work.cut[to])
				continue;
			visit(p, node, to, context);
			if (p->stamp[to] == p->walk)
				continue;
			p->stamp[to] = p->walk;
			p->stack[depth++] = to;
		}
	}
}

static void join_arc(struct prover *p, int32_t from, int32_t to, void *context)
{
	(void)context;
	join(p, from, to);
}

/* Only who has minutes joins: somebody who is away all week would tie together groups that share
 * nobody. */
static void join_source(struct prover *p, int32_t node, int32_t minutes)
{
	if (p->allocator.work.cut[node] && minutes > 0)
		walk_down(p, node, join_arc, NULL);
}

void groups_find(struct prover *p, size_t week)
{
	const struct eligibility *l = p->eligibility;

	for (int32_t v = 0; v < l->flow.node_count; v++) {
		p->parent[v] = v;
		p->group[v] = -1;
	}
	for (size_t c = 0; c < l->supply_count; c++)
		join_source(p, l->supplies[c].node, supply_minutes(p->plan, &l->supplies[c], week));
	for (size_t b = 0; b < p->plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0)
			join_source(p, l->booking_node[b], plan_booking_minutes(p->plan, b, week));
}

/* --- certificates ------------------------------------------------------- */

static struct certificate_draft *draft_at(struct prover *p, int32_t node)
{
	int32_t top = find(p, node);

	if (p->group[top] < 0) {
		p->drafts = ARENA_PUSH(&p->scratch, p->drafts, p->draft_count, p->draft_room);
		p->drafts[p->draft_count] =
			(struct certificate_draft){ .made = { .view = p->view } };
		p->group[top] = (int32_t)p->draft_count++;
	}
	return &p->drafts[p->group[top]];
}

static void add_line(struct prover *p, int32_t node, size_t line, size_t week)
{
	const struct demand_coverage *cover = plan_demand_coverage(p->plan, p->view, line, week);
	struct certificate *made;
	struct certificate_draft *draft;

	if (cover->demand_minutes == 0)
		return;
	draft = draft_at(p, node);
	made = &draft->made;
	made->lines = ARENA_PUSH(&p->arena, made->lines, made->line_count, draft->line_room);
	made->lines[made->line_count++] = (uint32_t)line;
	made->demand_minutes += cover->demand_minutes;
}

void groups_add_lines(struct prover *p, size_t week)
{
	const struct eligibility *l = p->eligibility;

	for (size_t i = 0; i < l->sink_count; i++) {
		int32_t node = l->sinks[i].node;

		for (size_t k = 0; p->allocator.work.cut[node] && k < l->sinks[i].count; k++)
			add_line(p, node, l->sinks[i].lines[k], week);
	}
}

/* Whoever can reach a node of a group qualifies for it. */
struct draft_supply {
	const size_t *people;
	size_t people_count;
	size_t booking;
	int64_t minutes;
};

/* Once a walk: a supply often reaches a group by several arcs. */
static void supply_draft(struct prover *p, struct certificate_draft *draft,
			 const struct draft_supply *supply)
{
	struct certificate *made = &draft->made;

	if (draft->seen == p->walk)
		return;
	draft->seen = p->walk;
	made->supply_minutes += supply->minutes;
	for (size_t i = 0; i < supply->people_count; i++) {
		made->people =
			ARENA_PUSH(&p->arena, made->people, made->people_count, draft->people_room);
		made->people[made->people_count++] = (uint32_t)supply->people[i];
	}
	if (supply->people_count == 0) {
		made->bookings = ARENA_PUSH(&p->arena, made->bookings, made->booking_count,
					    draft->booking_room);
		made->bookings[made->booking_count++] = (uint32_t)supply->booking;
	}
}

static void supply_node(struct prover *p, int32_t from, int32_t to, void *context)
{
	int32_t group = p->group[find(p, to)];

	(void)from;
	if (group >= 0)
		supply_draft(p, &p->drafts[group], context);
}

static void add_supply(struct prover *p, int32_t node, struct draft_supply *supply)
{
	if (p->allocator.work.cut[node])
		walk_down(p, node, supply_node, supply);
}

void groups_add_supplies(struct prover *p, size_t week)
{
	const struct eligibility *l = p->eligibility;

	for (size_t c = 0; c < l->supply_count; c++) {
		const struct supply *supply = &l->supplies[c];

		add_supply(p, supply->node,
			   &(struct draft_supply){ supply->people, supply->count, 0,
						   supply_minutes(p->plan, supply, week) });
	}
	for (size_t b = 0; b < p->plan->company->booking_count; b++) {
		int32_t minutes = plan_booking_minutes(p->plan, b, week);

		if (l->booking_node[b] >= 0 && minutes > 0)
			add_supply(p, l->booking_node[b],
				   &(struct draft_supply){ NULL, 0, b, minutes });
	}
}
