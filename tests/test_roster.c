/*
 * Names and bench: what the verifier says of random companies, and cases checked by hand.
 */
#include <string.h>

#include "base/number.h"
#include "planner/plan.h"
#include "planner/roster/roster_assign.h"
#include "planner/roster/roster_bench.h"
#include "planner/verify/verify.h"
#include "planner/verify/verify_roster.h"
#include "tests/generate.h"
#include "tests/make_generated.h"
#include "tests/test.h"

enum { COMPANIES = 120 };

static void name(const struct plan *plan, enum view view, struct arena *arena,
		 struct roster *roster)
{
	struct fault fault = FAULT_INIT;

	assert_ok(roster_assign(plan, view, ROSTER_MIN_CHUNK_MINUTES, arena, roster, &fault),
		  &fault);
	assert_ok(verify_roster(plan, roster, &fault), &fault);
}

static void check_bench(const struct plan *plan, const struct roster *roster,
			const struct bench *bench)
{
	int64_t free_minutes = 0, used = 0;

	for (size_t i = 0; i < bench->count; i++) {
		const struct bench_run *run = &bench->list[i];

		assert_true(run->free_minutes >=
			    (int64_t)ROSTER_MIN_CHUNK_MINUTES * run->week_count);
		assert_true(run->first_week + run->week_count <= plan->options.week_count);
		free_minutes += run->free_minutes;
	}
	assert_int_equal(free_minutes, bench->free_minutes);
	for (size_t i = 0; i < roster->count; i++)
		used += roster->list[i].minutes - roster->list[i].booked_minutes;
	for (size_t p = 0; p < plan->company->person_count; p++)
		for (size_t w = 0; w < plan->options.week_count; w++)
			used -= plan_capacity(plan, p, w)->free_minutes;
	assert_true(free_minutes <= -used);
}

static void names_keep_to_the_plan_of_random_companies(void **state)
{
	size_t seen = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		struct generate how = generate_varied(seed, 5);
		struct arena arena = ARENA_INIT;
		struct company company;
		struct plan plan;
		struct roster roster;
		struct bench bench;

		generate_company(&how, &arena, &company);
		make_generated(&company, how.weeks, &arena, &plan);
		name(&plan, (enum view)(seed % VIEW_COUNT), &arena, &roster);
		roster_bench(&plan, &roster, ROSTER_MIN_CHUNK_MINUTES, &arena, &bench);
		check_bench(&plan, &roster, &bench);
		seen += roster.count;
		arena_release(&arena);
	}
	assert_true(seen > COMPANIES);
}

/* --- cases checked by hand ------------------------------------------------- */

struct hand_company {
	struct arena arena;
	struct company company;
	struct person people[3];
	struct demand demands[3];
	struct booking bookings[1];
};

static struct role_level welder = { "welder", 2 };

static void add_person(struct hand_company *h, const char *id, int64_t rate_cents)
{
	h->people[h->company.person_count++] =
		(struct person){ .id = id,
				 .name = id,
				 .roles = &welder,
				 .role_count = 1,
				 .location = "",
				 .pattern_minutes = { 480, 480, 480, 480, 480 },
				 .start = DAY_FIRST,
				 .end = DAY_LAST,
				 .cost_rate_cents = rate_cents };
}

static void add_demand(struct hand_company *h, const char *id, const char *project,
		       int32_t first_week, int32_t weeks, int64_t hours_per_week)
{
	h->demands[h->company.demand_count++] =
		(struct demand){ .id = id,
				 .project = project,
				 .role = "welder",
				 .level = 2,
				 .location = "",
				 .start = day_add(GENERATE_MONDAY, 7 * first_week),
				 .end = day_add(GENERATE_MONDAY, 7 * (first_week + weeks) - 1),
				 .unit = AMOUNT_HOURS_PER_WEEK,
				 .amount_micro = hours_per_week * MICRO,
				 .priority = 3,
				 .probability_percent = 100 };
}

static void solve(struct hand_company *h, size_t weeks, struct plan *plan, struct roster *roster)
{
	h->company.settings = settings_default();
	h->company.people = h->people;
	h->company.demands = h->demands;
	h->company.bookings = h->bookings;
	make_generated(&h->company, weeks, &h->arena, plan);
	name(plan, VIEW_COMMITTED, &h->arena, roster);
}

static int32_t worked(const struct roster *roster, uint32_t week, uint32_t person, uint32_t line)
{
	for (size_t i = 0; i < roster->count; i++)
		if (roster->list[i].week == week && roster->list[i].person == person &&
		    roster->list[i].line == line)
			return roster->list[i].minutes;
	return 0;
}

static void people_stay_on_their_project(void **state)
{
	struct hand_company h = { .arena = ARENA_INIT };
	struct plan plan;
	struct roster roster;

	(void)state;
	add_person(&h, "a", 0);
	add_person(&h, "b", 0);
	add_demand(&h, "d1", "X", 0, 4, 40);
	add_demand(&h, "d2", "Y", 0, 4, 40);
	solve(&h, 4, &plan, &roster);
	for (uint32_t w = 1; w < 4; w++)
		for (uint32_t p = 0; p < 2; p++)
			assert_int_equal(worked(&roster, w, p, 0), worked(&roster, 0, p, 0));
	assert_int_equal(roster.later_minutes, 3 * 4800);
	assert_int_equal(roster.kept_minutes, roster.later_minutes);
	arena_release(&h.arena);
}

/* Without the bonus Ben, second by id, would lose the second line to Ana when her own ends. */
static void a_project_goes_on_with_the_same_person_on_its_next_line(void **state)
{
	struct hand_company h = { .arena = ARENA_INIT };
	struct plan plan;
	struct roster roster;
	uint32_t x;

	(void)state;
	add_person(&h, "a", 0);
	add_person(&h, "b", 0);
	add_demand(&h, "d1", "X", 0, 1, 40);
	add_demand(&h, "d2", "Y", 0, 1, 40);
	add_demand(&h, "d3", "Y", 1, 1, 40);
	solve(&h, 2, &plan, &roster);
	x = worked(&roster, 0, 0, 1) == 2400 ? 0 : 1; /* who worked on Y */
	assert_int_equal(worked(&roster, 0, x, 1), 2400);
	assert_int_equal(worked(&roster, 1, x, 2), 2400);
	arena_release(&h.arena);
}

static void a_soft_booking_is_a_wish_that_costs_nothing(void **state)
{
	for (size_t booked = 0; booked < 2; booked++) {
		struct hand_company h = { .arena = ARENA_INIT };
		struct plan plan;
		struct roster roster;

		add_person(&h, "a", 0);
		add_person(&h, "b", 0);
		add_demand(&h, "d1", "X", 0, 1, 30);
		h.bookings[0] = (struct booking){ .place = { "bookings.csv", 2, 1 },
						  .person = booked ? "b" : "a",
						  .person_index = booked,
						  .project = "X",
						  .role = "",
						  .start = GENERATE_MONDAY,
						  .end = day_add(GENERATE_MONDAY, 4),
						  .unit = AMOUNT_PERCENT,
						  .amount_micro = 50 * MICRO,
						  .status = BOOKING_SOFT };
		h.company.booking_count = 1;
		solve(&h, 1, &plan, &roster);
		assert_int_equal(worked(&roster, 0, (uint32_t)booked, 0), 1800);
		assert_int_equal(roster.count, 1);
		arena_release(&h.arena);
	}
	(void)state;
}

static void who_has_nothing_to_do_is_on_the_bench_and_costs(void **state)
{
	struct hand_company h = { .arena = ARENA_INIT };
	struct plan plan;
	struct roster roster;
	struct bench bench;

	(void)state;
	add_person(&h, "a", 6150);
	add_demand(&h, "d1", "X", 1, 1, 38);
	solve(&h, 4, &plan, &roster);
	roster_bench(&plan, &roster, ROSTER_MIN_CHUNK_MINUTES, &h.arena, &bench);
	assert_int_equal(bench.count, 2); /* two hours left in the second week are no bench */
	assert_int_equal(bench.list[0].first_week, 0);
	assert_int_equal(bench.list[0].week_count, 1);
	assert_int_equal(bench.list[1].first_week, 2);
	assert_int_equal(bench.list[1].week_count, 2);
	assert_int_equal(bench.list[1].free_minutes, 4800);
	assert_int_equal(bench.list[1].cost_cents, 80 * 6150);
	assert_int_equal(bench.cost_cents, 120 * 6150);
	assert_int_equal(bench.without_rate, 0);
	arena_release(&h.arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(people_stay_on_their_project),
		cmocka_unit_test(a_project_goes_on_with_the_same_person_on_its_next_line),
		cmocka_unit_test(a_soft_booking_is_a_wish_that_costs_nothing),
		cmocka_unit_test(who_has_nothing_to_do_is_on_the_bench_and_costs),
		cmocka_unit_test(names_keep_to_the_plan_of_random_companies),
	};

	return cmocka_run_group_tests_name("names", tests, NULL, NULL);
}
