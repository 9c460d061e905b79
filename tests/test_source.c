/*
 * Sourcing of random companies: what the verifier says of it, and that it does not depend on the
 * order of rows or the number of threads.
 */
#include <string.h>

#include "model/company_order.h"
#include "planner/plan.h"
#include "planner/roster/roster_assign.h"
#include "planner/sourcing/source.h"
#include "planner/verify/verify.h"
#include "planner/verify/verify_roster.h"
#include "planner/verify/verify_sourcing.h"
#include "solver/covering/covering_milp.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"
#include "tests/test.h"

enum { COMPANIES = 30 };

/* Limits of quarters, of vendors and of tenure. */
static void draw_coupled(uint64_t seed, struct arena *arena, struct settings *settings)
{
	settings->quarters = ARENA_ARRAY(arena, struct quarter_budget, 2);
	settings->quarters[0] = (struct quarter_budget){ day_of(2026, 10, 1), 1500000 };
	settings->quarters[1] = (struct quarter_budget){ day_of(2027, 1, 1), 2500000 };
	settings->quarter_count = 2;
	settings->vendors = ARENA_ARRAY(arena, struct vendor_limit, 1);
	settings->vendors[0] = (struct vendor_limit){ "vendor a", (int64_t)seed * 100000 };
	settings->vendor_count = seed % 8 == 3;
	settings->tenures = ARENA_ARRAY(arena, struct tenure, 1);
	settings->tenures[0] = (struct tenure){ "DE", 15, DAY_FIRST };
	settings->tenure_count = 1;
}

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
	if (seed % 5 == 2)
		company->settings.min_onshore_percent = 40;
	if (seed % 4 == 3)
		draw_coupled(seed, arena, &company->settings);
	if (seed % 4 == 0)
		options.objective = OBJECTIVE_COST;
	options.today = day_add(options.today, -(int32_t)(seed % 9));
	assert_ok(plan_make(company, &options, arena, plan, &notes, &fault), &fault);
}

static void the_verifier_finds_nothing_wrong(void **state)
{
	struct source_effort effort = { .cover = { .search_steps = 600, .bound_rounds = 60 },
					.explain = true };
	size_t engagements = 0, continued = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		struct arena arena = ARENA_INIT;
		struct fault fault = FAULT_INIT;
		struct company company;
		struct plan plan;
		struct sourcing sourcing;

		make(seed, 10 + seed % 30, &arena, &company, &plan);
		source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &sourcing);
		if (!verify_sourcing(&plan, &sourcing, &fault))
			fail_msg("seed %d: %s", (int)seed, fault.message);
		engagements += sourcing.engagement_count;
		for (size_t i = 0; i < sourcing.engagement_count; i++)
			continued += sourcing.engagements[i].decision == DECISION_EXTEND ||
				     sourcing.engagements[i].decision == DECISION_END_EARLY;
		arena_release(&arena);
	}
	assert_true(engagements > 2 * COMPANIES);
	assert_true(continued > 2);
}

/* Own people who make room for heads are worth it, or stay. */
static void moving_people_never_costs_anything(void **state)
{
	struct source_effort moving = { .cover = { .search_steps = 600, .bound_rounds = 60 } };
	struct source_effort staying = moving;
	size_t cheaper = 0;

	(void)state;
	staying.stay = true;
	for (uint64_t seed = 1; seed <= 2 * COMPANIES; seed++) {
		struct arena arena = ARENA_INIT;
		struct fault fault = FAULT_INIT;
		struct company company;
		struct plan plan;
		struct sourcing moved, stayed;

		make(seed, 10 + seed % 30, &arena, &company, &plan);
		source_plan(&plan, VIEW_WEIGHTED, &staying, &arena, &stayed);
		source_plan(&plan, VIEW_WEIGHTED, &moving, &arena, &moved);
		if (moved.total_cents > stayed.total_cents)
			fail_msg("seed %d: %lld is more than %lld", (int)seed,
				 (long long)moved.total_cents, (long long)stayed.total_cents);
		assert_ok(verify_sourcing(&plan, &moved, &fault), &fault);
		assert_ok(verify_sourcing(&plan, &stayed, &fault), &fault);
		cheaper += moved.total_cents < stayed.total_cents;
		arena_release(&arena);
	}
	assert_true(cheaper > 2);
}

static void same_sourcing(const struct sourcing *a, const struct sourcing *b)
{
	assert_number("total", a->total_cents, b->total_cents);
	assert_number("bound", a->bound_cents, b->bound_cents);
	assert_number("engagements", (int64_t)a->engagement_count, (int64_t)b->engagement_count);
	for (size_t i = 0; i < a->engagement_count; i++) {
		const struct engagement *x = &a->engagements[i], *y = &b->engagements[i];

		assert_number("option", x->option, y->option);
		assert_number("heads", x->heads, y->heads);
		assert_number("first week", x->first_week, y->first_week);
		assert_number("last week", x->last_week, y->last_week);
	}
	assert_number("coverage", (int64_t)a->coverage_count, (int64_t)b->coverage_count);
	assert_true(a->coverage_count == 0 ||
		    memcmp(a->coverage, b->coverage, a->coverage_count * sizeof(*a->coverage)) ==
			    0);
}

static void threads_change_nothing(void **state)
{
	const struct source_effort effort = { .cover = { .search_steps = 600,
							 .bound_rounds = 60 } };

	(void)state;
	for (uint64_t seed = 3; seed <= 8; seed++) {
		struct arena arena = ARENA_INIT;
		struct company company;
		struct plan plan;
		struct sourcing one, four;

		make(seed, 20, &arena, &company, &plan);
		source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &one);
		plan.options.threads = 4;
		source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &four);
		same_sourcing(&one, &four);
		arena_release(&arena);
	}
}

static void shuffle(void *list, size_t count, size_t size, uint64_t *state)
{
	char *items = list, item[1024];

	assert_true(size <= sizeof(item));
	for (size_t i = count; i > 1; i--) {
		char *a = items + (i - 1) * size, *b = items + generate_below(state, i) * size;

		memcpy(item, a, size);
		memmove(a, b, size);
		memcpy(b, item, size);
	}
}

static void the_order_of_rows_changes_nothing(void **state)
{
	const struct source_effort effort = { .cover = { .search_steps = 600,
							 .bound_rounds = 60 } };

	(void)state;
	for (uint64_t seed = 3; seed <= 14; seed++) {
		struct arena arena = ARENA_INIT;
		struct notes notes = NOTES_INIT(&arena);
		struct fault fault = FAULT_INIT;
		struct company company, other;
		struct plan_options options;
		struct plan plan, again;
		struct sourcing one, two;
		uint64_t order = seed;

		make(seed, 12, &arena, &company, &plan);
		options = plan.options;
		company_settle(&company);
		assert_ok(plan_make(&company, &options, &arena, &plan, &notes, &fault), &fault);
		source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &one);
		make(seed, 12, &arena, &other, &again);
		shuffle(other.people, other.person_count, sizeof(*other.people), &order);
		shuffle(other.demands, other.demand_count, sizeof(*other.demands), &order);
		shuffle(other.bookings, other.booking_count, sizeof(*other.bookings), &order);
		company_settle(&other);
		assert_ok(plan_make(&other, &options, &arena, &again, &notes, &fault), &fault);
		source_plan(&again, VIEW_WEIGHTED, &effort, &arena, &two);
		same_sourcing(&one, &two);
		arena_release(&arena);
	}
}

/* Demand less what is named and what engaged heads do is what stays open, by priority. */
static void check_names(const struct plan *plan, const struct sourcing *sourcing,
			const struct roster *roster)
{
	const struct demand *demands = plan->company->demands;
	int64_t open_minutes[PRIORITY_MAX + 1] = { 0 };

	for (size_t i = 0; i < roster->count; i++)
		open_minutes[demands[roster->list[i].line].priority] -= roster->list[i].minutes;
	for (size_t i = 0; i < sourcing->coverage_count; i++)
		open_minutes[demands[sourcing->coverage[i].line].priority] -=
			sourcing->coverage[i].minutes;
	for (size_t d = 0; d < plan->company->demand_count; d++)
		for (size_t w = 0; w < plan->options.week_count; w++)
			open_minutes[demands[d].priority] +=
				plan_demand_coverage(plan, roster->view, d, w)->demand_minutes;
	for (int p = 1; p <= PRIORITY_MAX; p++)
		assert_int_equal(open_minutes[p], sourcing->open_minutes[p]);
}

static void names_stand_beside_the_engagements(void **state)
{
	const struct source_effort effort = { .cover = { .search_steps = 100 }, .unbounded = true };
	size_t moved = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		struct arena arena = ARENA_INIT;
		struct fault fault = FAULT_INIT;
		struct company company;
		struct plan plan;
		struct sourcing sourcing;
		struct roster roster, alone;

		make(seed, 8, &arena, &company, &plan);
		source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &sourcing);
		plan.sourcing = &sourcing;
		assert_ok(roster_assign_beside(&plan, &sourcing, ROSTER_MIN_CHUNK_MINUTES, &arena,
					       &roster, &fault),
			  &fault);
		assert_ok(verify_roster(&plan, &roster, &fault), &fault);
		check_names(&plan, &sourcing, &roster);
		assert_ok(roster_assign(&plan, VIEW_WEIGHTED, ROSTER_MIN_CHUNK_MINUTES, &arena,
					&alone, &fault),
			  &fault);
		assert_ok(verify_roster(&plan, &alone, &fault), &fault);
		/* Names of before are not taken for those beside the engagements. */
		alone.beside = &sourcing;
		if (!verify_roster(&plan, &alone, &fault))
			moved++;
		arena_release(&arena);
	}
	assert_true(moved > 2);
}

static bool branched(const struct sourcing *sourcing)
{
	return strcmp(sourcing->engine, "cbc") == 0;
}

/* Without CBC the engines are the search, which cli/ refuses to call CBC. */
static void engines_are_used_where_they_are_asked_for(void **state)
{
	const struct source_effort effort = { .cover = { .search_steps = 1, .bound_rounds = 60 } };
	int64_t totals[ENGINE_COUNT] = { 0 };
	size_t cheaper = 0, by_cbc = 0, by_auto = 0;

	(void)state;
	for (uint64_t seed = 3; seed <= 12; seed += 3) {
		struct arena arena = ARENA_INIT;
		struct fault fault = FAULT_INIT;
		struct company company;
		struct plan plan;
		struct sourcing sourcing;

		make(seed, 16, &arena, &company, &plan);
		for (int e = ENGINE_SEARCH; e < ENGINE_COUNT; e++) {
			plan.options.engine = (enum engine)e;
			source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &sourcing);
			assert_ok(verify_sourcing(&plan, &sourcing, &fault), &fault);
			totals[e] = sourcing.total_cents;
			by_cbc += e == ENGINE_CBC && branched(&sourcing);
			by_auto += e == ENGINE_AUTO && branched(&sourcing);
			assert_false(e == ENGINE_SEARCH && branched(&sourcing));
		}
		cheaper += totals[ENGINE_CBC] < totals[ENGINE_SEARCH];
		arena_release(&arena);
	}
	assert_int_equal(by_cbc > 0, covering_cbc_version() != NULL);
	assert_int_equal(by_auto > 0, covering_cbc_version() != NULL);
	assert_int_equal(cheaper > 0, covering_cbc_version() != NULL);
}

/* Many groups: what a budget saves is nearly smooth, and its multiplier is the slope. */
static void a_euro_more_saves_about_what_is_said(void **state)
{
	struct generate how = {
		.seed = 7, .people = 240, .demands = 240, .roles = 40, .skills = 1, .weeks = 26
	};
	struct generate_rates rates = { 7, how.roles, 3, 0 };
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = how.weeks };
	const struct source_effort effort = { .unbounded = true };
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct company company;
	struct plan plan;
	struct sourcing unlimited, less, more;
	int64_t spend, saved, said;

	(void)state;
	generate_company(&how, &arena, &company);
	generate_rates(&rates, &arena, &company);
	assert_ok(plan_make(&company, &options, &arena, &plan, &notes, &fault), &fault);
	source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &unlimited);
	spend = cost_spend(&unlimited.cost);
	company.settings.budget_cents = spend / 100 * 50;
	source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &less);
	company.settings.budget_cents = spend / 100 * 60;
	source_plan(&plan, VIEW_WEIGHTED, &effort, &arena, &more);
	saved = less.total_cents - more.total_cents;
	said = (less.limits[0].saves_micro + more.limits[0].saves_micro) / 2 *
	       (spend / 100 * 10 / 1000) / 1000;
	assert_true(said > 0);
	if (saved < said * 2 / 3 || saved > said * 3 / 2)
		fail_msg("saved %ld, said %ld", (long)saved, (long)said);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_verifier_finds_nothing_wrong),
		cmocka_unit_test(moving_people_never_costs_anything),
		cmocka_unit_test(a_euro_more_saves_about_what_is_said),
		cmocka_unit_test(threads_change_nothing),
		cmocka_unit_test(the_order_of_rows_changes_nothing),
		cmocka_unit_test(names_stand_beside_the_engagements),
		cmocka_unit_test(engines_are_used_where_they_are_asked_for),
	};

	return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
