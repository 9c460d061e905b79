/*
 * The core of sourcing: what a few problems cost by hand, and what must hold of random ones.
 * The optimum itself is held by oracle.sourcing.
 */
#include <string.h>

#include "solver/covering/covering_cost.h"
#include "solver/covering/covering_milp.h"
#include "tests/generate_covering.h"
#include "tests/test.h"

enum { SEEDS = 40, WEEKS = 26 };

static void windows_caps_and_bounds_hold(void **state)
{
	size_t bought = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct generate_covering how = { seed, WEEKS, 3 + seed % 6, false };
		struct covering_effort effort = { .search_steps = 600, .bound_rounds = 60 };
		int32_t heads[8][WEEKS] = { 0 };
		struct arena arena = ARENA_INIT;
		struct covering_problem p;
		struct covering_solution a, again;
		int64_t spend = 0;

		generate_covering(&how, &arena, &p);
		covering_solve(&p, &effort, &arena, &a);
		for (size_t i = 0; i < a.buy_count; i++) {
			const struct covering_buy *b = &a.buys[i];
			const struct covering_option *o = &p.options[b->option];

			assert_true(b->last >= o->min_last[b->first]);
			assert_true(b->last <= o->max_last[b->first]);
			spend += b->heads * covering_cost(&p, b->option, b->first, b->last);
			for (uint32_t t = b->first; t <= b->last; t++)
				heads[b->option][t] += b->heads;
			bought++;
		}
		for (size_t k = 0; k < p.option_count; k++)
			for (size_t t = 0; t < WEEKS && p.options[k].max_heads; t++)
				assert_true(heads[k][t] <= p.options[k].max_heads);
		assert_number("spend", spend, a.spend);
		assert_true(a.bound >= 0 && a.bound <= a.spend + a.penalty);
		covering_solve(&p, &effort, &arena, &again);
		assert_number("twice the same", again.spend, a.spend);
		assert_number("twice the same", again.bound, a.bound);
		arena_release(&arena);
	}
	assert_true(bought > SEEDS);
}

/* Limits on money can make a head of an option cheaper than none: there is an end all the same. */
static void heads_cheaper_than_none_come_to_an_end(void **state)
{
	const struct generate_covering how = { .seed = 3, .weeks = 4, .options = 1 };
	const struct covering_effort effort = { .search_steps = 20, .search_only = true };
	struct arena arena = ARENA_INIT;
	int64_t heads[4] = { 0 }, paid[4] = { 0, 0, 0, 0 }, given[4] = { -1, -1, -1, -1 };
	struct covering_problem p;
	struct covering_option option;
	struct covering_solution a;

	(void)state;
	generate_covering(&how, &arena, &p);
	option = p.options[0];
	option.start_cost = paid;
	option.week_cost = given;
	option.max_heads = 0;
	option.shared_cap = COVERING_NO_SHARED_CAP;
	p.options = &option;
	covering_solve(&p, &effort, &arena, &a);
	assert_true(a.buy_count > 0);
	for (size_t i = 0; i < a.buy_count; i++)
		for (uint32_t t = a.buys[i].first; t <= a.buys[i].last; t++)
			heads[t] += a.buys[i].heads;
	for (size_t t = 0; t < 4; t++)
		assert_true(heads[t] <= COVERING_HEADS_MAX);
	arena_release(&arena);
}

/* The hardest of the seeds of bench/sourcing_distance.py: CBC proves 1271597223 cent60; until
 * groups of which much is left open were proven longer, we proved 1207412375, 5.05 % less than the
 * answer.
 */
static void what_leaves_much_open_is_proven_longer(void **state)
{
	const struct generate_covering how = { .seed = 1126, .weeks = 52, .options = 7 };
	const struct covering_effort effort = { 0 };
	struct arena arena = ARENA_INIT;
	struct covering_problem p;
	struct covering_solution a;

	(void)state;
	generate_covering(&how, &arena, &p);
	covering_solve(&p, &effort, &arena, &a);
	assert_true(a.spend + a.penalty >= 1271597223);
	assert_true(a.bound <= 1271610000); /* CBC's answer */
	assert_true(a.bound / 95 >= (a.spend + a.penalty) / 100);
	arena_release(&arena);
}

static void the_search_is_never_below_the_flow_nor_its_bound_above(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= SEEDS; seed++) {
		struct generate_covering how = { seed, WEEKS, 1 + seed % 8, true };
		struct covering_effort flow = { 0 };
		struct covering_effort search = { .search_steps = 600,
						  .bound_rounds = 60,
						  .search_only = true };
		struct arena arena = ARENA_INIT;
		struct covering_problem p;
		struct covering_solution best, found;
		int64_t optimum;

		generate_covering(&how, &arena, &p);
		covering_solve(&p, &flow, &arena, &best);
		covering_solve(&p, &search, &arena, &found);
		optimum = best.spend + best.penalty;
		assert_number("bound of the flow", best.bound, optimum);
		assert_true(found.spend + found.penalty >= optimum);
		assert_true(found.bound <= optimum);
		arena_release(&arena);
	}
}

/* In a build without CBC its engine is the search; dearer it is never. */
static void cbc_is_never_dearer_than_the_search(void **state)
{
	size_t better = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct generate_covering how = { seed, 12, 3 + seed % 6, false };
		struct covering_effort search = { .search_steps = 40, .bound_rounds = 60 };
		struct covering_effort cbc = { .search_steps = 40,
					       .bound_rounds = 60,
					       .engine = COVERING_ENGINE_CBC };
		struct covering_effort patient = { 0 };
		struct arena arena = ARENA_INIT;
		struct covering_problem p;
		struct covering_solution found, exact, again, best;

		generate_covering(&how, &arena, &p);
		covering_solve(&p, &search, &arena, &found);
		covering_solve(&p, &cbc, &arena, &exact);
		covering_solve(&p, &cbc, &arena, &again);
		covering_solve(&p, &patient, &arena, &best);
		assert_true(exact.spend + exact.penalty <= found.spend + found.penalty);
		assert_true(exact.bound >= found.bound);
		assert_true(exact.bound <= best.spend + best.penalty);
		assert_number("twice the same", again.spend, exact.spend);
		assert_number("twice the same", again.bound, exact.bound);
		assert_true(exact.method == COVERING_SEARCH || covering_cbc_version());
		if (covering_cbc_version()) {
			/* Both are the best, to CBC's gap. */
			assert_true((best.spend + best.penalty - exact.bound) *
					    (COVERING_MILP_GAP_PART / 2) <=
				    best.spend + best.penalty);
			better += exact.bound > found.bound;
		}
		arena_release(&arena);
	}
	assert_true(better > 0 || !covering_cbc_version());
}

/* One option: 40 h a week, 4,000.00 a week, from week 1, for 2 weeks at least; a need of 20 h in
 * weeks 0 to 3 at 150.00 an hour, so a week left open costs 3,000.00. */
struct by_hand {
	const char *name;
	int64_t fee_cents, price_cents;
	int64_t spend_cents, penalty_cents;
	uint32_t buys;
};

static const struct by_hand hands[] = {
	{ "half a head for three weeks is dearer than leaving it open", 0, 15000, 0, 1200000, 0 },
	{ "at 210.00 an hour it is not, but the first week comes too early", 0, 21000, 1200000,
	  420000, 1 },
	{ "a fee of 600.00 is what three weeks save, and nothing more", 60000, 21000, 0, 1680000,
	  0 },
	{ "a fee of 599.99 is a cent less", 59999, 21000, 1259999, 420000, 1 },
};

static void a_head_is_bought_when_it_saves_money(void **state)
{
	const struct by_hand *c = *state;
	static const int32_t minutes[] = { 2400, 2400, 2400, 2400 };
	static const uint32_t min_last[] = { 1, 2, 3, 3 }, max_last[] = { 0, 3, 3, 3 };
	int64_t week_cost[4], start_cost[4];
	struct covering_row rows[4];
	struct covering_option option = { .minutes = minutes,
					  .start_cost = start_cost,
					  .week_cost = week_cost,
					  .min_last = min_last,
					  .max_last = max_last,
					  .shared_cap = COVERING_NO_SHARED_CAP };
	static const struct class_set everybody = { { 1 } };
	struct covering_problem p = { .week_count = 4,
				      .rows = rows,
				      .row_count = 4,
				      .options = &option,
				      .option_count = 1,
				      .sets = &everybody,
				      .set_count = 1 };

	for (uint32_t t = 0; t < 4; t++) {
		week_cost[t] = 400000 * CENT60;
		start_cost[t] = c->fee_cents * CENT60 + (t == 3 ? week_cost[t] : 0);
		rows[t] = (struct covering_row){ t, 1200, c->price_cents, 0, false };
	}
	for (int only = 0; only <= 1; only++) {
		struct covering_effort effort = { .search_only = only };
		struct arena arena = ARENA_INIT;
		struct covering_solution a;

		covering_solve(&p, &effort, &arena, &a);
		assert_number(c->name, a.spend / CENT60, c->spend_cents);
		assert_number(c->name, a.penalty / CENT60, c->penalty_cents);
		assert_number(c->name, (int64_t)a.buy_count, c->buys);
		assert_number(c->name, a.method, only ? COVERING_SEARCH : COVERING_FLOW);
		arena_release(&arena);
	}
}

/* --- who stays ------------------------------------------------------------------------- */

/* Two options of 40 h a week; half a head is asked for in weeks 1 to 3 and one is cheaper than
 * none. The one that is there may stay from week 1 on only; the other may be ordered in any week.
 */
enum { ORDERED, KEPT };

struct seats {
	const char *name;
	int64_t kept_more_cents;   /* what keeping costs more than ordering */
	int32_t kept_less_minutes; /* and what it does less, in week 3 */
	uint32_t kept_class;
	uint32_t kept_to; /* the latest week to which one may be kept */
	int32_t kept_heads;
	int32_t wanted_minutes;
	const char *want; /* kept ones first */
};

static const struct seats seats[] = {
	{ "one that is there is kept rather than one ordered", 0, 0, 0, 3, 1, 1200, "kept 1-3 x1" },
	{ "not at a cent more", 1, 0, 0, 3, 1, 1200, "ordered 1-3 x1" },
	{ "not where one does a minute less that nobody would miss", 0, 1, 0, 3, 1, 1200,
	  "ordered 1-3 x1" },
	{ "not where one is of another class", 0, 0, 1, 3, 1, 1200, "ordered 1-3 x1" },
	{ "not where one may not stay so long", 0, 0, 0, 2, 1, 1200, "ordered 1-3 x1" },
	{ "both of two", 0, 0, 0, 3, 2, 4800, "kept 1-3 x2" },
	{ "no more than are there", 0, 0, 0, 3, 1, 4800, "kept 1-3 x1, ordered 1-3 x1" },
};

static const char *buys_text(const struct covering_solution *a, struct arena *arena)
{
	const char *text[2] = { "", "" };

	for (size_t i = 0; i < a->buy_count; i++) {
		const struct covering_buy *b = &a->buys[i];
		bool is_kept = b->option == KEPT;

		text[!is_kept] = arena_format(
			arena, "%s%s%s %u-%u x%d", text[!is_kept], text[!is_kept][0] ? ", " : "",
			is_kept ? "kept" : "ordered", b->first, b->last, (int)b->heads);
	}
	return arena_format(arena, "%s%s%s", text[0], text[0][0] && text[1][0] ? ", " : "",
			    text[1]);
}

/* The one that is ordered comes first: among equals it is what is found. */
static void seats_stay(const struct seats *c, bool only)
{
	static const uint32_t any_min[] = { 0, 1, 2, 3 }, any_max[] = { 3, 3, 3, 3 };
	static const int64_t none[4] = { 0 };
	static const int32_t full[] = { 2400, 2400, 2400, 2400 };
	const uint32_t kept_min[] = { 1, 1, 1, 1 }, kept_max[] = { 0, c->kept_to, 0, 0 };
	const int32_t less[] = { 2400, 2400, 2400, 2400 - c->kept_less_minutes };
	const int64_t start[] = { 0, c->kept_more_cents * CENT60, 0, 0 };
	const int64_t week[] = { 400000 * CENT60, 400000 * CENT60, 400000 * CENT60,
				 400000 * CENT60 };
	static const struct class_set everybody = { { 3 } };
	struct covering_option options[2];
	struct covering_row rows[3];
	struct covering_problem p = { .week_count = 4,
				      .rows = rows,
				      .row_count = 3,
				      .options = options,
				      .option_count = 2,
				      .sets = &everybody,
				      .set_count = 1 };
	struct covering_effort effort = { .search_only = only };
	struct arena arena = ARENA_INIT;
	struct covering_solution a;
	const char *text;

	for (uint32_t t = 1; t < 4; t++)
		rows[t - 1] = (struct covering_row){ t, c->wanted_minutes, 30000, 0, false };
	options[KEPT] = (struct covering_option){ .minutes = less,
						  .start_cost = start,
						  .week_cost = week,
						  .min_last = kept_min,
						  .max_last = kept_max,
						  .max_heads = c->kept_heads,
						  .resource = c->kept_class,
						  .shared_cap = COVERING_NO_SHARED_CAP };
	options[ORDERED] = (struct covering_option){ .minutes = full,
						     .start_cost = none,
						     .week_cost = week,
						     .min_last = any_min,
						     .max_last = any_max,
						     .shared_cap = COVERING_NO_SHARED_CAP };
	covering_solve(&p, &effort, &arena, &a);
	text = buys_text(&a, &arena);
	if (strcmp(text, c->want) != 0)
		fail_msg("%s: %s is not %s", c->name, text, c->want);
	arena_release(&arena);
}

static void who_is_there_stays(void **state)
{
	for (int only = 0; only <= 1; only++)
		seats_stay(*state, only);
}

int main(void)
{
	struct CMUnitTest tests[5 + ARRAY_LEN(hands) + ARRAY_LEN(seats)] = {
		cmocka_unit_test(windows_caps_and_bounds_hold),
		cmocka_unit_test(heads_cheaper_than_none_come_to_an_end),
		cmocka_unit_test(what_leaves_much_open_is_proven_longer),
		cmocka_unit_test(the_search_is_never_below_the_flow_nor_its_bound_above),
		cmocka_unit_test(cbc_is_never_dearer_than_the_search),
	};

	for (size_t i = 0; i < ARRAY_LEN(hands); i++)
		tests[5 + i] = ROW_TEST(a_head_is_bought_when_it_saves_money, &hands[i]);
	for (size_t i = 0; i < ARRAY_LEN(seats); i++)
		tests[5 + ARRAY_LEN(hands) + i] = ROW_TEST(who_is_there_stays, &seats[i]);
	return cmocka_run_group_tests_name("cover", tests, NULL, NULL);
}
