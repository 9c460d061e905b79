/*
 * Which engagements are new, changed or gone: a greedy matching of the engagements of two plans.
 *
 * Pairs must be of one option, and stand for the same running engagement or overlap in days. The
 * best pair of all is taken, then the best of what is left: the same running engagement first,
 * then common days, decision, heads; ties go to the earlier ones. Greedy and not a maximum
 * matching on purpose: which pair is the best can be said in a sentence, and a reader can check
 * it.
 *
 * Cost: engagements of both plans multiplied, for each pair that is taken. docs/ritual.md, "What
 * changed, and why", engagements.
 */
#include "planner/compare/diff_orders.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define NO_MATCH SIZE_MAX

struct order_pairs {
	const struct plan *before, *after;
	size_t *partner_before, *partner_after; /* by engagement: of the other plan, or NO_MATCH */
};

/* How well two engagements of an option fit; compared member by member. */
struct fit {
	int64_t same_contract, common_days, same_decision, less_heads;
};

static const struct engagement *engagement_at(const struct plan *plan, size_t index)
{
	return &plan->sourcing->engagements[index];
}

static const char *option_id(const struct plan *plan, const struct engagement *engagement)
{
	return plan->company->options[engagement->option].id;
}

static const char *contract_id(const struct plan *plan, const struct engagement *engagement)
{
	return engagement->contract == NO_CONTRACT
		       ? ""
		       : plan->company->contracts[engagement->contract].id;
}

/* How well two engagements fit; false when they cannot be the same one. */
static bool fit_of(const struct order_pairs *o, const struct engagement *a,
		   const struct engagement *b, struct fit *fit)
{
	const char *contract = contract_id(o->before, a);
	int32_t days;

	if (strcmp(option_id(o->before, a), option_id(o->after, b)) != 0)
		return false;
	days = day_distance(day_later(a->first_day, b->first_day),
			    day_earlier(a->last_day, b->last_day)) +
	       1;
	*fit = (struct fit){
		.same_contract = contract[0] && strcmp(contract, contract_id(o->after, b)) == 0,
		.common_days = days > 0 ? days : 0,
		.same_decision = a->decision == b->decision,
		.less_heads = -llabs((long long)a->heads - b->heads),
	};
	return fit->same_contract || days > 0;
}

/* Above 0 when the first fits better; the members count in this order. */
static int fit_order(const struct fit *a, const struct fit *b)
{
	const int64_t differences[] = { a->same_contract - b->same_contract,
					a->common_days - b->common_days,
					a->same_decision - b->same_decision,
					a->less_heads - b->less_heads };

	for (size_t i = 0; i < ARRAY_LEN(differences); i++)
		if (differences[i])
			return differences[i] > 0 ? 1 : -1;
	return 0;
}

/* The best pair that is still free; the first of equal ones. */
static bool match_best(struct order_pairs *o)
{
	size_t best_a = NO_MATCH, best_b = NO_MATCH;
	struct fit best = { 0 }, fit;

	for (size_t a = 0; a < o->before->sourcing->engagement_count; a++) {
		if (o->partner_before[a] != NO_MATCH)
			continue;
		for (size_t b = 0; b < o->after->sourcing->engagement_count; b++) {
			if (o->partner_after[b] != NO_MATCH ||
			    !fit_of(o, engagement_at(o->before, a), engagement_at(o->after, b),
				    &fit) ||
			    (best_a != NO_MATCH && fit_order(&fit, &best) <= 0))
				continue;
			best = fit;
			best_a = a;
			best_b = b;
		}
	}
	if (best_a == NO_MATCH)
		return false;
	o->partner_before[best_a] = best_b;
	o->partner_after[best_b] = best_a;
	return true;
}

static struct day plan_end(const struct plan *plan)
{
	return day_add(plan->options.first_week, 7 * (int32_t)plan->options.week_count);
}

/* Of the days in weeks that both plans have. */
static int64_t common_cost(const struct order_pairs *o, const struct engagement *engagement)
{
	struct day first = day_later(o->before->options.first_week, o->after->options.first_week);
	struct day end = day_earlier(plan_end(o->before), plan_end(o->after));
	int64_t sum = 0;

	for (size_t p = 0; p < engagement->part_count; p++) {
		const struct engagement_part *part = &engagement->parts[p];

		if (day_distance(first, part->first) >= 0 && day_distance(part->last, end) > 0)
			sum += cost_total(&part->cost);
	}
	return sum;
}

/* It goes to the last day of its plan because that is where the plan ends. */
static bool goes_to_end(const struct plan *plan, const struct engagement *engagement)
{
	return engagement->decision != DECISION_LET_END &&
	       day_distance(engagement->last_day, plan_end(plan)) == 1;
}

/* What differs between the two, as a set of ORDER_ bits. */
static unsigned fields_of(const struct order_pairs *o, const struct engagement *a,
			  const struct engagement *b)
{
	bool to_end = goes_to_end(o->before, a) && goes_to_end(o->after, b);
	unsigned fields = 0;

	if (a->heads != b->heads)
		fields |= ORDER_HEADS;
	if (day_distance(a->first_day, b->first_day) != 0)
		fields |= ORDER_FROM;
	if (day_distance(a->last_day, b->last_day) != 0 && !to_end)
		fields |= ORDER_TO;
	if (day_distance(a->order_by, b->order_by) != 0)
		fields |= ORDER_BY;
	if (common_cost(o, a) != common_cost(o, b))
		fields |= ORDER_COST;
	if (a->decision != b->decision)
		fields |= ORDER_DECISION;
	return fields;
}

/* One of the two may be NULL: what is new has no before, what is gone no after. */
static struct order_change change_of(const struct order_pairs *o, const struct engagement *a,
				     const struct engagement *b)
{
	struct order_change change = { .before = a, .after = b, .fields = ORDER_FIELDS };

	assert(a || b);
	if (b) {
		change.kind = a ? ORDER_CHANGED : ORDER_NEW;
		change.option = &o->after->company->options[b->option];
	} else if (a) {
		change.kind = ORDER_GONE;
		change.option = &o->before->company->options[a->option];
	}
	if (a && b)
		change.fields = fields_of(o, a, b);
	if (a) {
		change.cost_before_cents = cost_total(&a->cost);
		change.common_before_cents = common_cost(o, a);
	}
	if (b) {
		change.cost_after_cents = cost_total(&b->cost);
		change.common_after_cents = common_cost(o, b);
	}
	return change;
}

static const struct engagement *change_now(const struct order_change *change)
{
	return change->after ? change->after : change->before;
}

static int by_option(const void *left, const void *right)
{
	const struct order_change *x = left, *y = right;
	const struct engagement *a = change_now(x), *b = change_now(y);
	int order = strcmp(x->option->id, y->option->id);

	if (!order)
		order = -day_distance(a->first_day, b->first_day);
	if (!order)
		order = -day_distance(a->last_day, b->last_day);
	if (!order)
		order = (x->kind > y->kind) - (x->kind < y->kind);
	return order ? order : (a > b) - (a < b);
}

void diff_orders(const struct plan *before, const struct plan *after, struct arena *arena,
		 struct order_change **changes, size_t *count)
{
	size_t befores = before->sourcing->engagement_count;
	size_t afters = after->sourcing->engagement_count, n = 0;
	struct arena scratch = ARENA_INIT;
	struct order_pairs o = { before, after, ARENA_ARRAY(&scratch, size_t, befores + 1),
				 ARENA_ARRAY(&scratch, size_t, afters + 1) };
	struct order_change *list = ARENA_ARRAY(arena, struct order_change, befores + afters + 1);

	for (size_t a = 0; a < befores; a++)
		o.partner_before[a] = NO_MATCH;
	for (size_t b = 0; b < afters; b++)
		o.partner_after[b] = NO_MATCH;
	while (match_best(&o))
		;
	for (size_t a = 0; a < befores; a++) {
		const struct engagement *old = engagement_at(before, a);
		size_t b = o.partner_before[a];

		if (b != NO_MATCH)
			list[n] = change_of(&o, old, engagement_at(after, b));
		else if (day_distance(after->options.first_week, old->last_day) >= 0)
			list[n] = change_of(&o, old, NULL);
		else
			continue;
		n += list[n].fields != 0;
	}
	for (size_t b = 0; b < afters; b++)
		if (o.partner_after[b] == NO_MATCH)
			list[n++] = change_of(&o, NULL, engagement_at(after, b));
	arena_release(&scratch);
	if (n > 0)
		qsort(list, n, sizeof(*list), by_option);
	*changes = list;
	*count = n;
}
