/*
 * Nobody orders more than HEADS_OPEN heads of an option, where none is given either: whatever finds
 * them, however the option is split, and those that run already count.
 */
#include <string.h>

#include "base/number.h"
#include "planner/plan.h"
#include "planner/sourcing/source.h"
#include "planner/verify/verify_sourcing.h"
#include "solver/covering/covering_milp.h"
#include "tests/oracles/dump_plan.h"
#include "tests/test.h"

enum { WEEKS = 3, OPTIONS = 2 };

struct heads_case {
	const char *name;
	int32_t fte;             /* asked for in each week */
	int32_t rate_cents;      /* per week; 0: heads cost nothing */
	int32_t ordered[2];      /* heads of the first option that are there for all weeks */
	int32_t max_heads;       /* of the first option */
	int32_t productivity[2]; /* percent, of each option; 0: no such option */
	bool ramp, tenure, drawn;
	enum engine engine;
	int32_t heads[2]; /* in the last week, of each option */
};

static const struct heads_case heads_cases[] = {
	{ .name = "heads that run already count",
	  .fte = 30000,
	  .ordered = { 1, 1 },
	  .max_heads = HEADS_OPEN,
	  .productivity = { 100 },
	  .ramp = true,
	  .heads = { 10000 } },
	{ .name = "also where the exact path would hold",
	  .fte = 30000,
	  .rate_cents = 100,
	  .max_heads = HEADS_OPEN,
	  .productivity = { 100 },
	  .heads = { 10000 } },
	{ .name = "which holds up to that many",
	  .fte = 9000,
	  .rate_cents = 100,
	  .max_heads = HEADS_OPEN,
	  .productivity = { 100 },
	  .heads = { 9000 } },
	{ .name = "each of two options has as many",
	  .fte = 30000,
	  .rate_cents = 100,
	  .max_heads = HEADS_OPEN,
	  .productivity = { 100, 100 },
	  .heads = { 10000, 10000 } },
	{ .name = "both together are no more than what is asked for",
	  .fte = 11000,
	  .rate_cents = 100,
	  .max_heads = HEADS_OPEN,
	  .productivity = { 80, 50 },
	  .heads = { 10000, 6000 } },
	{ .name = "an option that a tenure splits is one option",
	  .fte = 30000,
	  .rate_cents = 100,
	  .max_heads = HEADS_OPEN,
	  .productivity = { 100 },
	  .tenure = true,
	  .heads = { 10000 } },
	{ .name = "more that run already stay, and nobody comes",
	  .fte = 30000,
	  .ordered = { 9000, 3000 },
	  .max_heads = HEADS_OPEN,
	  .productivity = { 100 },
	  .heads = { 12000 } },
	{ .name = "a limit that is given counts them, too",
	  .fte = 30000,
	  .ordered = { 2, 3 },
	  .max_heads = 7,
	  .productivity = { 100 },
	  .heads = { 7 } },
	{ .name = "what a percentile needs is no reason for more",
	  .fte = 30000,
	  .ordered = { 1, 1 },
	  .max_heads = HEADS_OPEN,
	  .productivity = { 100 },
	  .drawn = true,
	  .heads = { 10000 } },
	{ .name = "branch and bound is looked at, too",
	  .fte = 30000,
	  .ordered = { 1, 1 },
	  .max_heads = HEADS_OPEN,
	  .productivity = { 100, 90 },
	  .ramp = true,
	  .engine = ENGINE_CBC,
	  .heads = { 10000, 10000 } },
};

static void ask(struct dump *d, const struct heads_case *c)
{
	struct demand *line = &d->company.demands[0];

	d->company.demand_count = 1;
	line->role = d->company.options[0].roles[0].role;
	line->level = d->company.options[0].roles[0].level;
	line->skill_count = 0;
	line->location = "";
	line->start = GENERATE_MONDAY;
	line->end = day_add(GENERATE_MONDAY, 7 * WEEKS - 1);
	line->unit = AMOUNT_FTE;
	line->amount_micro = c->fte * MICRO;
	line->weeks = NULL;
	line->week_count = 0;
	line->priority = 1;
	line->status = DEMAND_COMMITTED;
	line->probability_percent = 100;
	line->delay_max_weeks = 0;
	line->size_less_percent = 0;
	line->size_more_percent = 0;
}

static void offer(struct dump *d, const struct heads_case *c)
{
	static const char *const ids[OPTIONS] = { "x", "y" };
	struct rate_option like = d->company.options[0];
	static int32_t ramp = 50;

	like.model = MODEL_ONSHORE;
	like.unit = UNIT_WEEK;
	like.fixed_fee_cents = 0;
	like.lead_days = 0;
	like.min_weeks = 1;
	like.max_weeks = WEEKS_OPEN;
	like.notice_days = 0;
	like.management_percent = 0;
	like.valid_from = DAY_FIRST;
	like.valid_to = DAY_LAST;
	like.rate_cents = c->rate_cents;
	like.ramp_percent = &ramp;
	like.ramp_count = c->ramp;
	like.location = c->tenure ? "DE-BE" : "";
	d->company.options = ARENA_ARRAY(&d->arena, struct rate_option, OPTIONS);
	d->company.option_count = 0;
	for (size_t k = 0; k < OPTIONS && c->productivity[k] > 0; k++) {
		struct rate_option *o = &d->company.options[d->company.option_count++];

		*o = like;
		o->id = ids[k];
		o->max_heads = k == 0 ? c->max_heads : HEADS_OPEN;
		o->productivity_percent = c->productivity[k];
	}
}

static void run(struct dump *d, const struct heads_case *c)
{
	static const char *const ids[ARRAY_LEN(c->ordered)] = { "r", "s" };

	d->company.contracts = ARENA_ARRAY(&d->arena, struct contract, ARRAY_LEN(c->ordered));
	d->company.contract_count = 0;
	for (size_t r = 0; r < ARRAY_LEN(c->ordered); r++)
		if (c->ordered[r] > 0)
			d->company.contracts[d->company.contract_count++] = (struct contract){
				.id = ids[r],
				.option = "x",
				.heads = c->ordered[r],
				.start = day_add(GENERATE_MONDAY, -7),
				.end = day_add(GENERATE_MONDAY, 7 * WEEKS + 20),
				.note = "",
			};
}

/* Where each week has another latest end the windows of one option would step back. */
static void limit_tenure(struct dump *d, const struct heads_case *c)
{
	struct settings *settings = &d->company.settings;

	settings->tenures = ARENA_ARRAY(&d->arena, struct tenure, 1);
	settings->tenures[0] = (struct tenure){ "DE", 1, day_add(GENERATE_MONDAY, 7) };
	settings->tenure_count = c->tenure;
	settings->budget_cents = NO_BUDGET;
	settings->quarter_count = 0;
	settings->vendor_count = 0;
	settings->min_onshore_percent = 0;
}

static int64_t heads_in_the_last_week(const struct sourcing *sourcing, size_t option)
{
	int64_t heads = 0;

	for (size_t i = 0; i < sourcing->engagement_count; i++) {
		const struct engagement *e = &sourcing->engagements[i];

		if (e->option == option && e->first_week < WEEKS && e->last_week >= WEEKS - 1)
			heads += e->heads;
	}
	return heads;
}

static void no_more_heads_than_anybody_orders(void **state)
{
	const struct heads_case *c = *state;
	struct generate how = {
		.seed = 1, .people = 1, .demands = 1, .roles = 1, .skills = 1, .weeks = WEEKS
	};
	struct generate_rates rates = { 1, 1, 1, 0 };
	const struct source_effort effort = {
		.cover = { .search_steps = 50, .bound_rounds = 5 },
		.explain = true,
	};
	struct dump d = { .arena = ARENA_INIT };
	struct notes notes = NOTES_INIT(&d.arena);
	struct fault fault = FAULT_INIT;
	struct plan_options options;

	if (c->engine == ENGINE_CBC && !covering_cbc_version())
		skip();
	dump_make(&d, &how, &rates, OBJECTIVE_PRIORITY);
	options = d.plan.options;
	options.today = GENERATE_MONDAY;
	options.engine = c->engine;
	if (c->drawn)
		options.goal = (struct source_goal){ .percent = 80, .draws = 7, .seed = 1 };
	ask(&d, c);
	offer(&d, c);
	run(&d, c);
	limit_tenure(&d, c);
	assert_ok(plan_make(&d.company, &options, &d.arena, &d.plan, &notes, &fault), &fault);
	source_plan(&d.plan, VIEW_ALL, &effort, &d.arena, &d.sourcing);
	assert_ok(verify_sourcing(&d.plan, &d.sourcing, &fault), &fault);
	for (size_t k = 0; k < OPTIONS; k++)
		assert_number(c->name, heads_in_the_last_week(&d.sourcing, k), c->heads[k]);
	arena_release(&d.arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(heads_cases)];

	for (size_t i = 0; i < ARRAY_LEN(heads_cases); i++)
		tests[i] = ROW_TEST(no_more_heads_than_anybody_orders, &heads_cases[i]);
	return cmocka_run_group_tests_name("source_heads", tests, NULL, NULL);
}
