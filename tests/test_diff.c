/* Causes sum to the change in every cell; a plan made again is the plan made from scratch. */
#include "tests/test.h"

#include <stdio.h>
#include <string.h>

#include "planner/diff.h"
#include "planner/planner.h"
#include "planner/remake.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"
#include "tests/mutate.h"

enum { PAIRS = 300, WEEKS = 6 };

struct pair {
	struct arena arena;
	struct company raw, before, after;
	struct plan old, new;
};

static void make_plan(const struct company *company, int32_t shift_weeks, size_t weeks,
		      struct arena *arena, struct plan *plan)
{
	struct plan_options options = { .today = day_add(GENERATE_MONDAY, 7 * shift_weeks),
					.first_week = day_add(GENERATE_MONDAY, 7 * shift_weeks),
					.week_count = weeks };
	struct notes notes = NOTES_INIT(arena);
	struct fault fault = FAULT_INIT;

	assert_true(plan_make(company, &options, arena, plan, &notes, &fault));
}

static struct generate shape(uint64_t seed)
{
	return (struct generate){ .seed = seed,
				  .people = 4 + seed % 12,
				  .demands = 4 + seed % 17,
				  .bookings = seed % 7,
				  .roles = 2 + seed % 4,
				  .skills = 2,
				  .weeks = WEEKS + 2,
				  .busy_per_person_week = seed % 3 };
}

/* Other rates and lead times, and soon enough to matter within the few weeks. */
static void change_rates(uint64_t seed, struct arena *arena, struct company *company)
{
	struct option *options = ARENA_ARRAY(arena, struct option, company->option_count + 1);
	uint64_t random = seed;

	memcpy(options, company->options, company->option_count * sizeof(*options));
	for (size_t o = 0; o < company->option_count; o++) {
		options[o].rate_cents =
			options[o].rate_cents * (50 + (int64_t)generate_below(&random, 100)) / 100;
		options[o].lead_days = (int32_t)generate_below(&random, 30);
	}
	company->options = options;
}

static void make_pair(uint64_t seed, size_t changes, int32_t shift, struct pair *pair)
{
	struct generate how = shape(seed);
	struct generate_rates rates = { seed, how.roles, 1 + seed % 8, 0 };

	*pair = (struct pair){ .arena = ARENA_INIT };
	generate_company(&how, &pair->arena, &pair->raw);
	if (seed % 2)
		generate_rates(&rates, &pair->arena, &pair->raw);
	mutate_company(&pair->raw, 0, seed, &pair->arena, &pair->before);
	mutate_company(&pair->before, changes, seed + 1000, &pair->arena, &pair->after);
	if (seed % 4 == 1)
		change_rates(seed, &pair->arena, &pair->after);
	make_plan(&pair->before, 0, WEEKS, &pair->arena, &pair->old);
	make_plan(&pair->after, shift, WEEKS, &pair->arena, &pair->new);
}

static int64_t role_gap(const struct plan *plan, enum view view, const char *role,
			struct day monday)
{
	int32_t week = day_distance(plan->options.first_week, monday) / 7;
	int64_t sum = 0;

	for (size_t r = 0; r < plan->requirement_count; r++)
		if (strcmp(plan->requirements[r].role, role) == 0) {
			const struct cover *c = plan_requirement_cover(plan, view, r, (size_t)week);

			sum += c->demand_min - c->covered_min;
		}
	return sum;
}

static void check_sums(const char *name, const struct pair *pair, const struct diff *diff)
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

				sum[diff_cell(diff, v, e->role, e->week)] += e->change_min[v];
				total[v] += e->change_min[v];
			}
		for (enum view v = 0; v < VIEW_COUNT; v++)
			assert_number(name, total[v], cause->change_min[v]);
		assert_true(c == 0 || diff->causes[c - 1].kind <= cause->kind);
	}
	for (enum view v = 0; v < VIEW_COUNT; v++)
		for (size_t r = 0; r < diff->role_count; r++)
			for (size_t w = 0; w < diff->week_count; w++) {
				struct day monday = day_add(diff->first_week, 7 * (int32_t)w);
				size_t cell = diff_cell(diff, v, r, w);

				assert_number(name, diff->gap_before[cell],
					      role_gap(&pair->old, v, diff->roles[r], monday));
				assert_number(name, diff->gap_after[cell],
					      role_gap(&pair->new, v, diff->roles[r], monday));
				assert_number(name, sum[cell],
					      diff->gap_after[cell] - diff->gap_before[cell]);
			}
	arena_release(&arena);
}

static void causes_sum(void **state)
{
	size_t with_effect[CAUSE_KIND_COUNT] = { 0 };

	(void)state;
	for (uint64_t seed = 1; seed <= PAIRS; seed++) {
		char name[64];
		struct fault fault = FAULT_INIT;
		struct pair pair;
		struct diff diff;

		snprintf(name, sizeof(name), "pair %d", (int)seed);
		make_pair(seed, 1 + seed % 12, (int32_t)(seed % 4), &pair);
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

/* The last cause undone in the new files: its effect is what the gap loses. */
static bool undo(struct pair *pair, const struct cause *cause, struct company *without)
{
	size_t kept = 0;

	if (cause->kind != CAUSE_ADDED && cause->kind != CAUSE_PROBABILITY)
		return false;
	mutate_company(&pair->after, 0, 0, &pair->arena, without);
	for (size_t d = 0; d < without->demand_count; d++) {
		struct demand *line = &without->demands[d];

		if (strcmp(line->id, cause->subject) == 0) {
			if (cause->kind == CAUSE_ADDED)
				continue;
			for (size_t i = 0; i < pair->before.demand_count; i++)
				if (strcmp(pair->before.demands[i].id, line->id) == 0) {
					line->status = pair->before.demands[i].status;
					line->probability_percent =
						pair->before.demands[i].probability_percent;
				}
		}
		without->demands[kept++] = *line;
	}
	without->demand_count = kept;
	return true;
}

static void undone(void **state)
{
	size_t tried = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= PAIRS; seed++) {
		struct fault fault = FAULT_INIT;
		struct company without;
		struct pair pair;
		struct diff diff;
		struct plan plan;

		make_pair(seed, 4, 0, &pair);
		assert_true(diff_make(&pair.old, &pair.new, &pair.arena, &diff, &fault));
		if (diff.cause_count > 0 &&
		    undo(&pair, &diff.causes[diff.cause_count - 1], &without)) {
			const struct cause *cause = &diff.causes[diff.cause_count - 1];

			make_plan(&without, 0, WEEKS, &pair.arena, &plan);
			for (size_t i = 0; i < cause->effect_count; i++) {
				const struct effect *e = &cause->effects[i];
				struct day monday = day_add(diff.first_week, 7 * (int32_t)e->week);

				for (enum view v = 0; v < VIEW_COUNT; v++)
					assert_number(cause->subject,
						      role_gap(&pair.new, v, diff.roles[e->role],
							       monday) -
							      role_gap(&plan, v,
								       diff.roles[e->role], monday),
						      e->change_min[v]);
				tried++;
			}
		}
		arena_release(&pair.arena);
	}
	assert_true(tried > 100);
}

static void equal_plans(void **state)
{
	struct fault fault = FAULT_INIT;
	struct pair pair;
	struct diff diff;

	(void)state;
	make_pair(7, 0, 0, &pair);
	assert_true(diff_make(&pair.old, &pair.new, &pair.arena, &diff, &fault));
	assert_number("no cause", (long long)diff.cause_count, 0);
	assert_false(diff_any(&diff));
	arena_release(&pair.arena);
}

static void no_common_week(void **state)
{
	struct fault fault = FAULT_INIT;
	struct pair pair;
	struct diff diff;
	int64_t gone = 0, sum = 0;

	(void)state;
	make_pair(9, 5, WEEKS, &pair);
	assert_true(diff_make(&pair.old, &pair.new, &pair.arena, &diff, &fault));
	assert_number("common weeks", (long long)diff.week_count, 0);
	for (size_t r = 0; r < diff.role_count; r++) {
		gone += diff.gone_min[VIEW_ALL * diff.role_count + r];
		for (int32_t w = 0; w < WEEKS; w++)
			sum += role_gap(&pair.old, VIEW_ALL, diff.roles[r],
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
	size_t lines =
		VIEW_COUNT * scratch->company->demand_count * WEEKS * sizeof(*again->demand_cover);
	size_t requirements =
		VIEW_COUNT * again->requirement_count * WEEKS * sizeof(*again->requirement_cover);

	assert_number("requirements", (long long)again->requirement_count,
		      (long long)scratch->requirement_count);
	assert_memory_equal(again->people, scratch->people, people);
	assert_memory_equal(again->demand_cover, scratch->demand_cover, lines);
	assert_memory_equal(again->requirement_cover, scratch->requirement_cover, requirements);
}

static void made_again(void **state)
{
	size_t weeks_kept = 0, weeks_kept_though = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 3 * (uint64_t)PAIRS; seed++) {
		struct notes notes;
		struct fault fault = FAULT_INIT;
		struct remake remake;
		struct pair pair;
		struct plan again;

		make_pair(seed, 1 + seed % 3, 0, &pair);
		notes = (struct notes)NOTES_INIT(&pair.arena);
		assert_true(plan_remake(&pair.old, &pair.after, &pair.new.options, &pair.arena,
					&again, &notes, &fault));
		check_again(&again, &pair.new);
		remake = remake_begin(&pair.old, &pair.new, &pair.arena);
		for (size_t w = 0; w < WEEKS; w++) {
			bool kept = remake_week(&remake, &again, w);

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
		cmocka_unit_test(causes_sum),  cmocka_unit_test(undone),
		cmocka_unit_test(equal_plans), cmocka_unit_test(no_common_week),
		cmocka_unit_test(made_again),
	};

	return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
