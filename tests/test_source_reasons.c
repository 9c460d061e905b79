/*
 * What is said of engagements beyond their price: each lie about it is called by its name, and what
 * was not checked is counted.
 */
#include <string.h>

#include "planner/plan.h"
#include "planner/sourcing/source.h"
#include "planner/verify/verify_sourcing.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"
#include "tests/test.h"

static void make(uint64_t seed, size_t weeks, struct arena *arena, struct company *company,
		 struct plan *plan)
{
	struct generate how = { .seed = seed,
				.people = 3 + seed % 12,
				.demands = 4 + seed % 20,
				.bookings = seed % 5,
				.roles = 2 + seed % 4,
				.skills = 3,
				.weeks = weeks };
	struct generate_rates rates = { seed, how.roles, 1 + seed % 8, seed % 4 };
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = weeks };
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;

	generate_company(&how, arena, company);
	generate_rates(&rates, arena, company);
	if (seed % 3 == 1)
		company->settings.budget_cents = 4000000 + (int64_t)seed * 100000;
	options.today = day_add(options.today, -(int32_t)(seed % 9));
	assert_ok(plan_make(company, &options, arena, plan, &notes, &fault), &fault);
}

/* What the plan itself does with the options, said to be what is instead. */
static void say_the_plan(const struct sourcing *sourcing, struct alternative *said,
			 struct arena *arena)
{
	struct engagement *list =
		ARENA_ARRAY(arena, struct engagement, sourcing->engagement_count + 1);

	said->engagement_count = 0;
	for (size_t i = 0; i < sourcing->engagement_count; i++)
		for (size_t k = 0; k < said->option_count; k++)
			if (sourcing->engagements[i].option == said->options[k])
				list[said->engagement_count++] = sourcing->engagements[i];
	said->engagements = list;
}

/* The first of what is instead so often that there are too many heads. */
static bool say_it_often(const struct company *company, struct alternative *said,
			 struct arena *arena)
{
	struct engagement *list = ARENA_ARRAY(arena, struct engagement, 100);

	for (size_t i = 0; i < said->engagement_count; i++) {
		const struct engagement *e = &said->engagements[i];

		if (e->decision != DECISION_NEW || company->options[e->option].max_heads >= 50)
			continue;
		for (size_t n = 0; n < 60; n++)
			list[n] = *e;
		said->engagements = list;
		said->engagement_count = 60;
		return true;
	}
	return false;
}

static const char *const spoils[] = {
	"the cost of dropping it",
	"the cost of the runner-up",
	"the rate that changes the choice",
	"the rate that changes the choice",
	"the lead time that changes the choice",
	"the weeks that change the choice",
	"what is in its place",
	"what is without it",
	"the options instead",
	"the heads at a time instead",
};

/* One thing said of an engagement, changed a little; false: there is none of it. */
static bool spoil(const struct plan *plan, const struct sourcing *sourcing, struct engagement *e,
		  size_t what, struct arena *arena)
{
	struct alternative *runner = ARENA_ARRAY(arena, struct alternative, 2),
			   *without = runner + 1;

	*runner = *e->runner;
	*without = *e->without;
	e->runner = runner;
	e->without = without;
	switch (what) {
	case 0: e->drop_cents++; break;
	case 1: e->runner_up_cents++; break;
	case 2: e->break_even.rate_cents++; break;
	case 3: e->break_even.rate_cents--; break;
	case 4: e->break_even.lead_days++; break;
	case 5: e->break_even.weeks = 0; break;
	case 6: say_the_plan(sourcing, runner, arena); break;
	case 7: say_the_plan(sourcing, without, arena); break;
	case 8: without->option_count = 0; break;
	default: return say_it_often(plan->company, without, arena);
	}
	return true;
}

static void what_is_said_of_engagements_is_checked(void **state)
{
	const struct source_effort effort = { .cover = { .search_steps = 600, .bound_rounds = -1 },
					      .explain = true };
	size_t spoiled[ARRAY_LEN(spoils)] = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= 12; seed++) {
		struct arena arena = ARENA_INIT;
		struct company company;
		struct plan plan;
		struct sourcing sourcing;

		make(seed, 16, &arena, &company, &plan);
		source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &sourcing);
		for (size_t i = 0; i < sourcing.engagement_count; i++)
			for (size_t what = 0; what < ARRAY_LEN(spoils); what++) {
				struct engagement *e = &sourcing.engagements[i], before = *e;
				struct fault fault = FAULT_INIT;

				if (!e->runner || !e->without ||
				    (what < 6 &&
				     (e->break_even.lead_days < 0 || e->break_even.weeks < 0)))
					continue;
				if (spoil(&plan, &sourcing, e, what, &arena)) {
					if (verify_sourcing(&plan, &sourcing, &fault) ||
					    !strstr(fault.message, spoils[what]))
						fail_msg("seed %d: spoiled %d: %s", (int)seed,
							 (int)what, fault.message);
					spoiled[what]++;
				}
				*e = before;
			}
		arena_release(&arena);
	}
	for (size_t what = 0; what < ARRAY_LEN(spoils); what++)
		if (spoiled[what] < 3)
			fail_msg("only %d: %s", (int)spoiled[what], spoils[what]);
}

/* As far as it goes: no more is checked than there are looks for, and what is not is counted. */
static void what_is_not_checked_is_counted(void **state)
{
	const struct source_effort effort = { .cover = { .search_steps = 600, .bound_rounds = -1 },
					      .explain = true };
	size_t all = 0, some = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 8; seed++) {
		struct arena arena = ARENA_INIT;
		struct fault fault = FAULT_INIT;
		size_t explained = 0, unchecked = 1;
		struct company company;
		struct plan plan;
		struct sourcing sourcing;

		make(seed, 16, &arena, &company, &plan);
		source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &sourcing);
		for (size_t i = 0; i < sourcing.engagement_count; i++)
			explained += sourcing.engagements[i].runner != NULL;
		assert_ok(
			verify_sourcing_within(&plan, &sourcing, VERIFY_LOOKS, &unchecked, &fault),
			&fault);
		assert_number("enough looks", unchecked, 0);
		assert_ok(verify_sourcing_within(&plan, &sourcing, 0, &unchecked, &fault), &fault);
		assert_number("none", unchecked, explained);
		if (explained > 1) {
			assert_ok(verify_sourcing_within(&plan, &sourcing, 1, &unchecked, &fault),
				  &fault);
			assert_number("one", unchecked, explained - 1);
			some++;
		}
		all += explained;
		arena_release(&arena);
	}
	assert_true(all > 3 && some > 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_said_of_engagements_is_checked),
		cmocka_unit_test(what_is_not_checked_is_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
