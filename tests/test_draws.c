/* The mean of many draws is the exact expectation, found by going through all cases. */
#include "tests/test.h"

#include <stdio.h>
#include <string.h>

#include "planner/draws.h"
#include "planner/planner.h"
#include "tests/generate.h"
#include "tests/mutate.h"

enum { WEEKS = 3, DRAWS = 4000, COMPANIES = 30, PROJECTS_MAX = 5 };

static void make_plan(const struct company *company, struct arena *arena, struct plan *plan)
{
	struct plan_options options = { .today = GENERATE_MONDAY,
					.first_week = GENERATE_MONDAY,
					.week_count = WEEKS };
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;

	assert_ok(plan_make(company, &options, arena, plan, &notes, &fault), &fault);
}

/* Each project has one probability and is wholly tentative or wholly committed. */
static size_t make_company(uint64_t seed, struct arena *arena, struct company *company,
			   const char *projects[PROJECTS_MAX], int32_t percents[PROJECTS_MAX])
{
	struct generate how = { .seed = seed,
				.people = 5,
				.demands = 10,
				.bookings = 2,
				.roles = 2,
				.skills = 1,
				.weeks = WEEKS };
	struct company raw;
	size_t count = 0;

	generate_company(&how, arena, &raw);
	mutate_company(&raw, 0, seed, arena, company);
	for (size_t d = 0; d < company->demand_count; d++) {
		struct demand *demand = &company->demands[d];
		size_t p = 0;

		while (p < count && strcmp(projects[p], demand->project) != 0)
			p++;
		if (p == count) {
			percents[count] = 20 + (int32_t)((seed + 17 * count) % 61);
			projects[count++] = demand->project;
		}
		demand->status = DEMAND_TENTATIVE;
		demand->probability_percent = percents[p];
	}
	return count;
}

/* Expected minutes of the whole gap times 100 to the power of the number of projects. */
static long double expected(const struct company *company, const char *const *projects,
			    const int32_t *percents, size_t count)
{
	long double sum = 0;

	for (unsigned mask = 0; mask < 1u << count; mask++) {
		struct arena arena = ARENA_INIT;
		struct company some;
		struct plan plan;
		long double chance = 1;
		int64_t gap = 0;
		size_t kept = 0;

		mutate_company(company, 0, 0, &arena, &some);
		for (size_t d = 0; d < some.demand_count; d++)
			for (size_t p = 0; p < count; p++)
				if (mask >> p & 1u &&
				    strcmp(projects[p], some.demands[d].project) == 0)
					some.demands[kept++] = some.demands[d];
		some.demand_count = kept;
		for (size_t p = 0; p < count; p++)
			chance *= mask >> p & 1u ? percents[p] : 100 - percents[p];
		make_plan(&some, &arena, &plan);
		for (size_t r = 0; r < plan.requirement_count; r++)
			for (size_t w = 0; w < WEEKS; w++) {
				const struct cover *c =
					plan_requirement_cover(&plan, VIEW_ALL, r, w);

				gap += c->demand_min - c->covered_min;
			}
		sum += chance * (long double)gap;
		arena_release(&arena);
	}
	for (size_t p = 0; p < count; p++)
		sum /= 100;
	return sum;
}

static void mean_is_expectation(void **state)
{
	long double all_mean = 0, all_exact = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		struct arena arena = ARENA_INIT;
		const char *projects[PROJECTS_MAX];
		int32_t percents[PROJECTS_MAX];
		struct company company;
		struct draws draws;
		struct plan plan;
		long double exact, mean;
		size_t count = make_company(seed, &arena, &company, projects, percents);

		make_plan(&company, &arena, &plan);
		draws_make(&plan, DRAWS, seed, &arena, &draws);
		assert_number("projects", draws.project_count, count);
		exact = expected(&company, projects, percents, count);
		mean = (long double)draws.whole.sum_min / DRAWS;
		/* About four standard errors of a sum that varies by as much as its mean. */
		if (mean < exact * 0.93L - 1 || mean > exact * 1.07L + 1)
			fail_msg("company %d: mean %.1Lf, exact %.1Lf", (int)seed, mean, exact);
		all_mean += mean;
		all_exact += exact;
		arena_release(&arena);
	}
	if (all_mean < all_exact * 0.99L || all_mean > all_exact * 1.01L || all_exact < 1000)
		fail_msg("all companies: mean %.1Lf, exact %.1Lf", all_mean, all_exact);
}

static void draw(uint64_t seed, int32_t delay, int32_t low, int32_t high, int32_t percent,
		 struct arena *arena, struct draws *draws, struct plan *plan)
{
	struct company *company = ARENA_ARRAY(arena, struct company, 1);
	const char *projects[PROJECTS_MAX];
	int32_t percents[PROJECTS_MAX];

	make_company(3, arena, company, projects, percents);
	for (size_t d = 0; d < company->demand_count; d++) {
		company->demands[d].probability_percent = percent;
		company->demands[d].delay_max_weeks = delay;
		company->demands[d].size_less_percent = 100 - low;
		company->demands[d].size_more_percent = high - 100;
	}
	make_plan(company, arena, plan);
	draws_make(plan, 500, seed, arena, draws);
}

static int64_t whole_gap(const struct plan *plan)
{
	int64_t sum = 0;

	for (size_t r = 0; r < plan->requirement_count; r++)
		for (size_t w = 0; w < WEEKS; w++) {
			const struct cover *c = plan_requirement_cover(plan, VIEW_ALL, r, w);

			sum += c->demand_min - c->covered_min;
		}
	return sum;
}

static void certain(void **state)
{
	struct arena arena = ARENA_INIT;
	struct draws draws;
	struct plan plan;

	(void)state;
	draw(1, 0, 100, 100, 100, &arena, &draws, &plan);
	assert_number("everything comes: P10", draws.whole.quantile_min[DRAW_P10],
		      whole_gap(&plan));
	assert_number("everything comes: P95", draws.whole.quantile_min[DRAW_P95],
		      whole_gap(&plan));
	assert_true(whole_gap(&plan) > 0);
	draw(1, 0, 100, 100, 0, &arena, &draws, &plan);
	assert_number("nothing comes", draws.whole.sum_min, 0);
	arena_release(&arena);
}

static void varied(void **state)
{
	struct arena arena = ARENA_INIT;
	struct draws draws, again, other;
	struct plan plan;

	(void)state;
	draw(1, 0, 50, 100, 100, &arena, &draws, &plan);
	assert_true(draws.whole.quantile_min[DRAW_P95] < whole_gap(&plan));
	assert_true(draws.whole.quantile_min[DRAW_P10] < draws.whole.quantile_min[DRAW_P95]);
	draw(1, 0, 100, 150, 100, &arena, &draws, &plan);
	assert_true(draws.whole.quantile_min[DRAW_P10] > whole_gap(&plan));
	draw(1, 4, 100, 100, 100, &arena, &draws, &plan);
	assert_true(draws.whole.quantile_min[DRAW_P10] < draws.whole.quantile_min[DRAW_P95]);
	draw(1, 4, 100, 100, 100, &arena, &again, &plan);
	draw(2, 4, 100, 100, 100, &arena, &other, &plan);
	assert_number("the same seed", again.whole.sum_min, draws.whole.sum_min);
	assert_true(other.whole.sum_min != draws.whole.sum_min);
	for (size_t i = 0; i < draws.role_count * WEEKS; i++)
		for (enum draw_quantile q = 1; q < DRAW_QUANTILE_COUNT; q++)
			assert_true(draws.cells[i].quantile_min[q - 1] <=
				    draws.cells[i].quantile_min[q]);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mean_is_expectation),
		cmocka_unit_test(certain),
		cmocka_unit_test(varied),
	};

	return cmocka_run_group_tests_name("draws", tests, NULL, NULL);
}
