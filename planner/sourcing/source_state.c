/*
 * A group as a covering problem: options from source_offer.c, and here the rows.
 *
 * Heads are of resource classes, and what a line asks for may be done by the classes that may
 * fill it. Which minutes stay open at best is a transport problem; by Hall's theorem (1935) its
 * solution is the most that any set of classes misses of the lines that only they may fill. So for
 * each week and penalty tier there is a row per set of classes: "these need so much", and the
 * graph is never looked at again. The sets that matter are the unions of the sets of lines. A
 * row is dropped when a smaller set asks for as much, and neighbouring tiers that ask for the
 * same are one.
 *
 * Tiers nest: the first asks for the lines of the dearest penalty at the difference to the next
 * one, the second for these and the next ones, and so on, so that open minutes add up to their
 * penalties.
 *
 * A group is stated in one of two ways: with what its lines lack while our people stay where a
 * placement has them, or, as a residual problem, with what source_residual.c says the group has
 * to cover beside all others. What running heads deliver in any case is taken off the right side
 * of every row.
 *
 * Cost: sets squared times tiers times weeks, for each statement. Left out: unions beyond
 * SETS_MAX, which only makes a group ask for less. Implements docs/sourcing.md, "From the plan
 * to problems".
 */
#include "planner/sourcing/source_state.h"

#include <stdlib.h>
#include <string.h>

#include "planner/sourcing/source_offer.h"
#include "planner/sourcing/source_stating.h"

/* False for a set that is there already, or when there are SETS_MAX. */
static bool add_set(struct stating *st, struct class_set set)
{
	for (size_t i = 0; i < st->set_count; i++)
		if (class_set_compare(&st->sets[i], &set) == 0)
			return false;
	if (st->set_count == SETS_MAX)
		return false;
	st->sets[st->set_count++] = set;
	return true;
}

static int by_size(const void *left, const void *right)
{
	const struct class_set *a = left, *b = right;
	int sizes = class_set_count(a) - class_set_count(b);

	return sizes ? sizes : class_set_compare(a, b);
}

/* The sets of the lines and their unions, smaller ones first; the set of everything is always
 * there. Beyond SETS_MAX some unions are missing: then the problem asks for less than it
 * should, so that its bound still holds, and the solution may leave open what it was not asked
 * for. Half of the room is kept for unions. */
static void find_sets(struct stating *st)
{
	struct class_set all = { { 0 } };

	for (size_t i = 0; i < st->group->line_count; i++) {
		const struct class_set *resources = &st->group->line_resources[i];

		all = class_set_union(&all, resources);
		if (!class_set_is_empty(resources) && st->set_count < SETS_MAX / 2)
			add_set(st, *resources);
	}
	if (class_set_is_empty(&all))
		class_set_add(&all, 0);
	add_set(st, all);
	for (size_t i = 0; i < st->set_count; i++)
		for (size_t k = 0; k < i; k++)
			add_set(st, class_set_union(&st->sets[i], &st->sets[k]));
	qsort(st->sets, st->set_count, sizeof(*st->sets), by_size);
}

static int dearest_first(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left, b = *(const int64_t *)right;

	return (a < b) - (a > b);
}

/* The tiers: distinct penalties of the lines of the group, of a residual problem those of the
 * whole plan. */
static void find_penalties(struct stating *st)
{
	int64_t *penalties;
	size_t count = 0;

	if (st->stated->wanted_minutes) {
		st->penalties = st->s->tiers;
		st->penalty_count = st->s->tier_count;
		return;
	}
	penalties = ARENA_ARRAY(st->arena, int64_t, st->group->line_count + 1);
	for (size_t i = 0; i < st->group->line_count; i++) {
		int64_t penalty = source_penalty(st->s, st->group->lines[i]);

		if (penalty > 0)
			penalties[count++] = penalty;
	}
	if (count > 0)
		qsort(penalties, count, sizeof(*penalties), dearest_first);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || penalties[i] != penalties[st->penalty_count - 1])
			penalties[st->penalty_count++] = penalties[i];
	st->penalties = penalties;
}

/* Minutes that running heads of these classes deliver whatever is decided. */
static int64_t firm_of(const struct stating *st, const struct class_set *set, size_t week)
{
	int64_t sum = 0;

	for (uint32_t resource = 0; resource < st->resource_count; resource++)
		if (class_set_has(set, resource))
			sum += st->firm_minutes[resource * st->s->weeks + week];
	return sum;
}

/* What only these resource classes can do of what is as dear as that, less what is there anyway. */
static int64_t row_minutes(const struct stating *st, size_t set, size_t tier, size_t week)
{
	const struct group *group = st->group;
	const int64_t *wanted_minutes = st->stated->wanted_minutes;
	int64_t sum = 0;

	if (wanted_minutes)
		sum = wanted_minutes[(week * st->set_count + set) * st->penalty_count + tier];
	for (size_t i = 0; !wanted_minutes && i < group->line_count; i++) {
		const struct class_set *resources = &group->line_resources[i];

		if (!class_set_is_empty(resources) && class_set_within(resources, &st->sets[set]) &&
		    source_penalty(st->s, group->lines[i]) >= st->penalties[tier])
			sum += placement_gap(st->s, st->how->placement, group->lines[i], week);
	}
	return sum - firm_of(st, &st->sets[set], week);
}

struct tier_rows {
	int64_t minutes[SETS_MAX];
};

static void find_rows(const struct stating *st, size_t tier, size_t week, struct tier_rows *out)
{
	for (size_t i = 0; i < st->set_count; i++)
		out->minutes[i] = row_minutes(st, i, tier, week);
}

/* Rows of the penalties from `tier` to before `next`, which ask for the same. */
static void add_tier(struct stating *st, size_t tier, size_t next, size_t week,
		     const struct tier_rows *rows)
{
	struct covering_problem *p = &st->stated->problem;
	int64_t penalty =
		st->penalties[tier] - (next < st->penalty_count ? st->penalties[next] : 0);
	const int64_t *minutes = rows->minutes;
	bool same_tier = false;

	for (uint32_t i = 0; i < st->set_count; i++) {
		bool matters = minutes[i] > 0;

		/* A smaller set that needs as much says more. */
		for (uint32_t k = 0; k < i && matters; k++)
			matters = !class_set_within(&st->sets[k], &st->sets[i]) ||
				  minutes[k] < minutes[i];
		if (!matters)
			continue;
		st->rows = ARENA_PUSH(st->arena, st->rows, p->row_count, st->row_room);
		st->rows[p->row_count++] =
			(struct covering_row){ (uint32_t)week, (int32_t)minutes[i], penalty, i,
					       same_tier };
		same_tier = true;
	}
}

static void add_week(struct stating *st, size_t week)
{
	struct tier_rows now = { { 0 } }, later = { { 0 } };
	size_t tier = 0, next;

	if (st->penalty_count > 0)
		find_rows(st, 0, week, &now);
	for (; tier < st->penalty_count; tier = next) {
		for (next = tier + 1; next < st->penalty_count; next++) {
			find_rows(st, next, week, &later);
			if (memcmp(now.minutes, later.minutes,
				   st->set_count * sizeof(*now.minutes)) != 0)
				break;
		}
		add_tier(st, tier, next, week, &now);
		now = later;
	}
}

struct stated *stated_all(const struct source_facts *s, struct arena *arena)
{
	struct stated *all = ARENA_ARRAY(arena, struct stated, s->group_count + 1);

	for (size_t g = 0; g < s->group_count; g++)
		all[g].group = &s->groups[g];
	return all;
}

struct stated *stated_copy(const struct source_facts *s, const struct stated *stated,
			   struct arena *arena)
{
	struct stated *copy = ARENA_ARRAY(arena, struct stated, s->group_count + 1);

	memcpy(copy, stated, s->group_count * sizeof(*copy));
	return copy;
}

void source_state(const struct source_facts *s, const struct statement *how, struct arena *arena,
		  struct stated *stated)
{
	const struct group *group = stated->group;
	struct stating st = {
		.s = s, .how = how, .arena = arena, .group = group, .stated = stated
	};
	struct class_set *sets;

	for (size_t i = 0; i < group->option_count; i++)
		if (group->option_resource[i] >= st.resource_count)
			st.resource_count = group->option_resource[i] + 1U;
	st.firm_minutes = ARENA_ARRAY(arena, int64_t, st.resource_count * s->weeks + 1);
	stated->problem = (struct covering_problem){ .week_count = s->weeks };
	stated->choices = NULL;
	stating_options(&st);
	find_sets(&st);
	find_penalties(&st);
	for (size_t t = 0; t < s->weeks; t++)
		add_week(&st, t);
	sets = ARENA_ARRAY(arena, struct class_set, st.set_count);
	memcpy(sets, st.sets, st.set_count * sizeof(*sets));
	stated->problem.sets = sets;
	stated->problem.set_count = st.set_count;
	stated->problem.rows = st.rows;
	stated->problem.options = st.options;
	stated->problem.shared_caps = st.shared_caps;
}
