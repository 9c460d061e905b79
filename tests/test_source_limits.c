/*
 * Plans under limits against their integer optimum, and what is said where nothing is proven.
 */
#include "base/number.h"
#include "planner/plan.h"
#include "planner/sourcing/source.h"
#include "planner/verify/verify_sourcing.h"
#include "tests/oracles/dump_plan.h"
#include "tests/test.h"

/* Companies of tests/oracles/dump_limits.c; optima by tests/oracles/oracle_limits.py, which solves
 * them as integer programs. No multiplier makes these plans the cheapest: offshore heads are
 * allowed when others, who have little or nothing to do, stay or come onshore. */
struct limit_case {
	const char *name;
	uint64_t seed;
	int32_t onshore_percent;
	int64_t quarter_cents; /* of 2026-Q4; 0: no limit */
	int64_t optimum_cents;
};

static const struct limit_case limit_cases[] = {
	{ "who helps nobody stays a week more", 311, 28, 0, 3580391 },
	{ "several groups give for another", 659, 37, 0, 9637754 },
	{ "who helps nobody stays as agreed", 851, 47, 0, 14960097 },
	{ "eleven cents above a budget are above it", 481, 0, 3370741, 30105197 },
};

static void plans_under_limits_are_near_the_optimum(void **state)
{
	const struct limit_case *c = *state;
	struct generate how = { .seed = c->seed,
				.people = 2 + c->seed % 4,
				.demands = 3 + c->seed % 5,
				.roles = 1 + c->seed % 4,
				.skills = 2,
				.weeks = 8 + c->seed % 7 };
	struct generate_rates rates = { c->seed, how.roles, 2 + c->seed % 4, c->seed % 3 };
	const struct source_effort effort = { .explain = true };
	struct dump d = { .arena = ARENA_INIT };
	struct fault fault = FAULT_INIT;
	struct quarter_budget quarter;

	dump_make(&d, &how, &rates, OBJECTIVE_PRIORITY);
	quarter = (struct quarter_budget){ day_of(2026, 10, 1), c->quarter_cents };
	d.company.settings.quarters = &quarter;
	d.company.settings.quarter_count = c->quarter_cents > 0;
	d.company.settings.min_onshore_percent = c->onshore_percent;
	source_plan(&d.plan, VIEW_WEIGHTED, &effort, &d.arena, &d.sourcing);
	assert_ok(verify_sourcing(&d.plan, &d.sourcing, &fault), &fault);
	assert_true(d.sourcing.total_cents >= c->optimum_cents);
	if (d.sourcing.total_cents > c->optimum_cents + c->optimum_cents / 20)
		fail_msg("%s: %ld, the optimum is %ld", c->name, (long)d.sourcing.total_cents,
			 (long)c->optimum_cents);
	arena_release(&d.arena);
}

enum { SKILLS = 9, ALL_SUBSETS = 1 << SKILLS };

static const char *const skills[SKILLS] = { "a", "b", "c", "d", "e", "f", "g", "h", "i" };

/* Every set of skills is an option, and each line wants one skill: 511 kinds in one group. */
static void offer_all_subsets(struct dump *d)
{
	struct rate_option like = d->company.options[0];

	for (size_t l = 0; l < SKILLS; l++) {
		struct demand *line = &d->company.demands[l];

		line->role = like.roles[0].role;
		line->level = 1;
		line->skills = ARENA_ARRAY(&d->arena, const char *, 1);
		line->skills[0] = skills[l];
		line->skill_count = 1;
		line->location = "";
		line->start = GENERATE_MONDAY;
		line->end = day_add(GENERATE_MONDAY, 20);
		line->unit = AMOUNT_FTE;
		line->amount_micro = 2 * MICRO;
		line->weeks = NULL;
		line->week_count = 0;
	}
	d->company.options = ARENA_ARRAY(&d->arena, struct rate_option, ALL_SUBSETS);
	d->company.option_count = 0;
	for (size_t set = 1; set < ALL_SUBSETS; set++) {
		struct rate_option *o = &d->company.options[d->company.option_count++];

		*o = like;
		o->id = arena_format(&d->arena, "o%03zu", set);
		o->skills = ARENA_ARRAY(&d->arena, const char *, SKILLS);
		o->skill_count = 0;
		for (size_t i = 0; i < SKILLS; i++)
			if (set >> i & 1)
				o->skills[o->skill_count++] = skills[i];
	}
}

static void groups_of_which_nothing_is_proven_are_counted(void **state)
{
	struct generate how = {
		.seed = 1, .people = 2, .demands = SKILLS, .roles = 1, .skills = 1, .weeks = 3
	};
	struct generate_rates rates = { 1, 1, 1, 0 };
	const struct source_effort effort = { .cover = { .search_steps = 50 } };
	struct dump d = { .arena = ARENA_INIT };
	struct notes notes = NOTES_INIT(&d.arena);
	struct fault fault = FAULT_INIT;
	struct plan_options options;

	(void)state;
	dump_make(&d, &how, &rates, OBJECTIVE_PRIORITY);
	source_plan(&d.plan, VIEW_ALL, &effort, &d.arena, &d.sourcing);
	assert_number("each told apart", d.sourcing.aggregated_count, 0);
	options = d.plan.options;
	offer_all_subsets(&d);
	assert_ok(plan_make(&d.company, &options, &d.arena, &d.plan, &notes, &fault), &fault);
	source_plan(&d.plan, VIEW_ALL, &effort, &d.arena, &d.sourcing);
	assert_ok(verify_sourcing(&d.plan, &d.sourcing, &fault), &fault);
	assert_number("too many", d.sourcing.aggregated_count, 1);
	arena_release(&d.arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(limit_cases) + 1] = { cmocka_unit_test(
		groups_of_which_nothing_is_proven_are_counted) };

	for (size_t i = 0; i < ARRAY_LEN(limit_cases); i++)
		tests[i + 1] = ROW_TEST(plans_under_limits_are_near_the_optimum, &limit_cases[i]);
	return cmocka_run_group_tests_name("source_limits", tests, NULL, NULL);
}
