/*
 * From columns to engagements: what the solutions of the groups mean as orders, extensions and
 * early ends, priced to the cent.
 *
 * A column of new heads is a new engagement. Heads of a running one that a solution keeps are let
 * end as agreed, ended early or extended, by the week of their last day; those that no solution
 * mentions end as soon as they may. So every running head is decided upon exactly once, which
 * planner/verify/verify_sourcing.c counts. Prices are those of docs/costs.md, not those of the
 * covering problem, which knows multipliers of limits and counts whole weeks. docs/sourcing.md,
 * "The model".
 */
#include "planner/sourcing/source_engage.h"

#include <stdlib.h>

#include "planner/allocation/costing.h"

struct engaging {
	const struct source_facts *s;
	struct arena *arena;
	int32_t *left; /* [contract]: heads of which nothing has been said */
	struct engagement *list;
	size_t count, room;
};

static void add(struct engaging *out, struct engagement e)
{
	out->list = ARENA_PUSH(out->arena, out->list, out->count, out->room);
	out->list[out->count++] = e;
}

/* A minimum term may end past the plan: then the last week is that of the term. */
static void add_new(struct engaging *out, uint32_t k, const struct covering_buy *buy)
{
	const struct source_facts *s = out->s;
	int32_t least = costing_least_last_week(&s->plan->options, &s->company->options[k],
						(int32_t)buy->first);

	add(out, (struct engagement){
			 .option = k,
			 .contract = NO_CONTRACT,
			 .decision = DECISION_NEW,
			 .heads = buy->heads,
			 .first_week = (int32_t)buy->first,
			 .last_week = least >= (int32_t)s->weeks ? least : (int32_t)buy->last,
		 });
}

/* Heads that are there up to a week of the plan. */
static void add_contract(struct engaging *out, uint32_t r, int32_t heads, int32_t last_week)
{
	const struct source_facts *s = out->s;
	const struct term *term = &s->terms[r];
	int32_t agreed = term->agreed_week, end = (int32_t)s->weeks - 1;
	struct engagement e = { .option = (uint32_t)s->company->contracts[r].option_index,
				.contract = r,
				.heads = heads,
				.first_week = term->first_week,
				.last_week = last_week };

	if (heads == 0)
		return;
	if (last_week == (agreed < end ? agreed : end)) {
		e.decision = DECISION_LET_END;
		e.last_week = agreed;
	} else {
		e.decision = last_week < agreed ? DECISION_END_EARLY : DECISION_EXTEND;
	}
	add(out, e);
}

/* Every column of a solution; `left` keeps count of the running heads that are still undecided. */
static void add_answer(struct engaging *out, const struct stated *stated,
		       const struct covering_solution *solution)
{
	for (size_t i = 0; i < solution->buy_count; i++) {
		const struct covering_buy *buy = &solution->buys[i];
		struct choice choice = stated->choices[buy->option];

		if (choice.contract == NO_CONTRACT) {
			add_new(out, choice.option, buy);
			continue;
		}
		add_contract(out, choice.contract, buy->heads, (int32_t)buy->last);
		out->left[choice.contract] -= buy->heads;
	}
}

/* The order that plans are stored and shown in; the verifier checks it. */
static int by_order(const void *left, const void *right)
{
	const struct engagement *a = left, *b = right;

	if (a->first_day.since_1970 != b->first_day.since_1970)
		return a->first_day.since_1970 < b->first_day.since_1970 ? -1 : 1;
	if (a->option != b->option)
		return a->option < b->option ? -1 : 1;
	if (a->contract != b->contract)
		return a->contract < b->contract ? -1 : 1;
	if (a->decision != b->decision)
		return a->decision < b->decision ? -1 : 1;
	return (a->last_day.since_1970 > b->last_day.since_1970) -
	       (a->last_day.since_1970 < b->last_day.since_1970);
}

static void price_all(struct engaging *out)
{
	const struct source_facts *s = out->s;

	for (size_t i = 0; i < out->count; i++) {
		costing_engagement(s->company, &s->plan->options, out->arena, &out->list[i]);
		out->list[i].wanted = out->list[i].first_day;
		out->list[i].runner_up = NO_OPTION;
		out->list[i].break_even = (struct break_even){ -1, -1, -1 };
	}
}

static struct engaging engaging_new(const struct source_facts *s, struct arena *arena,
				    struct arena *scratch)
{
	struct engaging out = { .s = s, .arena = arena };

	out.left = ARENA_ARRAY(scratch, int32_t, s->company->contract_count + 1);
	for (uint32_t r = 0; r < s->company->contract_count; r++)
		out.left[r] = s->terms[r].within ? s->company->contracts[r].heads : 0;
	return out;
}

/* Whether the engagement runs under one of the options of a group. */
static bool belongs(const struct source_facts *s, const struct group *group, uint32_t contract)
{
	for (size_t i = 0; i < group->option_count; i++)
		if (group->options[i] == s->company->contracts[contract].option_index)
			return true;
	return false;
}

struct engaged source_engage_group(const struct source_facts *s, const struct stated *stated,
				   const struct covering_solution *solution, struct arena *arena)
{
	struct arena scratch = ARENA_INIT;
	struct engaging out = engaging_new(s, arena, &scratch);

	add_answer(&out, stated, solution);
	for (uint32_t r = 0; r < s->company->contract_count; r++)
		if (belongs(s, stated->group, r))
			add_contract(&out, r, out.left[r], s->terms[r].firm_week);
	price_all(&out);
	arena_release(&scratch);
	return (struct engaged){ out.list, out.count };
}

struct usage source_fixed_usage(const struct source_facts *s, struct arena *arena)
{
	struct arena scratch = ARENA_INIT;
	struct engaging out = engaging_new(s, &scratch, &scratch);
	struct usage usage = usage_make(s, arena);

	for (uint32_t r = 0; r < s->company->contract_count; r++)
		if (!s->tables[s->company->contracts[r].option_index].present_minutes)
			add_contract(&out, r, out.left[r], s->terms[r].firm_week);
	price_all(&out);
	for (size_t i = 0; i < out.count; i++)
		usage_add(s, &out.list[i], &usage);
	arena_release(&scratch);
	return usage;
}

static struct engaged all_of(struct engaging *out, struct arena *scratch)
{
	arena_release(scratch);
	price_all(out);
	if (out->count > 0)
		qsort(out->list, out->count, sizeof(*out->list), by_order);
	return (struct engaged){ out->list, out->count };
}

struct engaged source_engage(const struct source_facts *s, const struct stated *stated,
			     struct arena *arena)
{
	struct arena scratch = ARENA_INIT;
	struct engaging out = engaging_new(s, arena, &scratch);

	for (size_t g = 0; g < s->group_count; g++)
		add_answer(&out, &stated[g], &stated[g].solution);
	/* Who qualifies for no open work ends as soon as it may, too. */
	for (uint32_t r = 0; r < s->company->contract_count; r++)
		add_contract(&out, r, out.left[r], s->terms[r].firm_week);
	return all_of(&out, &scratch);
}

struct engaged source_engage_agreed(const struct source_facts *s, struct arena *arena)
{
	struct arena scratch = ARENA_INIT;
	struct engaging out = engaging_new(s, arena, &scratch);

	for (uint32_t r = 0; r < s->company->contract_count; r++) {
		int32_t agreed = s->terms[r].agreed_week, end = (int32_t)s->weeks - 1;

		add_contract(&out, r, out.left[r], agreed < end ? agreed : end);
	}
	return all_of(&out, &scratch);
}
