/* Which engagements are the same one in two plans, and what of them differs. */
#include "planner/compare/diff_orders.h"
#include "tests/test.h"

#include <string.h>

#define MONDAY ((struct day){ 20415 }) /* 2025-11-24 */

enum { SHIFT = 1, WEEKS = 10, ROOM = 4 };

/* Heads of option a or b; weeks from the earlier plan's first one; contract "" or an id. */
struct given_order {
	const char *option, *contract;
	enum decision decision;
	int32_t heads, first, last;
	int64_t cents_a_week;
};

struct expected {
	enum order_change_kind kind;
	const char *option;
	int32_t heads_before, heads_after;
	unsigned fields;
};

struct orders_case {
	const char *name;
	struct given_order before[ROOM], after[ROOM]; /* up to the first without an option */
	struct expected changes[ROOM];
	size_t count;
};

static const struct orders_case cases[] = {
	{ "the same one",
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { 0 } },
	  0 },
	{ "new",
	  { { 0 } },
	  { { "a", "", DECISION_NEW, 2, 2, 5, 100 } },
	  { { ORDER_NEW, "a", 0, 2, ORDER_FIELDS } },
	  1 },
	{ "gone",
	  { { "b", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { 0 } },
	  { { ORDER_GONE, "b", 1, 0, ORDER_FIELDS } },
	  1 },
	{ "over before the later plan is not gone",
	  { { "b", "", DECISION_NEW, 1, 0, 0, 100 } },
	  { { 0 } },
	  { { 0 } },
	  0 },
	{ "more heads at the same cost",
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { "a", "", DECISION_NEW, 2, 2, 5, 100 } },
	  { { ORDER_CHANGED, "a", 1, 2, ORDER_HEADS } },
	  1 },
	{ "another rate",
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { "a", "", DECISION_NEW, 1, 2, 5, 101 } },
	  { { ORDER_CHANGED, "a", 1, 1, ORDER_COST } },
	  1 },
	{ "a week later at both ends",
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { "a", "", DECISION_NEW, 1, 3, 6, 100 } },
	  { { ORDER_CHANGED, "a", 1, 1, ORDER_FROM | ORDER_TO | ORDER_BY } },
	  1 },
	{ "longer",
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { "a", "", DECISION_NEW, 1, 2, 6, 100 } },
	  { { ORDER_CHANGED, "a", 1, 1, ORDER_TO | ORDER_COST } },
	  1 },
	{ "both to the end of their plan",
	  { { "a", "", DECISION_NEW, 1, 2, 9, 100 } },
	  { { "a", "", DECISION_NEW, 1, 2, 10, 100 } },
	  { { 0 } },
	  0 },
	{ "to the end of the later one only",
	  { { "a", "", DECISION_NEW, 1, 2, 8, 100 } },
	  { { "a", "", DECISION_NEW, 1, 2, 10, 100 } },
	  { { ORDER_CHANGED, "a", 1, 1, ORDER_TO | ORDER_COST } },
	  1 },
	{ "the weeks that have passed are no change of cost",
	  { { "a", "r", DECISION_LET_END, 1, 0, 5, 100 } },
	  { { "a", "r", DECISION_LET_END, 1, 0, 5, 100 } },
	  { { 0 } },
	  0 },
	{ "ordered since",
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { "a", "r", DECISION_LET_END, 1, 2, 5, 100 } },
	  { { ORDER_CHANGED, "a", 1, 1, ORDER_DECISION } },
	  1 },
	{ "no day in common is another one",
	  { { "a", "", DECISION_NEW, 1, 2, 3, 100 } },
	  { { "a", "", DECISION_NEW, 1, 4, 5, 100 } },
	  { { ORDER_GONE, "a", 1, 0, ORDER_FIELDS }, { ORDER_NEW, "a", 0, 1, ORDER_FIELDS } },
	  2 },
	{ "no other option",
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { "b", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { ORDER_GONE, "a", 1, 0, ORDER_FIELDS }, { ORDER_NEW, "b", 0, 1, ORDER_FIELDS } },
	  2 },
	{ "the most days in common first, whatever the order",
	  { { "a", "", DECISION_NEW, 1, 2, 3, 100 }, { "a", "", DECISION_NEW, 3, 3, 8, 100 } },
	  { { "a", "", DECISION_NEW, 3, 3, 8, 100 } },
	  { { ORDER_GONE, "a", 1, 0, ORDER_FIELDS } },
	  1 },
	{ "the same running one before more days in common",
	  { { "a", "r", DECISION_LET_END, 1, 0, 2, 100 }, { "a", "", DECISION_NEW, 1, 1, 8, 100 } },
	  { { "a", "r", DECISION_EXTEND, 1, 0, 8, 100 } },
	  { { ORDER_CHANGED, "a", 1, 1, ORDER_TO | ORDER_COST | ORDER_DECISION },
	    { ORDER_GONE, "a", 1, 0, ORDER_FIELDS } },
	  2 },
	{ "of equal days the nearest number of heads",
	  { { "a", "", DECISION_NEW, 5, 2, 5, 100 }, { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 } },
	  { { ORDER_GONE, "a", 5, 0, ORDER_FIELDS } },
	  1 },
	{ "the same decision before the nearest number of heads",
	  { { "a", "r", DECISION_EXTEND, 1, 2, 5, 100 },
	    { "a", "r", DECISION_END_EARLY, 2, 2, 5, 100 } },
	  { { "a", "r", DECISION_EXTEND, 2, 2, 5, 100 } },
	  { { ORDER_CHANGED, "a", 1, 2, ORDER_HEADS }, { ORDER_GONE, "a", 2, 0, ORDER_FIELDS } },
	  2 },
	{ "of equal ones the earlier in either plan",
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 }, { "a", "", DECISION_NEW, 1, 2, 5, 101 } },
	  { { "a", "", DECISION_NEW, 1, 2, 5, 100 }, { "a", "", DECISION_NEW, 1, 2, 5, 102 } },
	  { { ORDER_CHANGED, "a", 1, 1, ORDER_COST } },
	  1 },
};

struct side {
	struct rate_option options[2];
	struct contract contracts[ROOM];
	struct engagement engagements[ROOM];
	struct engagement_part parts[ROOM][WEEKS + SHIFT];
	struct company company;
	struct sourcing sourcing;
	struct plan plan;
};

static void make_part(struct engagement *e, const struct given_order *given, struct day monday)
{
	struct engagement_part *part = &e->parts[e->part_count++];

	part->first = monday;
	part->last = day_add(monday, 6);
	part->cost.rate_cents = given->cents_a_week;
	cost_add(&e->cost, &part->cost);
}

static void make_side(const struct given_order *given, int32_t shift, struct side *side)
{
	*side = (struct side){ .options = { { .id = "a" }, { .id = "b" } } };
	side->company.options = side->options;
	side->company.option_count = ARRAY_LEN(side->options);
	side->company.contracts = side->contracts;
	side->sourcing.engagements = side->engagements;
	side->plan.company = &side->company;
	side->plan.sourcing = &side->sourcing;
	side->plan.options.first_week = day_add(MONDAY, 7 * shift);
	side->plan.options.week_count = WEEKS;
	for (size_t i = 0; i < ROOM && given[i].option; i++) {
		struct engagement *e = &side->engagements[side->sourcing.engagement_count++];

		e->option = given[i].option[0] == 'b';
		e->contract = given[i].contract[0] ? (uint32_t)i : NO_CONTRACT;
		side->contracts[i].id = given[i].contract;
		e->decision = given[i].decision;
		e->heads = given[i].heads;
		e->first_day = day_add(MONDAY, 7 * given[i].first);
		e->last_day = day_add(MONDAY, 7 * given[i].last + 6);
		e->order_by = e->decision == DECISION_NEW ? day_add(e->first_day, -10)
							  : day_add(MONDAY, 4);
		if (given[i].contract[0] && given[i].first > 0)
			e->order_by = day_add(e->first_day, -10);
		e->parts = side->parts[i];
		for (int32_t w = given[i].first; w <= given[i].last; w++)
			if (w >= shift)
				make_part(e, &given[i], day_add(MONDAY, 7 * w));
	}
}

static void changes(void **state)
{
	const struct orders_case *c = *state;
	struct arena arena = ARENA_INIT;
	struct order_change *list;
	struct side before, after;
	size_t count;

	make_side(c->before, 0, &before);
	make_side(c->after, SHIFT, &after);
	diff_orders(&before.plan, &after.plan, &arena, &list, &count);
	assert_number(c->name, (int64_t)count, (int64_t)c->count);
	for (size_t i = 0; i < count; i++) {
		const struct expected *e = &c->changes[i];

		assert_number(c->name, list[i].kind, e->kind);
		assert_string_equal(list[i].option->id, e->option);
		assert_number(c->name, list[i].before ? list[i].before->heads : 0, e->heads_before);
		assert_number(c->name, list[i].after ? list[i].after->heads : 0, e->heads_after);
		assert_number(c->name, list[i].fields, e->fields);
	}
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(cases)];

	for (size_t i = 0; i < ARRAY_LEN(cases); i++)
		tests[i] = (struct CMUnitTest){ cases[i].name, changes, NULL, NULL,
						(void *)(uintptr_t)&cases[i] };
	return cmocka_run_group_tests_name("diff_orders", tests, NULL, NULL);
}
