/* The mean of many draws is the exact expectation, found by going through all cases. */
#include "tests/test.h"

#include <stdio.h>
#include <string.h>

#include "base/number.h"
#include "planner/plan.h"
#include "planner/simulation/samples.h"
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
				const struct demand_coverage *c =
					plan_requirement_coverage(&plan, VIEW_ALL, r, w);

				gap += c->demand_minutes - c->covered_minutes;
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
		struct samples draws;
		struct plan plan;
		long double exact, mean;
		size_t count = make_company(seed, &arena, &company, projects, percents);

		make_plan(&company, &arena, &plan);
		samples_make(&plan, &(struct sample_request){ .count = DRAWS, .seed = seed },
			     &arena, &draws);
		assert_number("projects", draws.project_count, count);
		exact = expected(&company, projects, percents, count);
		mean = (long double)draws.whole.sum_minutes / DRAWS;
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
		 struct arena *arena, struct samples *draws, struct plan *plan)
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
	samples_make(plan, &(struct sample_request){ .count = 500, .seed = seed }, arena, draws);
}

static int64_t whole_gap(const struct plan *plan)
{
	int64_t sum = 0;

	for (size_t r = 0; r < plan->requirement_count; r++)
		for (size_t w = 0; w < WEEKS; w++) {
			const struct demand_coverage *c =
				plan_requirement_coverage(plan, VIEW_ALL, r, w);

			sum += c->demand_minutes - c->covered_minutes;
		}
	return sum;
}

/* --- delays and sizes --------------------------------------------------------- */

enum { LATE_MAX = 2, SIZE_LESS = 40, SIZE_MORE = 20, VARIED_COMPANIES = 8 };

/* One way in which the two uncertain projects and the size of one line may turn out. */
struct turn {
	bool comes[2];
	int32_t late[2], percent;
};

/* Of the projects only the first two stay uncertain; the first line of the first varies in size. */
static size_t make_varied(uint64_t seed, struct arena *arena, struct company *company,
			  const char *projects[PROJECTS_MAX], int32_t percents[PROJECTS_MAX])
{
	size_t count = make_company(seed, arena, company, projects, percents), sized = SIZE_MAX;

	assert_true(count >= 2);
	for (size_t d = 0; d < company->demand_count; d++) {
		struct demand *demand = &company->demands[d];

		if (strcmp(demand->project, projects[0]) && strcmp(demand->project, projects[1])) {
			demand->status = DEMAND_COMMITTED;
			continue;
		}
		demand->delay_max_weeks = LATE_MAX;
		if (sized == SIZE_MAX && strcmp(demand->project, projects[0]) == 0)
			sized = d;
	}
	assert_true(sized != SIZE_MAX);
	company->demands[sized].size_less_percent = SIZE_LESS;
	company->demands[sized].size_more_percent = SIZE_MORE;
	return sized;
}

/* The gap when it turned out so: days are moved and amounts changed in the lines themselves. */
static int64_t turned_gap(const struct company *company, const char *const *projects, size_t sized,
			  const struct turn *turn)
{
	struct arena arena = ARENA_INIT;
	struct company some;
	struct plan plan;
	int64_t gap;

	mutate_company(company, 0, 0, &arena, &some);
	for (size_t d = 0; d < some.demand_count; d++) {
		struct demand *demand = &some.demands[d];

		for (size_t p = 0; p < 2; p++) {
			if (strcmp(demand->project, projects[p]) != 0)
				continue;
			demand->start = day_add(demand->start, 7 * turn->late[p]);
			demand->end = day_add(demand->end, 7 * turn->late[p]);
			if (!turn->comes[p])
				demand->amount_micro = 0;
		}
		if (d == sized)
			demand->amount_micro = demand->amount_micro * turn->percent / 100;
	}
	make_plan(&some, &arena, &plan);
	gap = whole_gap(&plan);
	arena_release(&arena);
	return gap;
}

/* Times (100 * 100) for the two chances; over all delays and sizes alike. */
static long double expected_varied(const struct company *company, const char *const *projects,
				   const int32_t *percents, size_t sized, bool vary)
{
	int32_t max_late = vary ? LATE_MAX : 0, low = vary ? 100 - SIZE_LESS : 100;
	int32_t high = vary ? 100 + SIZE_MORE : 100;
	long double sum = 0, cases = 0;

	for (unsigned mask = 0; mask < 4; mask++)
		for (int32_t a = 0; a <= max_late; a++)
			for (int32_t b = 0; b <= max_late; b++)
				for (int32_t percent = low; percent <= high; percent++) {
					struct turn turn = { { mask & 1, mask & 2 },
							     { a, b },
							     percent };
					long double chance =
						(turn.comes[0] ? percents[0] : 100 - percents[0]) *
						(turn.comes[1] ? percents[1] : 100 - percents[1]);

					sum += chance * (long double)turned_gap(company, projects,
										sized, &turn);
					cases += mask == 0;
				}
	return sum / cases / 10000;
}

static void mean_is_expectation_with_delays_and_sizes(void **state)
{
	long double all_mean = 0, all_exact = 0, all_plain = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= VARIED_COMPANIES; seed++) {
		struct arena arena = ARENA_INIT;
		const char *projects[PROJECTS_MAX];
		int32_t percents[PROJECTS_MAX];
		struct company company;
		struct samples draws;
		struct plan plan;
		long double exact, mean;
		size_t sized = make_varied(seed, &arena, &company, projects, percents);

		make_plan(&company, &arena, &plan);
		samples_make(&plan, &(struct sample_request){ .count = DRAWS, .seed = seed },
			     &arena, &draws);
		exact = expected_varied(&company, projects, percents, sized, true);
		mean = (long double)draws.whole.sum_minutes / DRAWS;
		if (mean < exact * 0.96L - 1 || mean > exact * 1.04L + 1)
			fail_msg("company %d: mean %.1Lf, exact %.1Lf", (int)seed, mean, exact);
		all_mean += mean;
		all_exact += exact;
		all_plain += expected_varied(&company, projects, percents, sized, false);
		arena_release(&arena);
	}
	if (all_mean < all_exact * 0.99L || all_mean > all_exact * 1.01L)
		fail_msg("all companies: mean %.1Lf, exact %.1Lf", all_mean, all_exact);
	/* Delays and sizes matter in these companies: without them it is something else. */
	assert_true(all_plain > all_exact * 1.02L || all_plain < all_exact * 0.98L);
}

static void certain(void **state)
{
	struct arena arena = ARENA_INIT;
	struct samples draws;
	struct plan plan;

	(void)state;
	draw(1, 0, 100, 100, 100, &arena, &draws, &plan);
	assert_number("everything comes: P10", draws.whole.quantile_minutes[SAMPLE_P10],
		      whole_gap(&plan));
	assert_number("everything comes: P95", draws.whole.quantile_minutes[SAMPLE_P95],
		      whole_gap(&plan));
	assert_true(whole_gap(&plan) > 0);
	draw(1, 0, 100, 100, 0, &arena, &draws, &plan);
	assert_number("nothing comes", draws.whole.sum_minutes, 0);
	arena_release(&arena);
}

static void varied(void **state)
{
	struct arena arena = ARENA_INIT;
	struct samples draws, again, other;
	struct plan plan;

	(void)state;
	draw(1, 0, 50, 100, 100, &arena, &draws, &plan);
	assert_true(draws.whole.quantile_minutes[SAMPLE_P95] < whole_gap(&plan));
	assert_true(draws.whole.quantile_minutes[SAMPLE_P10] <
		    draws.whole.quantile_minutes[SAMPLE_P95]);
	draw(1, 0, 100, 150, 100, &arena, &draws, &plan);
	assert_true(draws.whole.quantile_minutes[SAMPLE_P10] > whole_gap(&plan));
	draw(1, 4, 100, 100, 100, &arena, &draws, &plan);
	assert_true(draws.whole.quantile_minutes[SAMPLE_P10] <
		    draws.whole.quantile_minutes[SAMPLE_P95]);
	draw(1, 4, 100, 100, 100, &arena, &again, &plan);
	draw(2, 4, 100, 100, 100, &arena, &other, &plan);
	assert_number("the same seed", again.whole.sum_minutes, draws.whole.sum_minutes);
	assert_true(other.whole.sum_minutes != draws.whole.sum_minutes);
	for (size_t i = 0; i < draws.role_count * WEEKS; i++)
		for (enum sample_quantile q = 1; q < SAMPLE_QUANTILE_COUNT; q++)
			assert_true(draws.cells[i].quantile_minutes[q - 1] <=
				    draws.cells[i].quantile_minutes[q]);
	arena_release(&arena);
}

static void same_for_any_threads(void **state)
{
	struct arena arena = ARENA_INIT;
	struct samples one, three;
	struct plan plan;

	(void)state;
	draw(5, 3, 60, 130, 55, &arena, &one, &plan);
	plan.options.threads = 3;
	samples_make(&plan, &(struct sample_request){ .count = 500, .seed = 5 }, &arena, &three);
	for (size_t i = 0; i < one.role_count * WEEKS; i++)
		assert_memory_equal(&one.cells[i], &three.cells[i], sizeof(one.cells[i]));
	for (size_t r = 0; r < one.role_count; r++)
		assert_memory_equal(&one.totals[r], &three.totals[r], sizeof(one.totals[r]));
	assert_memory_equal(&one.whole, &three.whole, sizeof(one.whole));
	assert_true(one.whole.quantile_minutes[SAMPLE_P10] <
		    one.whole.quantile_minutes[SAMPLE_P95]);
	arena_release(&arena);
}

/* The line before this one alone would fit. */
static void too_large(void **state)
{
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct samples draws;
	struct plan plan;
	struct company company;

	(void)state;
	draw(1, 0, 100, 100, 100, &arena, &draws, &plan);
	assert_ok(samples_possible(&plan, &fault), &fault);
	company = *plan.company;
	plan.company = &company;
	company.demands[1].unit = AMOUNT_HOURS_PER_WEEK;
	company.demands[1].start = GENERATE_MONDAY;
	company.demands[1].end = day_add(GENERATE_MONDAY, 20);
	company.demands[1].amount_micro = INT64_C(20000000) * MICRO;
	assert_ok(samples_possible(&plan, &fault), &fault);
	company.demands[1].size_more_percent = 80;
	assert_false(samples_possible(&plan, &fault));
	assert_number("a fault of the input", fault.kind, FAULT_INPUT);
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mean_is_expectation),
		cmocka_unit_test(mean_is_expectation_with_delays_and_sizes),
		cmocka_unit_test(certain),
		cmocka_unit_test(varied),
		cmocka_unit_test(same_for_any_threads),
		cmocka_unit_test(too_large),
	};

	return cmocka_run_group_tests_name("draws", tests, NULL, NULL);
}
