/*
 * Columns for a pool that no multiplier makes the cheapest.
 *
 * Where two limits bind, or where a whole head is much of what a limit leaves, the best plan may
 * use a column that lies inside the convex hull of its pool: it is the cheapest at no
 * multipliers at all, so column generation never meets it. Therefore the group is searched
 * directly, by solver/covering/covering_mix.h, beside the columns that are taken of all other
 * groups: each limit becomes a side of the problem, with what heads use of it and the room that
 * the others leave. Every solution that nothing makes cheaper at some charge becomes a column.
 *
 * To read off what a head uses of a limit the group is stated once more, at a multiplier of one
 * on that limit alone: the difference of the two costs is the use. Cost: bounded by MIX_CELLS.
 * Left out: limits beyond COVERING_SIDES_MAX; and only one group changes at a time, so mixes
 * over two groups come from the choice that follows (source_choice.c).
 *
 * Implements docs/sourcing.md, "Limits that couple groups", Mixes.
 */
#include "planner/sourcing/source_mix.h"

#include <string.h>

#include "base/number.h"
#include "solver/covering/covering_mix.h"

/* Looks at one option and start, times weeks: how much is looked at for one group, over all
 * starting points. It keeps the time of long plans in hand; over 100 random plans of 8 to 14
 * weeks neither a quarter nor four times of it changes a cent, since the search ends before. */
enum { MIX_CELLS = 12000000 };

struct mixing {
	struct master *m;
	size_t group;
};

/* A column for what the search has found; its buys live only as long as the search. */
static void add_column(void *shared, const struct covering_solution *solution)
{
	const struct mixing *mixing = shared;
	struct covering_solution kept = *solution;

	kept.buys = ARENA_ARRAY(mixing->m->rooms->scratch, struct covering_buy, kept.buy_count + 1);
	memcpy(kept.buys, solution->buys, kept.buy_count * sizeof(*kept.buys));
	pool_add(mixing->m, mixing->group, &kept);
}

/* The group with a multiplier of one on one limit: what its heads cost more is what they use. */
static struct covering_problem charged_problem(const struct master *m, size_t g, size_t limit,
					       const bool *ours_only)
{
	const struct source_facts *s = m->s;
	struct arena arena = ARENA_INIT;
	int64_t *micro = ARENA_ARRAY(&arena, int64_t, s->limit_count + 1);
	const struct limit_multipliers multipliers = { s, micro, ours_only };
	struct surcharge surcharge;
	struct statement how = { m->place, &surcharge, true };
	struct stated group = m->groups[g];

	micro[limit] = MICRO;
	surcharge = limit_surcharge(&multipliers, &arena);
	source_state(s, &how, m->rooms->scratch, &group);
	arena_release(&arena);
	return group.problem;
}

/* A share is counted by what is missing of it, all other limits by what is used. */
static int64_t used_of(const struct master *m, const struct pool_column *column, size_t limit)
{
	return m->s->limits[limit].row->shape->cap ? column->usage.used[limit]
						   : column->load[limit];
}

/* Cent60 of the limit that the other groups leave, as they were chosen, and what ends as soon as it
 * may. */
static int64_t room_cent60(const struct master *m, size_t g, size_t limit)
{
	const struct limit *l = &m->s->limits[limit];
	int64_t room = l->row->shape->cap ? l->cents - m->fixed.used[limit] : m->rest[limit];

	room -= used_of(m, &m->pools[g].columns[0], limit);
	for (size_t h = 0; h < m->s->group_count; h++)
		if (h != g)
			room -= used_of(m, &m->pools[h].columns[m->taken[h]], limit);
	return room * CENT60;
}

static void search(struct master *m, size_t g, const struct covering_side *sides, size_t count)
{
	const struct source_facts *s = m->s;
	struct mixing mixing = { m, g };
	struct covering_solution taken = m->pools[g].columns[m->taken[g]].solution;
	const struct covering_solution *starts[] = { &taken, &m->groups[g].solution,
						     &m->pools[g].columns[0].solution };
	int64_t cells = (int64_t)(m->groups[g].problem.option_count * s->weeks * s->weeks) + 1;

	for (size_t i = 0; i < ARRAY_LEN(starts); i++) {
		int64_t looks = MIX_CELLS / (int64_t)ARRAY_LEN(starts) / cells;

		covering_mix(&m->groups[g].problem, sides, count, starts[i], &looks, add_column,
			     &mixing);
	}
}

/* A limit that is broken by what was agreed is kept by less of that, or by nothing of ours. */
void pool_mix(struct master *m, size_t g)
{
	const struct source_facts *s = m->s;
	struct covering_problem *charged =
		ARENA_ARRAY(m->rooms->scratch, struct covering_problem, s->limit_count + 1);
	const bool *all = ARENA_ARRAY(m->rooms->scratch, bool, s->limit_count + 1);
	struct covering_side sides[COVERING_SIDES_MAX];
	size_t count = s->limit_count < COVERING_SIDES_MAX ? s->limit_count : COVERING_SIDES_MAX;
	bool any_ours = false;

	for (size_t i = 0; i < count; i++) {
		charged[i] = charged_problem(m, g, i, all);
		sides[i] = (struct covering_side){ &charged[i], room_cent60(m, g, i) };
	}
	search(m, g, sides, count);
	for (size_t i = 0; i < count; i++) {
		if (!m->ours_only[i])
			continue;
		charged[i] = charged_problem(m, g, i, m->ours_only);
		sides[i].room = 0;
		any_ours = true;
	}
	if (any_ours)
		search(m, g, sides, count);
}
