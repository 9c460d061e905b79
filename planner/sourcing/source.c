#include "planner/sourcing/source.h"

#include <string.h>

#include "base/number.h"
#include "base/parallel.h"
#include "planner/simulation/draw_need.h"
#include "planner/sourcing/source_bound.h"
#include "planner/sourcing/source_dual.h"
#include "planner/sourcing/source_engage.h"
#include "planner/sourcing/source_explain.h"
#include "planner/sourcing/source_gaps.h"
#include "planner/sourcing/source_gather.h"
#include "planner/sourcing/source_groups.h"
#include "planner/sourcing/source_limits.h"
#include "planner/sourcing/source_master.h"
#include "planner/sourcing/source_passes.h"
#include "planner/sourcing/source_spread.h"
#include "planner/sourcing/source_state.h"
#include "planner/sourcing/source_use.h"
#include "solver/cover/cover_milp.h"
#include "solver/cover/cover_price.h"

/* Method and constants; raised when the same input gives another answer. */
#define SOURCE_VERSION "9"

static const char *version_of(const struct source *s, const char *engine)
{
	if (strcmp(engine, "cbc") != 0)
		return SOURCE_VERSION;
	return arena_format(s->arena, "%s/%s", SOURCE_VERSION, cover_cbc_version());
}

static const char *engine_of(const struct source *s)
{
	const char *engine = "flow";

	for (size_t g = 0; g < s->group_count; g++) {
		if (s->groups[g].answer.method == COVER_MILP)
			return "cbc";
		if (s->groups[g].answer.method == COVER_SEARCH)
			engine = "search";
	}
	return engine;
}

static void evaluate(struct source *s, bool answers, struct sourcing *out)
{
	*out = (struct sourcing){ .view = s->view, .week_count = s->weeks };
	source_use_plan(s);
	source_engage(s, answers, out);
	source_spread(s, out);
	if (source_use_help(s, out))
		source_spread(s, out);
}

/* What is used of the limits when the engagements are these. */
static struct usage measure(struct source *s, const struct sourcing *sourcing)
{
	struct usage usage = usage_new(s, s->scratch);

	for (size_t i = 0; i < sourcing->engagement_count; i++)
		usage_add(s, &sourcing->engagements[i], &usage);
	return usage;
}

static void measure_sunk(struct source *s)
{
	struct sourcing sunk = { .view = s->view };
	struct usage usage;

	for (size_t g = 0; g < s->group_count; g++)
		s->groups[g].answer = (struct cover_answer){ .method = COVER_NOTHING };
	source_engage(s, true, &sunk);
	usage = measure(s, &sunk);
	s->sunk_used = usage.used;
	s->sunk_spend = usage.spend;
}

static void set_limits(struct source *s, struct sourcing *sourcing)
{
	struct usage usage = measure(s, sourcing);

	for (size_t i = 0; i < s->limit_count; i++) {
		s->limits[i].used_cents = usage.used[i];
		if (s->limits[i].kind == LIMIT_ONSHORE)
			s->limits[i].limit_cents =
				(usage.spend * s->company->settings.min_onshore_percent + 99) / 100;
	}
	sourcing->limits = s->limits;
	sourcing->limit_count = s->limit_count;
}

static void keep_answers(const struct source *s, struct cover_answer *kept)
{
	for (size_t g = 0; g < s->group_count; g++)
		kept[g] = s->groups[g].answer;
}

static void take_answers(struct source *s, const struct cover_answer *kept)
{
	for (size_t g = 0; g < s->group_count; g++)
		s->groups[g].answer = kept[g];
}

/* From the best plan without limits, which breaks one. */
static void decide_limited(struct source *s, const struct sourcing *idle, struct sourcing *sourcing)
{
	struct usage usage;

	*sourcing = *idle;
	if (!source_limits_solve(s))
		return;
	source_improve(s, true);
	evaluate(s, true, sourcing);
	usage = measure(s, sourcing);
	if (!usage_fits(s, &usage))
		*sourcing = *idle;
}

/* The best plan that fits. */
static void decide(struct source *s, const struct sourcing *idle, struct sourcing *unlimited,
		   struct sourcing *sourcing)
{
	struct cover_answer *first =
		ARENA_ARRAY(s->scratch, struct cover_answer, s->group_count + 1);
	struct usage usage;

	keep_answers(s, first);
	source_improve(s, false);
	evaluate(s, true, unlimited);
	*sourcing = *unlimited;
	usage = measure(s, unlimited);
	if (!usage_fits(s, &usage)) {
		source_use_plan(s);
		take_answers(s, first);
		decide_limited(s, idle, sourcing);
	}
	if (sourcing->total_cents >= idle->total_cents)
		*sourcing = *idle;
}

/* Problems and answers of the groups with our people where the plan has them in the end. */
static void state_as_decided(struct source *s, const struct sourcing *sourcing)
{
	source_use_lines(s, sourcing);
	for (size_t g = 0; g < s->group_count; g++) {
		source_state(s, &s->groups[g]);
		cover_price(&s->groups[g].problem, &s->groups[g].answer);
	}
}

static size_t count_narrowed(const struct source *s)
{
	size_t count = 0;

	for (size_t g = 0; g < s->group_count; g++)
		count += s->groups[g].narrowed;
	return count;
}

static int64_t bound_cents(int64_t coins, int64_t least, int64_t most)
{
	/* As totals are rounded, so that a bound that is reached is the total. */
	int64_t cents = divide_half_even(coins, COVER_COINS);

	return cents < least ? least : cents > most ? most : cents;
}

static void set_bounds(struct source *s, struct sourcing *sourcing)
{
	struct source_bounds bounds = { 0, 0, true };

	if (s->effort->unbounded)
		return;
	if (s->fit_micro)
		source_limits_bound(s, &bounds);
	else
		bounds = source_bound(s);
	if (bounds.rigid)
		bounds.free_coins = bounds.use_coins;
	sourcing->bound_cents = bound_cents(bounds.free_coins, 0, sourcing->total_cents);
	sourcing->use_bound_cents =
		bound_cents(bounds.use_coins, sourcing->bound_cents, sourcing->total_cents);
}

void source_plan(const struct plan *plan, enum view view, const struct source_effort *effort,
		 struct arena *arena, struct sourcing *sourcing)
{
	size_t weeks = plan->options.week_count, options = plan->company->option_count;
	struct arena scratch = ARENA_INIT, arenas[PARALLEL_MAX] = { ARENA_INIT };
	struct source s = { .plan = plan,
			    .company = plan->company,
			    .view = view,
			    .weeks = weeks,
			    .arena = arena,
			    .scratch = &scratch,
			    .effort = effort,
			    .burden = ARENA_ARRAY(&scratch, struct burden, options * weeks + 1),
			    .burden_past = ARENA_ARRAY(&scratch, int64_t, options + 1),
			    .worker_arenas = arenas };
	const struct draw_watch watch = { effort->watch, effort->shared, effort->progress,
					  effort->progress_shared };
	struct cover_effort first = effort->cover;
	struct sourcing idle, unlimited;

	if (plan_is_drawn(plan))
		s.need = draw_need(plan, &watch, &scratch);
	source_gather(&s);
	source_limits_make(&s);
	measure_sunk(&s);
	first.engine = source_engine(&s);
	/* Bounds are worth their time when it is known where our people are; or where there are few
	 * groups, to search on where a bound leaves much open. */
	if (s.group_count > BOUND_GROUPS)
		first.bound_rounds = -1;
	source_solve(&s, s.groups, s.group_count, &first);
	evaluate(&s, false, &idle);
	source_use_plan(&s);
	decide(&s, &idle, &unlimited, sourcing);
	sourcing->idle_cents = idle.total_cents;
	state_as_decided(&s, sourcing);
	set_bounds(&s, sourcing);
	sourcing->narrowed_count = count_narrowed(&s);
	source_gaps(&s, &unlimited, sourcing);
	source_lateness(&s, sourcing);
	set_limits(&s, sourcing);
	if (effort->explain)
		source_explain(&s, sourcing);
	sourcing->explained = effort->explain;
	sourcing->engine = engine_of(&s);
	sourcing->version = version_of(&s, sourcing->engine);
	for (size_t i = 0; i < PARALLEL_MAX; i++)
		arena_release(&arenas[i]);
	arena_release(&scratch);
}
