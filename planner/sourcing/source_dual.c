/*
 * Bounds of plans under limits: Lagrangian duality.
 *
 * Charge what each limit counts at a multiplier of at least 0, and take the limit times its
 * multiplier, the relief, off the sum: a plan that keeps the limits costs no more that way than at
 * its own prices. So a bound of the problem at surcharged prices, less the relief, is one of the
 * limited plan, however good the multipliers are. Its groups, and its clusters over all uses of our
 * people, are those of source_bound.c with other prices, and a bound is the best of all that were
 * tried.
 *
 * The multipliers are those that the column generation left (source_master.c). With at most
 * FEW_GROUPS groups the dual is climbed a little: around them all together, then limit by limit
 * from the best, coordinate ascent on a fixed grid.
 *
 * Cost: two whole bounds for each try, which is why plans of many groups get one. Left out: the
 * duality gap, what whole heads cost beyond any multiplier; no multiplier can close it.
 *
 * Implements docs/sourcing.md, "Limits that couple groups", Bounds.
 */
#include "planner/sourcing/source_dual.h"

#include <string.h>

/* --- at multipliers ------------------------------------------------------------------ */

static int64_t largest(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

struct climbing {
	const struct source_facts *s;
	const struct placement *place;
	const struct limit_terms *terms;
	const struct source_rooms *rooms;
	const struct stated *groups;
	struct source_bounds *bounds;
};

/* Raise what is known by what these multipliers prove; returns that of any use. */
static int64_t prove_at(const struct climbing *c, const int64_t *micro)
{
	struct arena arena = ARENA_INIT;
	const struct limit_multipliers multipliers = { c->s, micro, c->terms->ours_only };
	const struct surcharge surcharge = limit_surcharge(&multipliers, &arena);
	const struct statement how = { c->place, &surcharge, true };
	struct source_bounds found = source_bound(c->s, &how, c->rooms, c->groups);
	int64_t relief = limit_relief(&multipliers, &surcharge, c->terms->room);

	arena_release(&arena);
	c->bounds->use_cent60 = largest(c->bounds->use_cent60, found.use_cent60 - relief);
	c->bounds->free_cent60 = largest(c->bounds->free_cent60, found.free_cent60 - relief);
	c->bounds->uncoupled = found.uncoupled;
	return found.free_cent60 - relief;
}

/* --- better ones ------------------------------------------------------------------------ */

static bool any_micro(const struct source_facts *s, const int64_t *micro)
{
	for (size_t i = 0; i < s->limit_count; i++)
		if (micro[i] > 0)
			return true;
	return false;
}

/* Around what is known, then limit by limit from the best. */
static void climb(const struct climbing *c, const int64_t *saves)
{
	/* Percents of the multipliers, set by hand: dense where the dual is likely to be best,
	 * and 0, which is the bound without the limit. Over 100 random plans of few groups the
	 * two grids raise bounds by 0.34 % and take half of the time. Steps by a subgradient
	 * would need whole bounds as well and were not tried. */
	static const int32_t around[] = { 0, 50, 75, 90, 110, 135, 200 };
	static const int32_t alone[] = { 0, 60, 85, 115, 150 };
	const struct source_facts *s = c->s;
	size_t bytes = s->limit_count * sizeof(*saves);
	int64_t *best = ARENA_ARRAY(c->rooms->scratch, int64_t, s->limit_count + 1);
	int64_t *tried = ARENA_ARRAY(c->rooms->scratch, int64_t, s->limit_count + 1);
	int64_t most = prove_at(c, saves), value;

	memcpy(best, saves, bytes);
	for (size_t i = 0; i < ARRAY_LEN(around); i++) {
		limit_scale(s, saves, around[i], tried);
		value = prove_at(c, tried);
		if (value > most) {
			most = value;
			memcpy(best, tried, bytes);
		}
	}
	for (size_t k = 0; s->limit_count > 1 && k < s->limit_count; k++) {
		int64_t start = best[k];

		for (size_t i = 0; start > 0 && i < ARRAY_LEN(alone); i++) {
			memcpy(tried, best, bytes);
			tried[k] = start * alone[i] / 100;
			if (tried[k] > limit_most_micro(s, k))
				tried[k] = limit_most_micro(s, k);
			value = prove_at(c, tried);
			if (value > most) {
				most = value;
				memcpy(best, tried, bytes);
			}
		}
	}
}

struct source_bounds source_limits_bound(const struct source_facts *s,
					 const struct placement *place,
					 const struct limit_terms *terms,
					 const struct source_rooms *rooms,
					 const struct stated *groups)
{
	struct source_bounds bounds = { 0, 0, true };
	const struct climbing c = { s, place, terms, rooms, groups, &bounds };
	bool saves = any_micro(s, terms->saves_micro);

	prove_at(&c, terms->fit_micro);
	if (s->group_count <= FEW_GROUPS && (saves || any_micro(s, terms->fit_micro)))
		climb(&c, saves ? terms->saves_micro : terms->fit_micro);
	if (bounds.use_cent60 < bounds.free_cent60)
		bounds.use_cent60 = bounds.free_cent60;
	return bounds;
}
