/*
 * Sourcing from beginning to end: which parts run in which order. The methods are in the files
 * that are named here.
 *
 * The problem: whole heads of the options of a rate card, each over consecutive weeks, so that
 * what they cost plus the penalty of every minute that stays open is least. That is an integer
 * covering problem; demand lines and the options that may fill them fall apart into groups,
 * connected components, and a group is one problem of solver/covering/covering.h.
 *
 * - Gather what never changes while sourcing (source_gather.c).
 * - Solve each group with our people where the allocation has put them (source_groups.c).
 * - Let our people move beside the heads and solve groups again as residual problems
 *   (source_passes.c).
 * - Where the best plan breaks a limit, start again from the first solutions by column generation
 *   (source_master.c).
 * - Where ordering nothing and letting everything end as agreed costs no more, do that.
 * - Bound the total from below (source_bound.c, source_dual.c), say what stays open and why
 *   (source_gaps.c) and why each engagement was chosen (source_explain.c).
 *
 * Cost: nearly all of it is in solving groups; 1,000 lines and 800 options over 52 weeks take
 * about 2 s (bench/README.md). Left out: no step looks for plans that need new heads in two
 * groups at once.
 *
 * Implements docs/sourcing.md, "The model"; what is left out is under "Not done".
 */
#include "planner/sourcing/source.h"

#include <string.h>

#include "base/number.h"
#include "base/parallel.h"
#include "planner/simulation/sample_need.h"
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
#include "solver/covering/covering_cost.h"
#include "solver/covering/covering_milp.h"

/* Of the method and its constants: stored with a plan and shown beside its engine. Raise it
 * whenever the same input may give another solution. */
#define SOURCE_VERSION "9"

static const char *version_of(const char *engine, struct arena *arena)
{
	if (strcmp(engine, "cbc") != 0)
		return SOURCE_VERSION;
	return arena_format(arena, "%s/%s", SOURCE_VERSION, covering_cbc_version());
}

/* The strongest engine that any group needed: flow where all were exact, else search, else cbc. */
static const char *engine_of(const struct source_facts *s, const struct stated *groups)
{
	const char *engine = "flow";

	for (size_t g = 0; g < s->group_count; g++) {
		if (groups[g].solution.method == COVERING_MILP)
			return "cbc";
		if (groups[g].solution.method == COVERING_SEARCH)
			engine = "search";
	}
	return engine;
}

/* Engagements beside our people: where these may move, they do. */
static void evaluate(const struct source_facts *s, struct engaged engaged, struct arena *arena,
		     struct sourcing *out)
{
	struct arena scratch = ARENA_INIT;
	struct placement place = placement_of_plan(s, &scratch);

	*out = (struct sourcing){ .view = s->view,
				  .week_count = s->weeks,
				  .engagements = engaged.list,
				  .engagement_count = engaged.count };
	source_spread(s, &place, arena, out);
	if (placement_move(s, out, &scratch, &place))
		source_spread(s, &place, arena, out);
	arena_release(&scratch);
}

/* What is used of the limits when the engagements are these. */
static struct usage measure(const struct source_facts *s, const struct engagement *list,
			    size_t count, struct arena *arena)
{
	struct usage usage = usage_make(s, arena);

	for (size_t i = 0; i < count; i++)
		usage_add(s, &list[i], &usage);
	return usage;
}

/* Whether a plan keeps every limit that it is able to keep (usage_fits). */
static bool fits(const struct source_facts *s, const struct sourcing *sourcing)
{
	struct arena arena = ARENA_INIT;
	struct usage usage = measure(s, sourcing->engagements, sourcing->engagement_count, &arena);
	bool ok = usage_fits(s, &usage);

	arena_release(&arena);
	return ok;
}

/* What running engagements use of the limits up to their earliest end: groups without a solution
 * continue nothing. */
static void measure_firm(struct source_facts *s, struct arena *arena)
{
	struct engaged firm = source_engage(s, stated_all(s, arena), arena);
	struct usage usage = measure(s, firm.list, firm.count, arena);

	s->firm_used = usage.used;
	s->firm_spend = usage.spend;
}

static void set_limits(const struct source_facts *s, const struct limit_terms *terms,
		       struct arena *arena, struct sourcing *sourcing)
{
	struct usage usage = measure(s, sourcing->engagements, sourcing->engagement_count, arena);

	sourcing->limits = ARENA_ARRAY(arena, struct source_limit, s->limit_count + 1);
	sourcing->limit_count = s->limit_count;
	for (size_t i = 0; i < s->limit_count; i++) {
		const struct limit *limit = &s->limits[i];

		sourcing->limits[i] = (struct source_limit){
			.kind = limit->row->kind,
			.name = arena_format(arena, "%s", limit->name),
			.limit_cents = limit_allowed(s, i, &usage),
			.used_cents = usage.used[i],
			.saves_micro = terms->found ? terms->saves_micro[i] : 0,
		};
	}
}

/* --- what is decided ------------------------------------------------------------------- */

/* A sourcing on its way: what there is when nobody is ordered, without limits, in the end. */
struct deciding {
	const struct source_facts *s;
	const struct placement *start; /* where the plan has our people */
	const struct source_rooms *rooms;
	struct arena *arena;
	struct stated *groups;
	struct sourcing idle, unlimited;
	struct limit_terms terms;
};

/* From the best plan without limits, which breaks one. */
static void decide_limited(struct deciding *d, struct sourcing *sourcing)
{
	*sourcing = d->idle;
	if (!source_limits_solve(d->s, d->start, d->rooms, d->groups, &d->terms))
		return;
	source_improve(d->s, &d->terms, d->rooms, d->groups);
	evaluate(d->s, source_engage(d->s, d->groups, d->arena), d->arena, sourcing);
	if (!fits(d->s, sourcing))
		*sourcing = d->idle;
}

/* The best plan that fits. */
static void decide(struct deciding *d, struct sourcing *sourcing)
{
	const struct source_facts *s = d->s;
	const struct stated *first = stated_copy(s, d->groups, d->rooms->scratch);

	source_improve(s, &d->terms, d->rooms, d->groups);
	evaluate(s, source_engage(s, d->groups, d->arena), d->arena, &d->unlimited);
	*sourcing = d->unlimited;
	if (!fits(s, &d->unlimited)) {
		memcpy(d->groups, first, s->group_count * sizeof(*first));
		decide_limited(d, sourcing);
	}
	if (sourcing->total_cents >= d->idle.total_cents)
		*sourcing = d->idle;
}

/* All groups solved beside our people where the plan has them, then decided upon. */
static void solve_and_decide(struct deciding *d, struct sourcing *sourcing)
{
	const struct source_facts *s = d->s;
	const struct statement how = { .placement = d->start };
	struct covering_effort first = s->effort->cover;

	first.engine = source_engine(s);
	/* Bounds are worth their time when it is known where our people are; or where there are few
	 * groups, to search on where a bound leaves much open. */
	if (s->group_count > BOUND_GROUPS)
		first.bound_rounds = -1;
	d->groups = stated_all(s, d->rooms->scratch);
	source_solve(s, &how, &first, d->rooms, d->groups, s->group_count);
	evaluate(s, source_engage_agreed(s, d->arena), d->arena, &d->idle);
	decide(d, sourcing);
	sourcing->idle_cents = d->idle.total_cents;
}

/* --- what is said of it ------------------------------------------------------------------ */

/* Problems and solutions of the groups with our people where the plan has them in the end. */
static void state_as_decided(const struct deciding *d, const struct placement *end)
{
	const struct statement how = { .placement = end };

	for (size_t g = 0; g < d->s->group_count; g++) {
		source_state(d->s, &how, d->rooms->scratch, &d->groups[g]);
		covering_evaluate(&d->groups[g].problem, &d->groups[g].solution);
	}
}

/* Groups of which nothing is proven, since classes of options in them could not be told apart. */
static size_t count_aggregated(const struct source_facts *s)
{
	size_t count = 0;

	for (size_t g = 0; g < s->group_count; g++)
		count += s->groups[g].aggregated;
	return count;
}

static int64_t bound_cents(int64_t cent60, int64_t least, int64_t most)
{
	/* As totals are rounded, so that a bound that is reached is the total. */
	int64_t cents = divide_half_even(cent60, CENT60);

	return cents < least ? least : cents > most ? most : cents;
}

/* Both bounds, in cents and between 0 and the total. Where nobody of ours has a choice between
 * groups they are one bound. */
static void set_bounds(const struct deciding *d, const struct placement *end,
		       struct sourcing *sourcing)
{
	const struct statement how = { .placement = end };
	struct source_bounds bounds;

	if (d->s->effort->unbounded)
		return;
	bounds = d->terms.found ? source_limits_bound(d->s, end, &d->terms, d->rooms, d->groups)
				: source_bound(d->s, &how, d->rooms, d->groups);
	if (bounds.uncoupled)
		bounds.free_cent60 = bounds.use_cent60;
	sourcing->bound_cents = bound_cents(bounds.free_cent60, 0, sourcing->total_cents);
	sourcing->use_bound_cents =
		bound_cents(bounds.use_cent60, sourcing->bound_cents, sourcing->total_cents);
}

static void describe(struct deciding *d, struct sourcing *sourcing)
{
	const struct source_facts *s = d->s;
	const struct placement end = placement_of_lines(s, sourcing, d->rooms->scratch);

	state_as_decided(d, &end);
	set_bounds(d, &end, sourcing);
	sourcing->aggregated_count = count_aggregated(s);
	source_gaps(s, &d->terms, &d->unlimited, d->arena, sourcing);
	source_lateness(s, sourcing);
	set_limits(s, &d->terms, d->arena, sourcing);
	if (s->effort->explain)
		source_explain(s, &end, &d->terms, d->groups, d->arena, sourcing);
	sourcing->explained = s->effort->explain;
	sourcing->engine = engine_of(s, d->groups);
	sourcing->version = version_of(sourcing->engine, d->arena);
}

void source_plan(const struct plan *plan, enum view view, const struct source_effort *effort,
		 struct arena *arena, struct sourcing *sourcing)
{
	struct arena scratch = ARENA_INIT, workers[PARALLEL_MAX] = { ARENA_INIT };
	const struct source_rooms rooms = { &scratch, workers };
	const struct sample_watch watch = { effort->watch, effort->shared, effort->progress,
					    effort->progress_shared };
	const struct demand_coverage *need =
		plan_is_drawn(plan) ? sample_need(plan, &watch, &scratch) : NULL;
	struct source_facts s = source_gather(plan, view, effort, need, &scratch, workers);
	const struct placement start = placement_of_plan(&s, &scratch);
	struct deciding d = { .s = &s, .start = &start, .rooms = &rooms, .arena = arena };

	measure_firm(&s, &scratch);
	solve_and_decide(&d, sourcing);
	describe(&d, sourcing);
	for (size_t i = 0; i < PARALLEL_MAX; i++)
		arena_release(&workers[i]);
	arena_release(&scratch);
}
