/*
 * Plans under limits by column generation (Dantzig and Wolfe 1960; Lagrangian multipliers in
 * place of a linear program).
 *
 * Limits couple the groups. Each group has a pool of columns (source_pool.c); the restricted
 * master takes one of each so that the limits are kept. Its multipliers are found without
 * solving anything: limit by limit, by bisection, the least at which what is cheapest in the
 * pools keeps it. At these all groups are solved again, surcharged: the pricing problem, exact
 * where a group is solved by flow, else as good as the search. Each solution is a new column,
 * and so on until the multipliers stay, or MASTER_ROUNDS.
 *
 * Two sets of multipliers come out: those at which the limits are kept (`fit_micro`), and those
 * of pools that include columns beyond the limits (`saves_micro`): what one more euro would
 * save. The choice of columns is source_choice.c. With at most FEW_GROUPS groups one whole head
 * is much of a limit: pools are made finer around the multipliers, and mixes are searched
 * (source_mix.c).
 *
 * Cost: a surcharged solve of all groups per round. Left out: branch and price; columns that no
 * multiplier and no mix leads to. The bound (source_dual.c) takes its multipliers from here, but
 * holds whatever they are.
 *
 * Implements docs/sourcing.md, "Limits that couple groups", Column pools to Mixes.
 */
#include "planner/sourcing/source_master.h"

#include <string.h>

#include "planner/sourcing/source_choice.h"
#include "planner/sourcing/source_groups.h"
#include "planner/sourcing/source_mix.h"
#include "planner/sourcing/source_pool.h"
#include "solver/covering/covering_cost.h"

/* Steps of the search in a round, and where columns are wanted that are likely to be taken. On
 * bench_sourcing with a budget 600 and four times as many give the same plan: what its groups
 * leave to a search is found early. SWEEPS over the limits: over 100 random plans totals stay,
 * bounds fall by 0.05 % with one and rise by 0.04 % with 16. */
enum { ROUND_STEPS = 2500, LAST_STEPS = 6000, SWEEPS = 4 };

/* --- multipliers of the pools ---------------------------------------------------------- */

/* Whether what is cheapest at that multiplier breaks the limit; base holds the other limits. */
static bool breaks(const struct master *m, size_t limit, int64_t micro, bool beyond)
{
	const wide *base = m->base;
	int64_t load = 0;

	for (size_t g = 0; g < m->s->group_count; g++) {
		const struct column_pool *pool = &m->pools[g];
		size_t best = 0;
		wide least = 0;

		for (size_t e = 0; e < pool->count; e++) {
			wide sum = base[e] + (wide)micro * pool->columns[e].load[limit] * CENT60;

			if (e == 0 || (sum < least && (beyond || !pool->columns[e].beyond))) {
				least = sum;
				best = e;
			}
		}
		load += pool->columns[best].load[limit];
		base += pool->count;
	}
	return load > m->rest[limit];
}

/* The least multiplier at which the limit is kept, when the others stay as they are: the load
 * falls as it rises, so by bisection, to a millionth. */
static bool settle(struct master *m, size_t limit, bool beyond, int64_t *micro)
{
	int64_t before = micro[limit], low = -1, high = limit_most_micro(m->s, limit);
	wide *base = m->base;

	micro[limit] = 0;
	for (size_t g = 0; g < m->s->group_count; g++)
		for (size_t e = 0; e < m->pools[g].count; e++)
			*base++ = column_charged(m, &m->pools[g].columns[e], micro);
	while (high - low > 1) {
		int64_t middle = low + (high - low) / 2;

		if (breaks(m, limit, middle, beyond))
			low = middle;
		else
			high = middle;
	}
	micro[limit] = high;
	return high != before;
}

/* All limits in turn, until none moves or SWEEPS times. `beyond`: with columns that break a
 * limit whatever other groups do. */
static void settle_all(struct master *m, bool beyond, int64_t *micro)
{
	size_t count = 0;
	bool moved = true;

	for (size_t g = 0; g < m->s->group_count; g++)
		count += m->pools[g].count;
	m->base = ARENA_ARRAY(m->rooms->scratch, wide, count);
	for (int sweep = 0; moved && sweep < SWEEPS; sweep++) {
		moved = false;
		for (size_t i = 0; i < m->s->limit_count; i++)
			moved |= settle(m, i, beyond, micro);
	}
}

/* --- rounds ---------------------------------------------------------------------------- */

/* Whether the surcharges change nothing for a group. */
static bool is_spared(const struct source_facts *s, const struct surcharge *surcharge,
		      const struct group *group)
{
	for (size_t i = 0; i < group->option_count; i++) {
		const struct week_surcharge *b = &surcharge->weeks[group->options[i] * s->weeks];

		if (surcharge->past[group->options[i]] != 0)
			return false;
		for (size_t t = 0; t < s->weeks; t++)
			if (b[t].rate || b[t].late || b[t].kept || b[t].kept_late)
				return false;
	}
	return true;
}

/* Solve all groups at the multipliers; whether that brought a new column. */
static bool solve_round(struct master *m, const int64_t *micro, int64_t steps)
{
	const struct source_facts *s = m->s;
	struct arena arena = ARENA_INIT;
	const struct limit_multipliers multipliers = { s, micro, m->ours_only };
	const struct surcharge surcharge = limit_surcharge(&multipliers, &arena);
	const struct statement how = { m->place, &surcharge, true };
	struct stated *groups = ARENA_ARRAY(&arena, struct stated, s->group_count + 1);
	size_t *number = ARENA_ARRAY(&arena, size_t, s->group_count + 1), count = 0;
	struct covering_effort effort = s->effort->cover;
	bool added = false;

	effort.bound_rounds = -1;
	if (effort.search_steps == 0)
		effort.search_steps = steps;
	for (size_t g = 0; g < s->group_count; g++) {
		if (!m->trimmed[g] && is_spared(s, &surcharge, m->groups[g].group))
			continue;
		groups[count] = m->groups[g];
		number[count++] = g;
	}
	source_solve(s, &how, &effort, m->rooms, groups, count);
	for (size_t i = 0; i < count; i++)
		added |= pool_add(m, number[i], &groups[i].solution);
	arena_release(&arena);
	return added;
}

/* --- all of it ------------------------------------------------------------------------- */

/* With few groups a whole head is much: pools are made finer around the multipliers. */
static void refine(struct master *m, const int64_t *micro)
{
	/* Of the multipliers: dense near them, where whole heads make the steps, sparse up to
	 * four times. Set by hand; over 100 random plans of few groups none of them changes a
	 * cent any more now that mixes are searched afterwards. */
	static const int32_t percents[] = { 0, 40, 70, 85, 95, 105, 115, 130, 160, 250, 400 };
	const struct source_facts *s = m->s;
	int64_t *moved = ARENA_ARRAY(m->rooms->scratch, int64_t, s->limit_count + 1);

	for (size_t i = 0; i < ARRAY_LEN(percents); i++) {
		limit_scale(s, micro, percents[i], moved);
		solve_round(m, moved, LAST_STEPS);
	}
	for (size_t g = 0; g < s->group_count; g++)
		for (size_t e = 0, count = m->pools[g].count; e < count; e++)
			if (!m->pools[g].columns[e].beyond)
				pool_thin_out(m, g, m->pools[g].columns[e].solution);
}

/* Within a fiftieth: another round would hardly bring anything new. */
static bool are_close(const struct source_facts *s, const int64_t *a, const int64_t *b)
{
	for (size_t i = 0; i < s->limit_count; i++)
		if ((a[i] > b[i] ? a[i] - b[i] : b[i] - a[i]) > b[i] / 50)
			return false;
	return true;
}

/* Each group beside what the others would rather have: where that breaks a limit, a share above
 * all, what this one could give for it. */
static void mix_beside_wishes(struct master *m, const int64_t *micro)
{
	static const int32_t percents[] = { 0, 50 };
	const struct source_facts *s = m->s;
	int64_t *lower = ARENA_ARRAY(m->rooms->scratch, int64_t, s->limit_count + 1);
	size_t *before = ARENA_ARRAY(m->rooms->scratch, size_t, s->group_count + 1);
	size_t bytes = s->group_count * sizeof(*before);

	if (s->group_count < 2)
		return;
	memcpy(before, m->taken, bytes);
	for (size_t i = 0; i < ARRAY_LEN(percents); i++) {
		limit_scale(s, micro, percents[i], lower);
		master_cheapest(m, lower, m->taken);
		for (size_t g = 0; g < s->group_count; g++)
			pool_mix(m, g);
	}
	memcpy(m->taken, before, bytes);
	master_choose(m, micro);
}

/* Each group beside what was taken of the others, and a choice anew. */
static void mix(struct master *m, const int64_t *micro)
{
	m->max_columns += MIX_COLUMNS;
	mix_beside_wishes(m, micro);
	for (int round = 0; round < MIX_ROUNDS; round++) {
		for (size_t g = 0; g < m->s->group_count; g++)
			pool_mix(m, g);
		master_choose(m, micro);
	}
}

/* With what was taken, as problems without limits. */
static void leave_groups(const struct master *m)
{
	const struct statement free_of_limits = { .placement = m->place };

	for (size_t g = 0; g < m->s->group_count; g++) {
		struct stated *group = &m->groups[g], under = *group;
		enum covering_method method = group->solution.method;

		under.solution = m->pools[g].columns[m->taken[g]].solution;
		source_state(m->s, &free_of_limits, m->rooms->scratch, group);
		group->solution = pool_carry(&under, group, m->rooms->scratch);
		group->solution.method = method;
		covering_evaluate(&group->problem, &group->solution);
	}
}

/* Fill the pools, round by round: sets the multipliers at which the limits are kept. */
static void run_rounds(struct master *m, int64_t *micro)
{
	size_t bytes = m->s->limit_count * sizeof(*micro);
	int64_t *before = ARENA_ARRAY(m->rooms->scratch, int64_t, m->s->limit_count + 1);

	for (size_t g = 0; g < m->s->group_count; g++)
		pool_fill(m, g);
	for (int round = 0; round < MASTER_ROUNDS; round++) {
		memcpy(before, micro, bytes);
		settle_all(m, false, micro);
		if (round > 0 && are_close(m->s, before, micro))
			break;
		if (!solve_round(m, micro, ROUND_STEPS))
			break;
	}
	solve_round(m, micro, LAST_STEPS);
}

bool source_limits_solve(const struct source_facts *s, const struct placement *place,
			 const struct source_rooms *rooms, struct stated *groups,
			 struct limit_terms *terms)
{
	struct master m = master_make(s, place, rooms, groups);
	int64_t *micro = ARENA_ARRAY(rooms->scratch, int64_t, s->limit_count + 1);
	int64_t *saves = ARENA_ARRAY(rooms->scratch, int64_t, s->limit_count + 1);

	run_rounds(&m, micro);
	memcpy(saves, micro, s->limit_count * sizeof(*micro));
	settle_all(&m, true, saves);
	if (s->group_count <= FEW_GROUPS) {
		solve_round(&m, saves, LAST_STEPS);
		refine(&m, saves);
	}
	master_choose(&m, micro);
	if (s->group_count <= FEW_GROUPS)
		mix(&m, micro);
	leave_groups(&m);
	*terms = (struct limit_terms){ true, m.ours_only, micro, saves, m.room };
	m.sum = master_usage(&m, m.taken);
	return usage_fits(s, &m.sum);
}
