/* Causes sum to the change in every cell; a plan made again is the plan made from scratch. */
#include "tests/test.h"

#include <stdio.h>
#include <string.h>

#include "planner/compare/diff.h"
#include "planner/plan.h"
#include "planner/replan.h"
#include "tests/diff_pairs.h"
#include "tests/generate.h"
#include "tests/mutate.h"

enum { WEEKS = DIFF_WEEKS };

static void check_sums(const char *name, const struct diff_pair *pair, const struct diff *diff)
{
	struct arena arena = ARENA_INIT;
	size_t cells = VIEW_COUNT * diff->role_count * diff->week_count;
	int64_t *sum = ARENA_ARRAY(&arena, int64_t, cells + 1);

	for (size_t c = 0; c < diff->cause_count; c++) {
		const struct cause *cause = &diff->causes[c];
		int64_t total[VIEW_COUNT] = { 0 };

		for (size_t i = 0; i < cause->effect_count; i++)
			for (enum view v = 0; v < VIEW_COUNT; v++) {
				const struct effect *e = &cause->effects[i];

				sum[diff_cell(diff, v, e->role, e->week)] += e->change_minutes[v];
				total[v] += e->change_minutes[v];
			}
		for (enum view v = 0; v < VIEW_COUNT; v++)
			assert_number(name, total[v], cause->change_minutes[v]);
		assert_true(c == 0 || diff->causes[c - 1].kind <= cause->kind);
	}
	for (enum view v = 0; v < VIEW_COUNT; v++)
		for (size_t r = 0; r < diff->role_count; r++)
			for (size_t w = 0; w < diff->week_count; w++) {
				struct day monday = day_add(diff->first_week, 7 * (int32_t)w);
				size_t cell = diff_cell(diff, v, r, w);

				assert_number(name, diff->gap_before[cell],
					      diff_role_gap(&pair->old, v, diff->roles[r], monday));
				assert_number(name, diff->gap_after[cell],
					      diff_role_gap(&pair->new, v, diff->roles[r], monday));
				assert_number(name, sum[cell],
					      diff->gap_after[cell] - diff->gap_before[cell]);
			}
	arena_release(&arena);
}

static void causes_sum(void **state)
{
	size_t with_effect[CAUSE_KIND_COUNT] = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= DIFF_PAIRS; seed++) {
		char name[64];
		struct fault fault = FAULT_INIT;
		struct diff_pair pair;
		struct diff diff;

		snprintf(name, sizeof(name), "pair %d", (int)seed);
		diff_pair_make(seed, 1 + seed % 12, (int32_t)(seed % 4), &pair);
		if (!diff_make(&pair.old, &pair.new, &pair.arena, &diff, &fault))
			fail_msg("%s: %s", name, fault.message);
		check_sums(name, &pair, &diff);
		for (size_t c = 0; c < diff.cause_count; c++)
			with_effect[diff.causes[c].kind] += diff.causes[c].effect_count > 0;
		arena_release(&pair.arena);
	}
	/* Each kind was seen to do something: else the sums above show little. */
	for (size_t k = 0; k < CAUSE_KIND_COUNT; k++)
		if (with_effect[k] == 0)
			fail_msg("no cause of the kind '%s' had an effect",
				 cause_kind_name((enum cause_kind)k));
}

static void equal_plans(void **state)
{
	struct fault fault = FAULT_INIT;
	struct diff_pair pair;
	struct diff diff;

	(void)state;
	diff_pair_make(7, 0, 0, &pair);
	assert_true(diff_make(&pair.old, &pair.new, &pair.arena, &diff, &fault));
	assert_number("no cause", (long long)diff.cause_count, 0);
	assert_false(diff_any(&diff));
	arena_release(&pair.arena);
}

static void no_common_week(void **state)
{
	struct fault fault = FAULT_INIT;
	struct diff_pair pair;
	struct diff diff;
	int64_t gone = 0, sum = 0;

	(void)state;
	diff_pair_make(9, 5, WEEKS, &pair);
	assert_true(diff_make(&pair.old, &pair.new, &pair.arena, &diff, &fault));
	assert_number("common weeks", (long long)diff.week_count, 0);
	for (size_t r = 0; r < diff.role_count; r++) {
		gone += diff.gone_minutes[VIEW_ALL * diff.role_count + r];
		for (int32_t w = 0; w < WEEKS; w++)
			sum += diff_role_gap(&pair.old, VIEW_ALL, diff.roles[r],
					     day_add(GENERATE_MONDAY, 7 * w));
	}
	assert_number("all of the old gap is gone with its weeks", gone, sum);
	assert_true(sum > 0);
	arena_release(&pair.arena);
}

/* The plan made again has every number of the one made from scratch. */
static void check_again(const struct plan *again, const struct plan *scratch)
{
	size_t people = scratch->company->person_count * WEEKS * sizeof(*again->people);
	size_t lines = VIEW_COUNT * scratch->company->demand_count * WEEKS *
		       sizeof(*again->demand_coverage);
	size_t requirements = VIEW_COUNT * again->requirement_count * WEEKS *
			      sizeof(*again->requirement_coverage);

	assert_number("requirements", (long long)again->requirement_count,
		      (long long)scratch->requirement_count);
	assert_memory_equal(again->people, scratch->people, people);
	assert_memory_equal(again->demand_coverage, scratch->demand_coverage, lines);
	assert_memory_equal(again->requirement_coverage, scratch->requirement_coverage,
			    requirements);
}

static void made_again(void **state)
{
	size_t weeks_kept = 0, weeks_kept_though = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 3 * (uint64_t)DIFF_PAIRS; seed++) {
		struct notes notes;
		struct fault fault = FAULT_INIT;
		struct replan replan;
		struct diff_pair pair;
		struct plan again;

		diff_pair_make(seed, 1 + seed % 3, 0, &pair);
		notes = (struct notes)NOTES_INIT(&pair.arena);
		assert_true(plan_replan(&pair.old, &pair.after, &pair.new.options, &pair.arena,
					&again, &notes, &fault));
		check_again(&again, &pair.new);
		replan = replan_make(&pair.old, &pair.new, &pair.arena);
		for (size_t w = 0; w < WEEKS; w++) {
			bool kept = replan_week(&replan, &again, w);

			weeks_kept += kept;
			/* Somebody or something came or went, and not in this week. */
			weeks_kept_though +=
				kept && (pair.before.person_count != pair.after.person_count ||
					 pair.before.demand_count != pair.after.demand_count);
		}
		arena_release(&pair.arena);
	}
	assert_true(weeks_kept > 900); /* else nothing was taken over */
	assert_true(weeks_kept_though > 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(causes_sum),
		cmocka_unit_test(equal_plans),
		cmocka_unit_test(no_common_week),
		cmocka_unit_test(made_again),
	};

	return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
