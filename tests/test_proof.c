/*
 * Certificates against their definition, on random companies and on cases checked by hand.
 */
#include <string.h>

#include "base/number.h"
#include "planner/allocation/projects.h"
#include "planner/allocation/prove.h"
#include "planner/plan.h"
#include "planner/verify/verify.h"
#include "planner/verify/verify_proof.h"
#include "tests/generate.h"
#include "tests/make_generated.h"
#include "tests/test.h"

enum { COMPANIES = 200 };

static bool contains(const uint32_t *list, size_t count, size_t item)
{
	for (size_t i = 0; i < count; i++)
		if (list[i] == item)
			return true;
	return false;
}

static bool qualifies_for_one(const struct plan *plan, size_t person, const struct certificate *c)
{
	for (size_t i = 0; i < c->line_count; i++)
		if (person_qualifies(&plan->company->settings, &plan->company->people[person],
				     &plan->company->demands[c->lines[i]]))
			return true;
	return false;
}

static bool booking_serves_one(const struct plan *plan, size_t index, const struct certificate *c)
{
	const struct booking *booking = &plan->company->bookings[index];

	for (size_t i = 0; i < c->line_count; i++)
		if (booking_names(booking, &plan->company->people[booking->person_index],
				  &plan->company->demands[c->lines[i]]))
			return plan_booking_minutes(plan, index, c->week) > 0;
	return false;
}

static void check_certificate(const struct plan *plan, const struct certificate *c)
{
	int64_t demand = 0, supply = 0;

	for (size_t i = 0; i < c->line_count; i++)
		demand += plan_demand_coverage(plan, c->view, c->lines[i], c->week)->demand_minutes;
	for (size_t p = 0; p < plan->company->person_count; p++) {
		bool listed = contains(c->people, c->people_count, p);

		assert_int_equal(listed, qualifies_for_one(plan, p, c));
		supply += listed ? plan_capacity(plan, p, c->week)->free_minutes : 0;
	}
	for (size_t b = 0; b < plan->company->booking_count; b++) {
		bool listed = contains(c->bookings, c->booking_count, b);

		assert_int_equal(listed, booking_serves_one(plan, b, c));
		supply += listed ? plan_booking_minutes(plan, b, c->week) : 0;
	}
	assert_int_equal(demand, c->demand_minutes);
	assert_int_equal(supply, c->supply_minutes);
	assert_int_equal(demand - supply, c->missing_minutes);
	assert_true(c->missing_minutes > 0);
	for (int r = 0; r < REASON_COUNT; r++)
		assert_true(c->effect_minutes[r] >= 0);
}

static int64_t week_gap(const struct plan *plan, enum view view, size_t week)
{
	int64_t gap = 0;

	for (size_t d = 0; d < plan->company->demand_count; d++) {
		const struct demand_coverage *cover = plan_demand_coverage(plan, view, d, week);

		gap += cover->demand_minutes - cover->covered_minutes;
	}
	return gap;
}

static void certificates_add_up_to_the_gap_of_every_week(void **state)
{
	size_t seen = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		struct generate how = generate_varied(seed, 3);
		enum view view = (enum view)(seed % VIEW_COUNT);
		struct arena arena = ARENA_INIT;
		struct company company;
		struct plan plan;
		struct proof proof;
		struct fault fault = FAULT_INIT;

		generate_company(&how, &arena, &company);
		make_generated(&company, how.weeks, &arena, &plan);
		prove_plan(&plan, view, true, &arena, &proof);
		for (size_t w = 0; w < how.weeks; w++) {
			int64_t missing = 0;

			for (size_t i = 0; i < proof.count; i++)
				missing +=
					proof.list[i].week == w ? proof.list[i].missing_minutes : 0;
			assert_int_equal(missing, week_gap(&plan, view, w));
		}
		for (size_t i = 0; i < proof.count; i++)
			check_certificate(&plan, &proof.list[i]);
		assert_ok(verify_plan(&plan, &fault), &fault);
		assert_ok(verify_proof(&plan, &proof, &fault), &fault);
		seen += proof.count;
		arena_release(&arena);
	}
	assert_true(seen > COMPANIES);
}

/* --- one person, one line: the reason ------------------------------------ */

struct reason_case {
	const char *name;
	const char *role, *location, *skill; /* of the person */
	int32_t level;
	int32_t leave_days; /* of the week's five */
	int32_t booked_percent;
	enum reason reason;
};

static const struct reason_case reason_cases[] = {
	{ "a welder is no sre", "welder", "DE-BE", "kafka", 3, 0, 0, REASON_NOBODY },
	{ "a junior for senior work", "sre", "DE-BE", "kafka", 1, 0, 0, REASON_LEVEL },
	{ "the right person in the wrong place", "sre", "IN-KA", "kafka", 3, 0, 0,
	  REASON_LOCATION },
	{ "the right role without the skill", "sre", "DE-BE", "java", 3, 0, 0, REASON_SKILL },
	{ "booked for another project", "sre", "DE-BE", "kafka", 3, 0, 100, REASON_BOOKED },
	{ "on leave for four of five days", "sre", "DE-BE", "kafka", 3, 4, 0, REASON_AWAY },
	{ "one day of leave does not explain the gap of a week", "sre", "DE-BE", "java", 3, 1, 0,
	  REASON_SKILL },
};

static void reason_of_one(void **state)
{
	const struct reason_case *c = *state;
	const char *has[] = { c->skill }, *asked[] = { "kafka" };
	struct role_level role = { c->role, c->level };
	int32_t monday = GENERATE_MONDAY.since_1970 * 1440;
	struct busy leave = { .start_minute = monday,
			      .end_minute = monday + c->leave_days * 1440,
			      .class = BUSY_ABSENT,
			      .part = PART_DAY };
	struct person person = { .id = "a",
				 .name = "a",
				 .roles = &role,
				 .role_count = 1,
				 .skills = has,
				 .skill_count = 1,
				 .location = c->location,
				 .pattern_minutes = { 480, 480, 480, 480, 480 },
				 .start = DAY_FIRST,
				 .end = DAY_LAST,
				 .calendar = { true, &leave, c->leave_days > 0 } };
	struct demand demand = { .id = "d",
				 .project = "X",
				 .role = "sre",
				 .level = 3,
				 .skills = asked,
				 .skill_count = 1,
				 .location = "DE",
				 .start = GENERATE_MONDAY,
				 .end = day_add(GENERATE_MONDAY, 4),
				 .unit = AMOUNT_FTE,
				 .amount_micro = MICRO,
				 .priority = 1,
				 .probability_percent = 100 };
	struct booking booking = { .place = { "bookings.csv", 2, 1 },
				   .person = "a",
				   .project = "Y",
				   .role = "",
				   .start = GENERATE_MONDAY,
				   .end = day_add(GENERATE_MONDAY, 4),
				   .unit = AMOUNT_PERCENT,
				   .amount_micro = c->booked_percent * MICRO };
	struct company company = { .settings = settings_default(),
				   .people = &person,
				   .person_count = 1,
				   .demands = &demand,
				   .demand_count = 1,
				   .bookings = &booking,
				   .booking_count = c->booked_percent > 0 };
	struct arena arena = ARENA_INIT;
	struct plan plan;
	struct proof proof;

	make_generated(&company, 1, &arena, &plan);
	prove_plan(&plan, VIEW_COMMITTED, true, &arena, &proof);
	assert_number(c->name, proof.count, 1);
	assert_string_equal(reason_name(proof.list[0].reason), reason_name(c->reason));
	arena_release(&arena);
}

/* Two welders' work and one welder: no rule stands in the way. */
static void too_few_people_is_a_reason_of_its_own(void **state)
{
	struct role_level role = { "welder", 2 };
	struct person person = { .id = "a",
				 .name = "a",
				 .roles = &role,
				 .role_count = 1,
				 .location = "",
				 .pattern_minutes = { 480, 480, 480, 480, 480 },
				 .start = DAY_FIRST,
				 .end = DAY_LAST };
	struct demand demand = { .id = "d",
				 .project = "X",
				 .role = "welder",
				 .level = 2,
				 .location = "",
				 .start = GENERATE_MONDAY,
				 .end = day_add(GENERATE_MONDAY, 4),
				 .unit = AMOUNT_FTE,
				 .amount_micro = 2 * MICRO,
				 .priority = 1,
				 .probability_percent = 100 };
	struct company company = { .settings = settings_default(),
				   .people = &person,
				   .person_count = 1,
				   .demands = &demand,
				   .demand_count = 1 };
	struct arena arena = ARENA_INIT;
	struct plan plan;
	struct proof proof;

	(void)state;
	make_generated(&company, 1, &arena, &plan);
	prove_plan(&plan, VIEW_COMMITTED, true, &arena, &proof);
	assert_int_equal(proof.count, 1);
	assert_int_equal(proof.list[0].missing_minutes, 2400);
	assert_int_equal(proof.list[0].reason, REASON_TOO_FEW);
	arena_release(&arena);
}

int main(void)
{
	struct CMUnitTest tests[ARRAY_LEN(reason_cases) + 2];
	size_t n = 0;

	for (size_t i = 0; i < ARRAY_LEN(reason_cases); i++)
		tests[n++] = ROW_TEST(reason_of_one, &reason_cases[i]);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(too_few_people_is_a_reason_of_its_own);
	tests[n++] =
		(struct CMUnitTest)cmocka_unit_test(certificates_add_up_to_the_gap_of_every_week);
	return cmocka_run_group_tests_name("proof", tests, NULL, NULL);
}
