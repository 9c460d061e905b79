/*
 * Proofs of a view, several weeks at a time: the week is allocated, its minimum cut read off as
 * certificates, and each certificate gets the rule that is to blame most (docs/allocation.md, "The
 * proof" and "The reason").
 *
 * A rule's effect is what the group would be less short without it: the week is solved again for
 * each of five rules, in relaxed plans that are made once. With absences dropped supplies only
 * grow, so the flow goes on from where it stands; other rules change the graph and begin anew. A
 * rule is the reason when it closes half of the gap at least; the first one of equals. Effects are
 * those of one rule at a time: two that close the gap only together are not found.
 *
 * Certificates prove the total of a week. That no single priority could have more is not in them;
 * tests compare it with other programs. Reasons make a proof 3.5 times as long (bench/HISTORY.md,
 * "The allocation"), so only reports that show them ask for them.
 */
#include "planner/allocation/prove.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/parallel.h"
#include "planner/allocation/prove_groups.h"
#include "planner/allocation/prove_rules.h"

enum { RULE_FIRST = REASON_LEVEL, RULE_LAST = REASON_AWAY };

/* What all weeks share. */
struct proving {
	const struct plan *plan;
	enum view view;
	struct arena scratch;
	struct eligibility eligibility;
	struct relaxing rules;
	struct prover *workers;
	struct week_proof *weeks;
};

/* The certificates of a week, in their worker's arena. */
struct week_proof {
	struct certificate *list;
	size_t count;
};

/* --- reasons ------------------------------------------------------------ */

/* Somebody employed in that week, whatever their level, skills and place. */
static bool anybody_has_role(const struct plan *plan, const struct certificate *c)
{
	for (size_t i = 0; i < plan->company->person_count; i++) {
		const struct person *person = &plan->company->people[i];

		if (plan_capacity(plan, i, c->week)->contracted_minutes == 0)
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
		if (c->effect_minutes[rule] > c->effect_minutes[best])
			best = rule;
	if (2 * c->effect_minutes[best] >= c->missing_minutes)
		return (enum reason)best;
	return anybody_has_role(plan, c) ? REASON_TOO_FEW : REASON_NOBODY;
}

/* What the lines of each group get more than in the plan. Less is none: without the rule others may
 * have been served in their place. */
static void find_effect(struct prover *p, enum reason rule, const int32_t *covered, size_t week)
{
	for (size_t i = 0; i < p->draft_count; i++) {
		struct certificate *made = &p->drafts[i].made;
		int64_t more = 0;

		for (size_t k = 0; k < made->line_count; k++)
			more += covered[made->lines[k]] -
				plan_demand_coverage(p->plan, p->view, made->lines[k], week)
					->covered_minutes;
		made->effect_minutes[rule] = more > 0 ? more : 0;
	}
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
	const struct certificate_draft *a = left, *b = right;

	return by_index(a->made.lines, b->made.lines);
}

/* Weeks without a gap need no proof and are not solved again. */
static bool has_gap(const struct prover *p, size_t week)
{
	for (size_t d = 0; d < p->plan->company->demand_count; d++) {
		const struct demand_coverage *cover =
			plan_demand_coverage(p->plan, p->view, d, week);

		if (cover->covered_minutes < cover->demand_minutes)
			return true;
	}
	return false;
}

static void finish_draft(struct certificate *made, size_t week)
{
	made->week = (uint32_t)week;
	made->missing_minutes = made->demand_minutes - made->supply_minutes;
	assert(made->missing_minutes > 0);
	sort_indexes(made->lines, made->line_count);
	sort_indexes(made->people, made->people_count);
	sort_indexes(made->bookings, made->booking_count);
}

static struct week_proof prove_week(struct prover *p, size_t week)
{
	struct week_proof proof = { 0 };

	p->draft_count = 0;
	allocate_flow(&p->allocator, p->view, week);
	groups_find(p, week);
	groups_add_lines(p, week);
	groups_add_supplies(p, week);
	for (size_t i = 0; i < p->draft_count; i++)
		finish_draft(&p->drafts[i].made, week);
	for (int rule = RULE_FIRST; rule <= RULE_LAST; rule++)
		if (p->without[rule]) {
			allocate_flow(p->without[rule], p->view, week);
			find_effect(p, (enum reason)rule, p->without[rule]->covered_minutes, week);
		}
	if (p->present) { /* The flow stands: it takes the time that nobody is away, too. */
		allocate_more(&p->allocator, p->present, week);
		find_effect(p, REASON_AWAY, p->allocator.covered_minutes, week);
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
	size_t nodes = (size_t)p->eligibility.flow.node_count + 1;
	struct prover made = { .plan = p->plan,
			       .view = p->view,
			       .eligibility = &p->eligibility,
			       .allocator = allocator_make(p->plan, &p->eligibility, &p->scratch),
			       .parent = ARENA_ARRAY(&p->scratch, int32_t, nodes),
			       .group = ARENA_ARRAY(&p->scratch, int32_t, nodes),
			       .stamp = ARENA_ARRAY(&p->scratch, int32_t, nodes),
			       .stack = ARENA_ARRAY(&p->scratch, int32_t, nodes) };

	for (int rule = RULE_FIRST; rule < REASON_AWAY; rule++) {
		struct relaxed *relaxed = p->rules.relaxed[rule];

		if (!relaxed)
			continue;
		made.without[rule] = ARENA_ARRAY(&p->scratch, struct allocator, 1);
		*made.without[rule] =
			allocator_make(&relaxed->plan, &relaxed->eligibility, &p->scratch);
	}
	if (p->rules.relaxed[REASON_AWAY])
		made.present = &p->rules.relaxed[REASON_AWAY]->plan;
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

	eligibility_build(plan, BOOKINGS_HOLD, &p.scratch, &p.eligibility);
	if (with_reasons) {
		p.rules.plan = plan;
		p.rules.scratch = &p.scratch;
		rules_relax(&p.rules);
	}
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
