/*
 * The restricted master problem, solved by hand: one column of each pool so that all limits are
 * kept, at the least cost.
 *
 * It is a multiple-choice knapsack with a row per limit. The start is what is cheapest at the
 * multipliers, or at higher ones until it fits; everything ended and everything as agreed are
 * tried, too. From there columns are exchanged, one group at a time and then in pairs in which
 * one group gives what another takes, as long as the plan gets cheaper and fits: a local search,
 * with no branching.
 *
 * Cost: columns for single exchanges, columns squared for pairs, at most PAIRS_MAX looks. Left
 * out: exchanges of three groups; no claim that the choice is optimal. The bound (source_dual.c)
 * does not depend on it.
 *
 * Implements docs/sourcing.md, "Limits that couple groups", Choice.
 */
#include "planner/sourcing/source_choice.h"

#include <string.h>

#include "base/number.h"
#include "planner/sourcing/source_pool.h"

/* Looks at pairs in one choice: plans of many groups have millions of pairs. With no pairs the
 * budget of bench_sourcing leaves a plan 0.01 % dearer, and 100 random plans of few groups are
 * 0.10 % dearer. Larger values were not tried. */
enum { PAIRS_MAX = 20000000 };

/* --- at multipliers -------------------------------------------------------------------- */

wide column_charged(const struct master *m, const struct pool_column *column, const int64_t *micro)
{
	wide sum = (wide)column->cent60 * MICRO;

	for (size_t i = 0; i < m->s->limit_count; i++)
		sum += (wide)micro[i] * column->load[i] * CENT60;
	return sum;
}

/* Column 0 is nothing at all, and never beyond. */
void master_cheapest(const struct master *m, const int64_t *micro, size_t *chosen)
{
	for (size_t g = 0; g < m->s->group_count; g++) {
		const struct column_pool *pool = &m->pools[g];
		wide least = column_charged(m, &pool->columns[0], micro);

		chosen[g] = 0;
		for (size_t e = 1; e < pool->count; e++) {
			wide sum = column_charged(m, &pool->columns[e], micro);

			if (sum < least && !pool->columns[e].beyond) {
				least = sum;
				chosen[g] = e;
			}
		}
	}
}

/* --- the choice ------------------------------------------------------------------------ */

struct usage master_usage(const struct master *m, const size_t *chosen)
{
	struct usage sum = usage_make(m->s, m->rooms->scratch);

	usage_sum(m->s, &m->fixed, 1, &sum);
	for (size_t g = 0; g < m->s->group_count; g++)
		usage_sum(m->s, &m->pools[g].columns[chosen[g]].usage, 1, &sum);
	return sum;
}

/* Cost and penalty of a choice, without surcharges. */
static int64_t sum_cent60(const struct master *m, const size_t *chosen)
{
	int64_t sum = 0;

	for (size_t g = 0; g < m->s->group_count; g++)
		sum += m->pools[g].columns[chosen[g]].cent60;
	return sum;
}

/* Exchange the column of a group, with what all use of the limits. */
static void take(struct master *m, size_t g, size_t e)
{
	usage_sum(m->s, &m->pools[g].columns[m->taken[g]].usage, -1, &m->sum);
	usage_sum(m->s, &m->pools[g].columns[e].usage, 1, &m->sum);
	m->taken[g] = e;
}

/* What an exchange would cost; below 0 it saves. */
static int64_t step_cent60(const struct master *m, size_t g, size_t e)
{
	return m->pools[g].columns[e].cent60 - m->pools[g].columns[m->taken[g]].cent60;
}

/* Exchange single columns for cheaper ones that fit. */
static bool improve_one(struct master *m)
{
	bool better = false;

	for (size_t g = 0; g < m->s->group_count; g++)
		for (size_t e = 0; e < m->pools[g].count; e++) {
			size_t before = m->taken[g];

			if (m->pools[g].columns[e].beyond || step_cent60(m, g, e) >= 0)
				continue;
			take(m, g, e);
			if (usage_fits(m->s, &m->sum))
				better = true;
			else
				take(m, g, before);
		}
	return better;
}

/* One group gets more while another gives. */
static bool improve_two(struct master *m, size_t g, size_t e, int64_t *looks)
{
	size_t before = m->taken[g], other_before;
	int64_t gain = step_cent60(m, g, e);

	take(m, g, e);
	for (size_t h = 0; h < m->s->group_count; h++) {
		if (h == g)
			continue;
		other_before = m->taken[h];
		for (size_t f = 0; f < m->pools[h].count; f++) {
			int64_t loss = step_cent60(m, h, f);

			(*looks)--;
			if (loss < 0 || gain + loss >= 0 || m->pools[h].columns[f].beyond)
				continue;
			take(m, h, f);
			if (usage_fits(m->s, &m->sum))
				return true;
			take(m, h, other_before);
		}
	}
	take(m, g, before);
	return false;
}

static bool improve_pairs(struct master *m, int64_t *looks)
{
	bool better = false;

	for (size_t g = 0; g < m->s->group_count; g++)
		for (size_t e = 0; e<m->pools[g].count && * looks> 0; e++)
			if (!m->pools[g].columns[e].beyond && step_cent60(m, g, e) < 0)
				better |= improve_two(m, g, e, looks);
	return better;
}

/* Change single groups and pairs as long as that makes the plan cheaper and it fits. */
static void improve(struct master *m)
{
	int64_t looks = PAIRS_MAX;
	bool better = true;

	m->sum = master_usage(m, m->taken);
	while (better && looks > 0) {
		better = improve_one(m);
		better |= improve_pairs(m, &looks);
	}
}

/* Start from a choice that fits, improve it, and keep the better one. */
static void try_choice(struct master *m, const size_t *chosen)
{
	const struct source_facts *s = m->s;
	struct usage usage = master_usage(m, chosen);
	size_t bytes = s->group_count * sizeof(*chosen);
	size_t *before = ARENA_ARRAY(m->rooms->scratch, size_t, s->group_count + 1);

	if (!usage_fits(s, &usage))
		return;
	memcpy(before, m->taken, bytes);
	memcpy(m->taken, chosen, bytes);
	improve(m);
	if (sum_cent60(m, m->taken) > sum_cent60(m, before))
		memcpy(m->taken, before, bytes);
}

/* Of each pool what is cheapest at the multipliers, and at higher ones until it fits. */
void master_choose(struct master *m, const int64_t *micro)
{
	/* In steps of a few percent first, where the choice nearly fits, then far up; the last
	 * is as good as "nothing that counts". */
	static const int32_t percents[] = { 100, 102, 105, 110, 120, 150, 200, 400, 1600 };
	const struct source_facts *s = m->s;
	size_t *chosen = ARENA_ARRAY(m->rooms->scratch, size_t, s->group_count + 1);
	int64_t *raised = ARENA_ARRAY(m->rooms->scratch, int64_t, s->limit_count + 1);

	memset(chosen, 0, s->group_count * sizeof(*chosen));
	try_choice(m, chosen); /* all ended */
	for (size_t g = 0; g < s->group_count; g++)
		chosen[g] = m->pools[g].count > 1;
	try_choice(m, chosen); /* all as agreed, where that is another one */
	for (size_t i = 0; i < ARRAY_LEN(percents); i++) {
		struct usage usage;

		limit_scale(s, micro, percents[i], raised);
		master_cheapest(m, raised, chosen);
		usage = master_usage(m, chosen);
		if (!usage_fits(s, &usage))
			continue;
		try_choice(m, chosen);
		break;
	}
}
