#include "planner/allocation/prove.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "planner/allocation/allocate.h"

enum { RULE_FIRST = REASON_LEVEL, RULE_LAST = REASON_AWAY };

/* The plan once more, with one rule dropped. */
struct relaxed {
	struct plan plan;
	struct company company;
	struct lattice lattice;
};

/* A certificate in the making. */
struct draft {
	struct certificate made;
	size_t line_room, people_room, booking_room;
	int32_t seen; /* the last walk that added its supply */
};

/* What all weeks share. */
struct proving {
	const struct plan *plan;
	enum view view;
	struct arena scratch;
	struct lattice lattice;
	struct relaxed *relaxed[REASON_COUNT]; /* NULL: dropping it would change nothing */
	struct prover *workers;
	struct week_proof *weeks;
};

/* The certificates of a week, in their worker's arena. */
struct week_proof {
	struct certificate *list;
	size_t count;
};

/* One worker's memory. */
struct prover {
	const struct plan *plan;
	enum view view;
	struct arena arena;   /* of its certificates */
	struct arena scratch; /* of its solvers */
	const struct lattice *lattice;
	struct allocator allocator;
	struct allocator *without[REASON_COUNT]; /* one for each rule that can be dropped */
	const struct plan *present;              /* the plan if nobody were away; may be NULL */
	/* Per node: the representative of the nodes that hang together with it. */
	int32_t *parent;
	int32_t *group; /* per representative: its draft of this week; -1 for none */
	int32_t *stamp; /* per node: the last walk that came by */
	int32_t *stack;
	int32_t walk;
	struct draft *drafts; /* of this week */
	size_t draft_count, draft_room;
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
	const struct flow *flow = &p->lattice->flow;
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

static void join_source(struct prover *p, int32_t node, int32_t minutes)
{
	if (p->allocator.work.cut[node] && minutes > 0)
		walk_down(p, node, join_arc, NULL);
}

static void find_groups(struct prover *p, size_t week)
{
	const struct lattice *l = p->lattice;

	for (int32_t v = 0; v < l->flow.node_count; v++) {
		p->parent[v] = v;
		p->group[v] = -1;
	}
	for (size_t c = 0; c < l->crew_count; c++)
		join_source(p, l->crews[c].node, crew_min(p->plan, &l->crews[c], week));
	for (size_t b = 0; b < p->plan->company->booking_count; b++)
		if (l->booking_node[b] >= 0)
			join_source(p, l->booking_node[b], plan_booking_min(p->plan, b, week));
}

/* --- certificates ------------------------------------------------------- */

static struct draft *draft_at(struct prover *p, int32_t node)
{
	int32_t top = find(p, node);

	if (p->group[top] < 0) {
		p->drafts = ARENA_PUSH(&p->scratch, p->drafts, p->draft_count, p->draft_room);
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
	made->lines = ARENA_PUSH(&p->arena, made->lines, made->line_count, draft->line_room);
	made->lines[made->line_count++] = (uint32_t)line;
	made->demand_min += cover->demand_min;
}

static void add_lines(struct prover *p, size_t week)
{
	const struct lattice *l = p->lattice;

	for (size_t i = 0; i < l->bucket_count; i++) {
		int32_t node = l->buckets[i].node;

		for (size_t k = 0; p->allocator.work.cut[node] && k < l->buckets[i].count; k++)
			add_line(p, node, l->buckets[i].lines[k], week);
	}
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

static void add_supply(struct prover *p, int32_t node, struct supply *supply)
{
	if (p->allocator.work.cut[node])
		walk_down(p, node, supply_node, supply);
}

static void add_supplies(struct prover *p, size_t week)
{
	const struct lattice *l = p->lattice;

	for (size_t c = 0; c < l->crew_count; c++) {
		const struct crew *crew = &l->crews[c];

		add_supply(p, crew->node,
			   &(struct supply){ crew->people, crew->count, 0,
					     crew_min(p->plan, crew, week) });
	}
	for (size_t b = 0; b < p->plan->company->booking_count; b++) {
		int32_t minutes = plan_booking_min(p->plan, b, week);

		if (l->booking_node[b] >= 0 && minutes > 0)
			add_supply(p, l->booking_node[b], &(struct supply){ NULL, 0, b, minutes });
	}
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

static void find_help(struct prover *p, enum reason rule, const int32_t *covered, size_t week)
{
	for (size_t i = 0; i < p->draft_count; i++) {
		struct certificate *made = &p->drafts[i].made;
		int64_t more = 0;

		for (size_t k = 0; k < made->line_count; k++)
			more += covered[made->lines[k]] -
				plan_demand_cover(p->plan, p->view, made->lines[k], week)
					->covered_min;
		made->helps_min[rule] = more > 0 ? more : 0;
	}
}

/* --- rules, dropped one by one ------------------------------------------ */

static struct relaxed *relax(struct proving *p, enum reason rule)
{
	struct relaxed *relaxed = ARENA_ARRAY(&p->scratch, struct relaxed, 1);

	relaxed->plan = *p->plan;
	relaxed->company = *p->plan->company;
	relaxed->plan.company = &relaxed->company;
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

static void relax_requirements(struct proving *p, enum reason rule)
{
	const struct plan *plan = p->plan;
	struct requirement *list =
		ARENA_ARRAY(&p->scratch, struct requirement, plan->requirement_count + 1);
	bool limited = rule == REASON_LEVEL &&
		       plan->company->settings.max_levels_down < LEVEL_MAX - LEVEL_JUNIOR;
	bool changed = limited;
	struct relaxed *relaxed;

	for (size_t r = 0; r < plan->requirement_count; r++) {
		list[r] = relaxed_requirement(&plan->requirements[r], rule);
		changed |= requirement_order(&list[r], &plan->requirements[r]) != 0;
	}
	if (!changed)
		return;
	relaxed = relax(p, rule);
	relaxed->plan.requirements = list;
	if (limited)
		relaxed->company.settings.max_levels_down = LEVEL_MAX - LEVEL_JUNIOR;
	lattice_build(&relaxed->plan, BOOKINGS_HOLD, &p->scratch, &relaxed->lattice);
}

static void relax_away(struct proving *p)
{
	const struct plan *plan = p->plan;
	size_t cells = plan->company->person_count * plan->options.week_count;
	struct capacity *people = ARENA_ARRAY(&p->scratch, struct capacity, cells + 1);

	for (size_t i = 0; i < cells; i++) {
		people[i] = plan->people[i];
		people[i].free_min += people[i].contracted_min - people[i].available_min;
	}
	relax(p, REASON_AWAY)->plan.people = people;
}

static void relax_rules(struct proving *p)
{
	for (int rule = REASON_LEVEL; rule <= REASON_SKILL; rule++)
		relax_requirements(p, (enum reason)rule);
	if (p->plan->company->booking_count > 0) {
		relax(p, REASON_BOOKED);
		lattice_build(p->plan, BOOKINGS_RELEASE, &p->scratch,
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

static void finish_draft(struct certificate *made, size_t week)
{
	made->week = (uint32_t)week;
	made->missing_min = made->demand_min - made->supply_min;
	assert(made->missing_min > 0);
	sort_indexes(made->lines, made->line_count);
	sort_indexes(made->people, made->people_count);
	sort_indexes(made->bookings, made->booking_count);
}

static struct week_proof prove_week(struct prover *p, size_t week)
{
	struct week_proof proof = { 0 };

	p->draft_count = 0;
	allocate_flow(&p->allocator, p->view, week);
	find_groups(p, week);
	add_lines(p, week);
	add_supplies(p, week);
	for (size_t i = 0; i < p->draft_count; i++)
		finish_draft(&p->drafts[i].made, week);
	for (int rule = RULE_FIRST; rule <= RULE_LAST; rule++)
		if (p->without[rule]) {
			allocate_flow(p->without[rule], p->view, week);
			find_help(p, (enum reason)rule, p->without[rule]->covered_min, week);
		}
	if (p->present) { /* The flow stands: it takes the time that nobody is away, too. */
		allocate_more(&p->allocator, p->present, week);
		find_help(p, REASON_AWAY, p->allocator.covered_min, week);
	}
	if (p->draft_count > 0)
		qsort(p->drafts, p->draft_count, sizeof(*p->drafts), by_first_line);
	proof.list = ARENA_ARRAY(&p->arena, struct certificate, p->draft_count + 1);
	for (size_t i = 0; i < p->draft_count; i++) {
		struct certificate *made = &p->drafts[i].made;

		made->reason = reason_of(p->plan, made);
		proof.list[proof.count++] = *made;
	}
	return proof;
}

static void prove_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct proving *proving = shared;
	struct prover *p = &proving->workers[worker];

	for (size_t w = from; w < to; w++)
		if (has_gap(p, w))
			proving->weeks[w] = prove_week(p, w);
}

static struct prover prover_new(struct proving *p)
{
	size_t nodes = (size_t)p->lattice.flow.node_count + 1;
	struct prover made = { .plan = p->plan,
			       .view = p->view,
			       .lattice = &p->lattice,
			       .allocator = allocator_new(p->plan, &p->lattice, &p->scratch),
			       .parent = ARENA_ARRAY(&p->scratch, int32_t, nodes),
			       .group = ARENA_ARRAY(&p->scratch, int32_t, nodes),
			       .stamp = ARENA_ARRAY(&p->scratch, int32_t, nodes),
			       .stack = ARENA_ARRAY(&p->scratch, int32_t, nodes) };

	for (int rule = RULE_FIRST; rule < REASON_AWAY; rule++) {
		struct relaxed *relaxed = p->relaxed[rule];

		if (!relaxed)
			continue;
		made.without[rule] = ARENA_ARRAY(&p->scratch, struct allocator, 1);
		*made.without[rule] = allocator_new(&relaxed->plan, &relaxed->lattice, &p->scratch);
	}
	if (p->relaxed[REASON_AWAY])
		made.present = &p->relaxed[REASON_AWAY]->plan;
	return made;
}

/* --- the proof: the weeks' certificates, in the caller's arena ------------ */

static uint32_t *copied(const uint32_t *list, size_t count, struct arena *arena)
{
	uint32_t *copy = ARENA_ARRAY(arena, uint32_t, count + 1);

	if (count > 0)
		memcpy(copy, list, count * sizeof(*copy));
	return copy;
}

static void collect(const struct proving *p, struct arena *arena, struct proof *proof)
{
	size_t weeks = p->plan->options.week_count, count = 0;

	for (size_t w = 0; w < weeks; w++)
		count += p->weeks[w].count;
	*proof = (struct proof){ .view = p->view };
	proof->list = ARENA_ARRAY(arena, struct certificate, count + 1);
	for (size_t w = 0; w < weeks; w++)
		for (size_t i = 0; i < p->weeks[w].count; i++) {
			struct certificate *c = &proof->list[proof->count++];

			*c = p->weeks[w].list[i];
			c->lines = copied(c->lines, c->line_count, arena);
			c->people = copied(c->people, c->people_count, arena);
			c->bookings = copied(c->bookings, c->booking_count, arena);
		}
}

void prove_plan(const struct plan *plan, enum view view, bool with_reasons, struct arena *arena,
		struct proof *proof)
{
	size_t weeks = plan->options.week_count;
	size_t workers = parallel_workers(plan->options.threads, weeks);
	struct proving p = { .plan = plan, .view = view, .scratch = ARENA_INIT };

	lattice_build(plan, BOOKINGS_HOLD, &p.scratch, &p.lattice);
	if (with_reasons)
		relax_rules(&p);
	p.weeks = ARENA_ARRAY(&p.scratch, struct week_proof, weeks);
	p.workers = ARENA_ARRAY(&p.scratch, struct prover, workers);
	for (size_t i = 0; i < workers; i++)
		p.workers[i] = prover_new(&p);
	parallel_run(workers, weeks, prove_some, &p);
	collect(&p, arena, proof);
	for (size_t i = 0; i < workers; i++) {
		arena_release(&p.workers[i].arena);
		arena_release(&p.workers[i].scratch);
	}
	arena_release(&p.scratch);
}
