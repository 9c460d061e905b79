#include "planner/prove.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "planner/allocate.h"

enum { RULE_FIRST = REASON_LEVEL, RULE_LAST = REASON_AWAY };

/* The week once more, with one rule dropped. */
struct relaxed {
	struct plan plan;
	struct lattice lattice;
	int32_t *covered; /* per line */
};

/* A certificate in the making. */
struct draft {
	struct certificate made;
	size_t line_room, people_room, booking_room;
	int32_t seen; /* the last walk that added its supply */
};

struct prover {
	const struct plan *plan;
	enum view view;
	struct arena *arena;   /* of the proof */
	struct arena *scratch; /* of this run */
	struct lattice lattice;
	struct relaxed *relaxed[REASON_COUNT]; /* NULL: dropping it would change nothing */
	int32_t *covered;                      /* per line, as it is */
	/* Per node: the representative of the nodes that hang together with it. */
	int32_t *parent;
	int32_t *group; /* per representative: its draft of this week; -1 for none */
	int32_t *stamp; /* per node: the last walk that came by */
	int32_t *stack;
	int32_t walk;
	struct draft *drafts; /* of this week */
	size_t draft_count, draft_room;
	struct proof *proof;
	size_t room;
};

/* --- what hangs together ------------------------------------------------ */

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
	const struct flow *flow = &p->lattice.flow;
	size_t depth = 0;

	p->stack[depth++] = start;
	p->stamp[start] = ++p->walk;
	while (depth > 0) {
		int32_t node = p->stack[--depth];

		for (int32_t i = flow->first[node]; i < flow->first[node + 1]; i++) {
			int32_t arc = flow->list[i], to = flow->arcs[arc].to;

			if (arc % 2 != 0 || to == FLOW_SINK || !flow_reaches_sink(flow, to))
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

static int32_t source_node(const struct prover *p, int32_t arc)
{
	return p->lattice.flow.arcs[arc].to;
}

static int64_t capacity_of(const struct prover *p, int32_t arc)
{
	return p->lattice.flow.arcs[arc].left + flow_on(&p->lattice.flow, arc);
}

static void join_source(struct prover *p, int32_t arc)
{
	int32_t node = source_node(p, arc);

	if (flow_reaches_sink(&p->lattice.flow, node) && capacity_of(p, arc) > 0)
		walk_down(p, node, join_arc, NULL);
}

static void find_groups(struct prover *p)
{
	const struct lattice *l = &p->lattice;

	for (int32_t v = 0; v < l->flow.node_count; v++) {
		p->parent[v] = v;
		p->group[v] = -1;
	}
	for (size_t c = 0; c < l->crew_count; c++)
		join_source(p, l->crews[c].arc);
	for (size_t b = 0; b < p->plan->company->booking_count; b++)
		if (l->booking_arc[b] >= 0)
			join_source(p, l->booking_arc[b]);
}

/* --- certificates ------------------------------------------------------- */

static struct draft *draft_at(struct prover *p, int32_t node)
{
	int32_t top = find(p, node);

	if (p->group[top] < 0) {
		p->drafts = ARENA_PUSH(p->scratch, p->drafts, p->draft_count, p->draft_room);
		p->drafts[p->draft_count] = (struct draft){ .made = { .view = p->view } };
		p->group[top] = (int32_t)p->draft_count++;
	}
	return &p->drafts[p->group[top]];
}

static void add_line(struct prover *p, int32_t node, size_t line, size_t week)
{
	const struct cover *cover = plan_demand_cover(p->plan, p->view, line, week);
	struct certificate *made;
	struct draft *draft;

	if (cover->demand_min == 0)
		return;
	draft = draft_at(p, node);
	made = &draft->made;
	made->lines = ARENA_PUSH(p->arena, made->lines, made->line_count, draft->line_room);
	made->lines[made->line_count++] = (uint32_t)line;
	made->demand_min += cover->demand_min;
}

static void add_lines(struct prover *p, size_t week)
{
	const struct lattice *l = &p->lattice;

	for (size_t i = 0; i < l->bucket_count; i++) {
		int32_t node = l->flow.arcs[l->buckets[i].arc ^ 1].to;

		for (size_t k = 0; flow_reaches_sink(&l->flow, node) && k < l->buckets[i].count;
		     k++)
			add_line(p, node, l->buckets[i].lines[k], week);
	}
	for (size_t i = 0; i < l->named_count; i++)
		if (flow_reaches_sink(&l->flow, l->named[i].node))
			add_line(p, l->named[i].node, l->named[i].line, week);
}

/* Whoever can reach a node of a group qualifies for it. */
struct supply {
	const size_t *people;
	size_t people_count;
	size_t booking;
	int64_t minutes;
};

static void supply_draft(struct prover *p, struct draft *draft, const struct supply *supply)
{
	struct certificate *made = &draft->made;

	if (draft->seen == p->walk)
		return;
	draft->seen = p->walk;
	made->supply_min += supply->minutes;
	for (size_t i = 0; i < supply->people_count; i++) {
		made->people =
			ARENA_PUSH(p->arena, made->people, made->people_count, draft->people_room);
		made->people[made->people_count++] = (uint32_t)supply->people[i];
	}
	if (supply->people_count == 0) {
		made->bookings = ARENA_PUSH(p->arena, made->bookings, made->booking_count,
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

static void add_supply(struct prover *p, int32_t arc, struct supply *supply)
{
	supply->minutes = capacity_of(p, arc);
	if (flow_reaches_sink(&p->lattice.flow, source_node(p, arc)))
		walk_down(p, source_node(p, arc), supply_node, supply);
}

static void add_supplies(struct prover *p, size_t week)
{
	const struct lattice *l = &p->lattice;

	for (size_t c = 0; c < l->crew_count; c++)
		add_supply(p, l->crews[c].arc,
			   &(struct supply){ l->crews[c].people, l->crews[c].count, 0, 0 });
	for (size_t b = 0; b < p->plan->company->booking_count; b++)
		if (l->booking_arc[b] >= 0 && plan_booking_min(p->plan, b, week) > 0)
			add_supply(p, l->booking_arc[b], &(struct supply){ NULL, 0, b, 0 });
}

/* --- reasons ------------------------------------------------------------ */

static bool anybody_has_role(const struct plan *plan, const struct certificate *c)
{
	for (size_t i = 0; i < plan->company->person_count; i++) {
		const struct person *person = &plan->company->people[i];

		if (plan_capacity(plan, i, c->week)->contracted_min == 0)
			continue;
		for (size_t r = 0; r < person->role_count; r++)
			for (size_t k = 0; k < c->line_count; k++)
				if (strcmp(person->roles[r].role,
					   plan->company->demands[c->lines[k]].role) == 0)
					return true;
	}
	return false;
}

/* The rule that closes most of the gap, if it closes half of it at least. */
static enum reason reason_of(const struct plan *plan, const struct certificate *c)
{
	int best = RULE_FIRST;

	for (int rule = RULE_FIRST + 1; rule <= RULE_LAST; rule++)
		if (c->helps_min[rule] > c->helps_min[best])
			best = rule;
	if (2 * c->helps_min[best] >= c->missing_min)
		return (enum reason)best;
	return anybody_has_role(plan, c) ? REASON_TOO_FEW : REASON_NOBODY;
}

static void find_help(struct prover *p, enum reason rule, size_t week)
{
	struct relaxed *relaxed = p->relaxed[rule];

	allocate_flow(&relaxed->lattice, &relaxed->plan, p->view, week);
	allocate_read_lines(&relaxed->lattice, &relaxed->plan, p->view, week, p->covered);
	for (size_t i = 0; i < p->draft_count; i++) {
		struct certificate *made = &p->drafts[i].made;
		int64_t more = 0;

		for (size_t k = 0; k < made->line_count; k++)
			more += p->covered[made->lines[k]] -
				plan_demand_cover(p->plan, p->view, made->lines[k], week)
					->covered_min;
		made->helps_min[rule] = more > 0 ? more : 0;
	}
}

/* --- rules, dropped one by one ------------------------------------------ */

static struct relaxed *relax(struct prover *p, enum reason rule)
{
	struct relaxed *relaxed = ARENA_ARRAY(p->scratch, struct relaxed, 1);

	relaxed->plan = *p->plan;
	p->relaxed[rule] = relaxed;
	return relaxed;
}

static struct requirement relaxed_requirement(const struct requirement *asked, enum reason rule)
{
	struct requirement requirement = *asked;

	if (rule == REASON_LEVEL)
		requirement.level = LEVEL_JUNIOR;
	if (rule == REASON_LOCATION)
		requirement.location = "";
	if (rule == REASON_SKILL)
		requirement.skill_count = 0;
	return requirement;
}

static void relax_requirements(struct prover *p, enum reason rule)
{
	const struct plan *plan = p->plan;
	struct requirement *list =
		ARENA_ARRAY(p->scratch, struct requirement, plan->requirement_count + 1);
	bool changed = false;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		list[r] = relaxed_requirement(&plan->requirements[r], rule);
		changed |= requirement_order(&list[r], &plan->requirements[r]) != 0;
	}
	if (!changed)
		return;
	relax(p, rule)->plan.requirements = list;
	lattice_build(&p->relaxed[rule]->plan, BOOKINGS_HOLD, p->scratch,
		      &p->relaxed[rule]->lattice);
}

static void relax_away(struct prover *p)
{
	const struct plan *plan = p->plan;
	size_t cells = plan->company->person_count * plan->options.week_count;
	struct capacity *people = ARENA_ARRAY(p->scratch, struct capacity, cells + 1);

	for (size_t i = 0; i < cells; i++) {
		people[i] = plan->people[i];
		people[i].free_min += people[i].contracted_min - people[i].available_min;
	}
	relax(p, REASON_AWAY)->plan.people = people;
	lattice_build(plan, BOOKINGS_HOLD, p->scratch, &p->relaxed[REASON_AWAY]->lattice);
}

static void relax_rules(struct prover *p)
{
	for (int rule = REASON_LEVEL; rule <= REASON_SKILL; rule++)
		relax_requirements(p, (enum reason)rule);
	if (p->plan->company->booking_count > 0) {
		relax(p, REASON_BOOKED);
		lattice_build(p->plan, BOOKINGS_RELEASE, p->scratch,
			      &p->relaxed[REASON_BOOKED]->lattice);
	}
	relax_away(p);
}

/* --- the weeks ---------------------------------------------------------- */

static int by_index(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

static void sort_indexes(uint32_t *list, size_t count)
{
	if (count > 0)
		qsort(list, count, sizeof(*list), by_index);
}

static int by_first_line(const void *left, const void *right)
{
	const struct draft *a = left, *b = right;

	return by_index(a->made.lines, b->made.lines);
}

static bool has_gap(const struct prover *p, size_t week)
{
	for (size_t d = 0; d < p->plan->company->demand_count; d++) {
		const struct cover *cover = plan_demand_cover(p->plan, p->view, d, week);

		if (cover->covered_min < cover->demand_min)
			return true;
	}
	return false;
}

static void finish_draft(struct prover *p, struct certificate *made, size_t week)
{
	made->week = (uint32_t)week;
	made->missing_min = made->demand_min - made->supply_min;
	assert(made->missing_min > 0);
	sort_indexes(made->lines, made->line_count);
	sort_indexes(made->people, made->people_count);
	sort_indexes(made->bookings, made->booking_count);
	(void)p;
}

static void prove_week(struct prover *p, size_t week)
{
	if (!has_gap(p, week))
		return;
	p->draft_count = 0;
	allocate_flow(&p->lattice, p->plan, p->view, week);
	find_groups(p);
	add_lines(p, week);
	add_supplies(p, week);
	for (size_t i = 0; i < p->draft_count; i++)
		finish_draft(p, &p->drafts[i].made, week);
	for (int rule = RULE_FIRST; rule <= RULE_LAST; rule++)
		if (p->relaxed[rule])
			find_help(p, (enum reason)rule, week);
	qsort(p->drafts, p->draft_count, sizeof(*p->drafts), by_first_line);
	for (size_t i = 0; i < p->draft_count; i++) {
		struct certificate *made = &p->drafts[i].made;

		made->reason = reason_of(p->plan, made);
		p->proof->list = ARENA_PUSH(p->arena, p->proof->list, p->proof->count, p->room);
		p->proof->list[p->proof->count++] = *made;
	}
}

void prove_plan(const struct plan *plan, enum view view, struct arena *arena, struct proof *proof)
{
	struct arena scratch = ARENA_INIT;
	struct prover p = {
		.plan = plan, .view = view, .arena = arena, .scratch = &scratch, .proof = proof
	};
	size_t nodes;

	*proof = (struct proof){ .view = view };
	lattice_build(plan, BOOKINGS_HOLD, &scratch, &p.lattice);
	relax_rules(&p);
	nodes = (size_t)p.lattice.flow.node_count;
	p.parent = ARENA_ARRAY(&scratch, int32_t, nodes);
	p.group = ARENA_ARRAY(&scratch, int32_t, nodes);
	p.stamp = ARENA_ARRAY(&scratch, int32_t, nodes);
	p.stack = ARENA_ARRAY(&scratch, int32_t, nodes);
	p.covered = ARENA_ARRAY(&scratch, int32_t, plan->company->demand_count + 1);
	for (size_t w = 0; w < plan->options.week_count; w++)
		prove_week(&p, w);
	arena_release(&scratch);
}
