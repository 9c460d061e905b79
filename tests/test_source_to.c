/* Sourcing to a percentile: the need, its verifier, and what it buys in the same draws. */
#include "tests/test.h"

#include <string.h>

#include "planner/plan.h"
#include "planner/simulation/sample_cache.h"
#include "planner/sourcing/source.h"
#include "planner/verify/verify_samples.h"
#include "planner/verify/verify_sourcing.h"
#include "tests/generate.h"
#include "tests/generate_rates.h"

enum { WEEKS = 10, COMPANIES = 25, DRAWS = 150 };

struct source_world {
	struct arena arena;
	struct company company;
	struct plan plan;
	struct sourcing sourcing;
};

/* A third of the lines is certain; of the others some may be late or of another size. */
static void make(struct source_world *w, uint64_t seed, size_t roles, int32_t percent)
{
	struct generate how = { .seed = seed,
				.people = 4 + seed % 8,
				.demands = 24,
				.bookings = 3,
				.roles = roles,
				.skills = 1,
				.weeks = WEEKS };
	struct generate_rates rates = { seed, how.roles, 1 + seed % 4, seed % 3 };
	struct plan_options options = { .today = day_add(GENERATE_MONDAY, -40),
					.first_week = GENERATE_MONDAY,
					.week_count = WEEKS,
					.goal = { percent, percent ? DRAWS : 0, (int64_t)seed },
					.threads = 1 + (int)(seed % 2) };
	struct fault fault = FAULT_INIT;
	struct notes notes;

	*w = (struct source_world){ .arena = ARENA_INIT };
	notes = (struct notes)NOTES_INIT(&w->arena);
	generate_company(&how, &w->arena, &w->company);
	generate_rates(&rates, &w->arena, &w->company);
	for (size_t d = 0; d < w->company.demand_count; d++) {
		struct demand *demand = &w->company.demands[d];

		if (d % 3 == 0)
			continue;
		demand->status = DEMAND_TENTATIVE;
		demand->probability_percent = 15 + (int32_t)(generate_next(&seed) % 70);
		demand->delay_max_weeks = (int32_t)(d % 4);
		demand->size_less_percent = d % 5 ? 0 : 40;
		demand->size_more_percent = d % 5 ? 0 : 60;
	}
	assert_ok(plan_make(&w->company, &options, &w->arena, &w->plan, &notes, &fault), &fault);
	assert_ok(samples_possible(&w->plan, &fault), &fault);
}

/* Sourced, and checked from the input with every outcome of every week solved again. */
static void source(struct source_world *w)
{
	struct source_effort effort = { .cover = { .search_steps = 400, .bound_rounds = 20 } };
	struct sample_check *check = verify_samples_make(&w->plan, SIZE_MAX, &w->arena);
	struct fault fault = FAULT_INIT;

	effort.watch = verify_samples_week;
	effort.shared = check;
	source_plan(&w->plan, VIEW_WEIGHTED, &effort, &w->arena, &w->sourcing);
	assert_ok(verify_sourcing(&w->plan, &w->sourcing, &fault), &fault);
	assert_ok(verify_samples(check, &w->sourcing, &fault), &fault);
	w->plan.sourcing = &w->sourcing;
}

static int64_t need_of(const struct source_world *w, size_t requirement, size_t week)
{
	int64_t sum = 0;

	for (size_t d = 0; d < w->company.demand_count; d++) {
		const struct line_coverage *line = &w->sourcing.lines[d * WEEKS + week];

		if (w->plan.demand_requirement[d] == requirement)
			sum += line->asked_minutes - line->own_minutes;
	}
	return sum;
}

static void the_verifier_finds_nothing_wrong(void **state)
{
	int64_t sum = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		struct source_world w;

		make(&w, seed, 2 + seed % 4, (int32_t[]){ 50, 80, 95 }[seed % 3]);
		source(&w);
		for (size_t r = 0; r < w.plan.requirement_count; r++)
			for (size_t week = 0; week < WEEKS; week++)
				sum += need_of(&w, r, week);
		arena_release(&w.arena);
	}
	assert_true(sum > 1000 * COMPANIES);
}

/* Everything comes, or nothing does: then the need is the gap of a view, at every percentile. */
static void certain_pipelines(void **state)
{
	(void)state;
	for (uint64_t seed = 1; seed <= 6; seed++) {
		enum view view = seed % 2 ? VIEW_ALL : VIEW_COMMITTED;
		struct source_world w;

		make(&w, seed, 3, (int32_t)(15 * seed));
		for (size_t d = 0; d < w.company.demand_count; d++) {
			struct demand *demand = &w.company.demands[d];

			demand->delay_max_weeks = 0;
			demand->size_less_percent = demand->size_more_percent = 0;
			if (demand->status == DEMAND_TENTATIVE)
				demand->probability_percent = seed % 2 ? 100 : 0;
		}
		source(&w);
		for (size_t r = 0; r < w.plan.requirement_count; r++)
			for (size_t week = 0; week < WEEKS; week++) {
				const struct demand_coverage *c =
					plan_requirement_coverage(&w.plan, view, r, week);

				assert_number("need", need_of(&w, r, week),
					      c->demand_minutes - c->covered_minutes);
			}
		arena_release(&w.arena);
	}
}

/* --- more percent, more external staff ------------------------------------------------ */

/* What stays open in the draws of the seed, summed over them. */
static int64_t open_in_draws(struct source_world *w, uint64_t seed, struct samples *draws)
{
	struct sample_request request = { .count = DRAWS, .seed = seed };

	samples_make(&w->plan, &request, &w->arena, draws);
	return draws->open_whole.sum_minutes;
}

static void a_higher_percentile_never_covers_less(void **state)
{
	int64_t open_low = 0, open_high = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		struct source_world low, high;
		struct samples few, many;
		int64_t some, less;

		make(&low, seed, 1 + seed % 3, 50);
		make(&high, seed, 1 + seed % 3, 95);
		/* So dear that whatever can be covered is. */
		for (int p = PRIORITY_HIGHEST; p <= PRIORITY_MAX; p++)
			low.company.settings.penalty_hour_cents[p] =
				high.company.settings.penalty_hour_cents[p] = 90000000;
		source(&low);
		source(&high);
		for (size_t r = 0; r < low.plan.requirement_count; r++)
			for (size_t week = 0; week < WEEKS; week++)
				if (need_of(&low, r, week) > need_of(&high, r, week))
					fail_msg("seed %d: P50 needs more than P95", (int)seed);
		some = open_in_draws(&low, seed, &few);
		less = open_in_draws(&high, seed, &many);
		if (less > some)
			fail_msg("seed %d: to P95 %lld minutes stay open, to P50 %lld", (int)seed,
				 (long long)less, (long long)some);
		assert_true(many.closed_whole >= few.closed_whole);
		open_low += some;
		open_high += less;
		arena_release(&low.arena);
		arena_release(&high.arena);
	}
	assert_true(open_high < open_low);
}

/* --- drawn once ------------------------------------------------------------------------ */

static void keep(void *shared, const struct sample_week *week, const struct demand_coverage *need)
{
	(void)need;
	sample_cache_add(shared, week);
}

static void assert_same_draws(const struct source_world *w, const struct samples *a,
			      const struct samples *b)
{
	size_t cells = a->role_count * WEEKS * sizeof(*a->cells);

	assert_number("roles", (int64_t)a->role_count, (int64_t)b->role_count);
	assert_memory_equal(a->cells, b->cells, cells);
	assert_memory_equal(a->weeks, b->weeks, WEEKS * sizeof(*a->weeks));
	assert_memory_equal(a->open, b->open, WEEKS * sizeof(*a->open));
	assert_memory_equal(a->closed_samples, b->closed_samples,
			    WEEKS * sizeof(*a->closed_samples));
	assert_memory_equal(&a->whole, &b->whole, sizeof(a->whole));
	for (size_t e = 0; e < w->sourcing.engagement_count; e++)
		assert_memory_equal(&a->uses[e].covered, &b->uses[e].covered,
				    sizeof(a->uses[e].covered));
}

static void draws_that_were_kept_are_those_made_again(void **state)
{
	int64_t sum = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= 6; seed++) {
		struct sample_request other = { .count = DRAWS, .seed = seed + 1 };
		struct sample_request request = { .count = DRAWS, .seed = seed };
		struct samples again, kept_draws;
		struct source_effort effort = { .cover = { .search_steps = 50 }, .watch = keep };
		struct sample_cache *kept;
		struct sample_week week;
		struct source_world w;

		make(&w, seed, 3, 80);
		effort.shared = kept = sample_cache_new(&w.plan, DRAWS, seed);
		assert_false(sample_cache_find(kept, &request, 0, &w.arena, &week));
		source_plan(&w.plan, VIEW_WEIGHTED, &effort, &w.arena, &w.sourcing);
		w.plan.sourcing = &w.sourcing;
		for (size_t at = 0; at < WEEKS; at++) {
			assert_true(sample_cache_find(kept, &request, at, &w.arena, &week));
			assert_false(sample_cache_find(kept, &other, at, &w.arena, &week));
		}
		samples_make(&w.plan, &request, &w.arena, &again);
		request.kept = kept;
		samples_make(&w.plan, &request, &w.arena, &kept_draws);
		assert_same_draws(&w, &again, &kept_draws);
		sum += again.whole.sum_minutes;
		sample_cache_release(kept);
		arena_release(&w.arena);
	}
	assert_true(sum > 0);
}

/* With one requirement, a week whose need is covered is closed in so many percent of the draws. */
static void a_covered_week_is_closed_as_often_as_said(void **state)
{
	size_t weeks = 0;

	(void)state;
	for (uint64_t seed = 1; seed <= COMPANIES; seed++) {
		int32_t percent = (int32_t[]){ 30, 50, 80, 95 }[seed % 4];
		struct samples draws;
		struct source_world w;

		make(&w, seed, 1, percent);
		for (size_t d = 0; d < w.company.demand_count; d++) {
			w.company.demands[d].level = 1;
			w.company.demands[d].location = "";
			w.company.demands[d].skill_count = 0;
			w.company.demands[d].overlap_minutes = 0;
		}
		assert_true(w.plan.requirement_count > 1);
		{
			struct plan_options options = w.plan.options;
			struct notes notes = NOTES_INIT(&w.arena);
			struct fault fault = FAULT_INIT;

			assert_ok(
				plan_make(&w.company, &options, &w.arena, &w.plan, &notes, &fault),
				&fault);
		}
		assert_number("requirements", (int64_t)w.plan.requirement_count, 1);
		source(&w);
		(void)open_in_draws(&w, seed, &draws);
		for (size_t week = 0; week < WEEKS; week++) {
			int64_t open = 0;

			for (size_t d = 0; d < w.company.demand_count; d++)
				open += sourcing_open_minutes(&w.plan, &w.sourcing, d, week);
			if (open > 0 || need_of(&w, 0, week) == 0)
				continue;
			weeks++;
			if (100 * (int64_t)draws.closed_samples[week] < (int64_t)percent * DRAWS)
				fail_msg("seed %d, week %d: closed in %d of %d draws, not %d %%",
					 (int)seed, (int)week, (int)draws.closed_samples[week],
					 DRAWS, (int)percent);
		}
		arena_release(&w.arena);
	}
	assert_true(weeks > 20);
}

/* --- lies ------------------------------------------------------------------------------- */

/* A week as it was made, in arrays that a lie may change before the verifier sees them. */
struct told_week {
	const struct plan *plan;
	struct demand_coverage *need; /* [line] */
	int32_t **gap, **asked;       /* [outcome][..] */
	size_t outcomes;
	/* In an outcome that misses more than is said to be needed: a line with a gap, another of
	 * its requirement; in one that does, too, a line for which own people work. */
	size_t line, beside, high, worked, busy;
};

typedef void lie_of_draws(struct told_week *w);

#define LIE(name, ...)                                                                             \
	static void name(struct told_week *w)                                                      \
	{                                                                                          \
		__VA_ARGS__;                                                                       \
	}

LIE(draws_truth, (void)w)
LIE(more_needed, w->need[w->line].demand_minutes++)
LIE(less_needed, w->need[w->line].covered_minutes++)
LIE(more_asked, w->asked[0][0]++)
LIE(needed_beside, w->need[w->line].covered_minutes++; w->need[w->beside].covered_minutes--)
LIE(gap_below_nothing, int32_t more = w->gap[w->high][w->line] + 1;
    w->gap[w->high][w->line] -= more; w->gap[w->high][w->beside] += more)
LIE(more_work, w->gap[w->high][w->line]--)
LIE(less_work, w->gap[w->busy][w->worked]++)

static const struct lie_told {
	const char *name;
	lie_of_draws *tell;
	const char *sentence; /* what is wrong; NULL: nothing */
} lies[] = {
	{ "the truth", draws_truth, NULL },
	{ "a minute more needed", more_needed, "the percentile" },
	{ "a minute less needed", less_needed, "the percentile" },
	{ "a minute needed of another line", needed_beside, "the draw that stands for the gap" },
	{ "a minute more asked for in a draw", more_asked, "what is asked for in a draw" },
	{ "less than nothing missing in a draw", gap_below_nothing, "the gap in a draw" },
	{ "a minute more of own people in a draw", more_work, "own people's time in a draw" },
	{ "a minute less of own people in a draw", less_work, "idle own people in a draw" },
};

/* One week is lied about. */
struct liar {
	struct sample_check *check;
	const struct plan *plan;
	const struct lie_told *lie;
	bool told;
	size_t week;
};

static bool line_varies(const struct demand *demand)
{
	return demand->status == DEMAND_TENTATIVE || demand->delay_max_weeks > 0 ||
	       demand->size_less_percent > 0 || demand->size_more_percent > 0;
}

/* Whether the outcome misses more of the requirement than is said to be needed. */
static bool misses_more(const struct told_week *w, size_t outcome, size_t requirement)
{
	int64_t more = 0;

	for (size_t d = 0; d < w->plan->company->demand_count; d++)
		if (w->plan->demand_requirement[d] == requirement)
			more += w->gap[outcome][d] -
				(w->need[d].demand_minutes - w->need[d].covered_minutes);
	return more > 1;
}

/* Another line of the same requirement. */
static size_t line_beside(const struct told_week *w, size_t line)
{
	for (size_t d = 0; d < w->plan->company->demand_count; d++)
		if (d != line &&
		    w->plan->demand_requirement[d] == w->plan->demand_requirement[line])
			return d;
	return SIZE_MAX;
}

static int32_t asked_of(const struct told_week *w, size_t outcome, size_t line)
{
	size_t entry = 0;

	if (!line_varies(&w->plan->company->demands[line]))
		return w->need[line].demand_minutes;
	for (size_t d = 0; d < line; d++)
		entry += line_varies(&w->plan->company->demands[d]);
	return w->asked[outcome][entry];
}

static bool find_line(struct told_week *w)
{
	for (w->high = 0; w->high < w->outcomes; w->high++)
		for (w->line = 0; w->line < w->plan->company->demand_count; w->line++) {
			w->beside = line_beside(w, w->line);
			if (w->gap[w->high][w->line] > 0 && w->beside != SIZE_MAX &&
			    misses_more(w, w->high, w->plan->demand_requirement[w->line]))
				return true;
		}
	return false;
}

static bool find_work(struct told_week *w)
{
	for (w->busy = 0; w->busy < w->outcomes; w->busy++)
		for (w->worked = 0; w->worked < w->plan->company->demand_count; w->worked++)
			if (w->gap[w->busy][w->worked] < asked_of(w, w->busy, w->worked) &&
			    misses_more(w, w->busy, w->plan->demand_requirement[w->worked]))
				return true;
	return false;
}

static void tell(void *shared, const struct sample_week *week, const struct demand_coverage *need)
{
	struct liar *liar = shared;
	size_t lines = liar->plan->company->demand_count, varying = 0;
	struct told_week w = { .plan = liar->plan, .outcomes = week->outcome_count };
	struct sample_week other = *week;

	for (size_t d = 0; d < lines; d++)
		varying += line_varies(&liar->plan->company->demands[d]);
	w.need = ARENA_ARRAY(week->arena, struct demand_coverage, lines);
	memcpy(w.need, need, lines * sizeof(*need));
	w.gap = ARENA_ARRAY(week->arena, int32_t *, w.outcomes);
	w.asked = ARENA_ARRAY(week->arena, int32_t *, w.outcomes);
	for (size_t o = 0; o < w.outcomes; o++) {
		w.gap[o] = ARENA_ARRAY(week->arena, int32_t, lines + 1);
		memcpy(w.gap[o], week->gap[o], lines * sizeof(int32_t));
		w.asked[o] = ARENA_ARRAY(week->arena, int32_t, lines + 1);
		memcpy(w.asked[o], week->asked[o], varying * sizeof(int32_t));
	}
	other.gap = (const int32_t *const *)w.gap;
	other.asked = (const int32_t *const *)w.asked;
	if (!liar->told && find_line(&w) && (liar->lie->tell != less_work || find_work(&w))) {
		liar->told = true;
		liar->week = week->week;
		liar->lie->tell(&w);
	}
	verify_samples_week(liar->check, &other, w.need);
}

/* Called by its name, in the week in which it was told. */
static void called(const struct liar *liar, const char *sentence, size_t week,
		   const struct fault *fault)
{
	char name[WEEK_TEXT_SIZE];

	week_format(plan_week(liar->plan, week), name);
	if (fault->kind != FAULT_BROKEN || !strstr(fault->message, sentence) ||
	    !strstr(fault->message, name))
		fail_msg("%s: '%s' in %s is not what was said: %s", liar->lie->name, sentence, name,
			 fault->message);
}

static void lies_are_found(void **state)
{
	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(lies); i++) {
		struct source_effort effort = { .cover = { .search_steps = 50,
							   .bound_rounds = 5 } };
		struct fault fault = FAULT_INIT;
		struct source_world w;
		struct liar liar;

		make(&w, 7, 3, 80);
		w.plan.options.threads = 1;
		liar = (struct liar){ .check = verify_samples_make(&w.plan, SIZE_MAX, &w.arena),
				      .plan = &w.plan,
				      .lie = &lies[i] };
		effort.watch = tell;
		effort.shared = &liar;
		source_plan(&w.plan, VIEW_WEIGHTED, &effort, &w.arena, &w.sourcing);
		assert_true(liar.told);
		assert_number(lies[i].name, verify_samples(liar.check, &w.sourcing, &fault),
			      !lies[i].sentence);
		if (lies[i].sentence) {
			called(&liar, lies[i].sentence, liar.week, &fault);
		} else {
			w.sourcing.lines[3].own_minutes++;
			assert_false(verify_samples(liar.check, &w.sourcing, &fault));
			called(&liar, "what is to be covered", 3, &fault);
		}
		arena_release(&w.arena);
	}
}

/* --- names --------------------------------------------------------------------------------- */

static void names(void **state)
{
	static const char *const bad[] = {
		"", "P", "P0", "P100", "P-1", "80", "P8x", "mean", "P05"
	};
	struct arena arena = ARENA_INIT;
	int32_t percent = 7;

	(void)state;
	for (size_t i = 0; i < ARRAY_LEN(bad); i++)
		assert_number(bad[i], source_goal_parse(bad[i], &percent), false);
	assert_number("untouched", percent, 7);
	assert_true(source_goal_parse("p5", &percent));
	assert_string_equal(source_goal_name(percent, &arena), "P5");
	assert_true(source_goal_parse("view", &percent));
	assert_string_equal(source_goal_name(percent, &arena), "view");
	arena_release(&arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_verifier_finds_nothing_wrong),
		cmocka_unit_test(certain_pipelines),
		cmocka_unit_test(a_higher_percentile_never_covers_less),
		cmocka_unit_test(draws_that_were_kept_are_those_made_again),
		cmocka_unit_test(a_covered_week_is_closed_as_often_as_said),
		cmocka_unit_test(lies_are_found),
		cmocka_unit_test(names),
	};

	return cmocka_run_group_tests_name("source to", tests, NULL, NULL);
}
