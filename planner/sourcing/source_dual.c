/*
 * Bounds of plans under limits.
 *
 * With a multiplier of at least 0 on what each limit counts, and the limit times its multiplier
 * taken off, no plan that keeps the limits costs more than it does: what is proven of that problem
 * holds for the limited one, however good the multipliers are. Its groups, and its clusters over
 * all uses of our people, are those of planner/sourcing/source_bound.c with other prices.
 */
#include "planner/sourcing/source_dual.h"

#include <string.h>

#include "planner/sourcing/source_bound.h"
#include "planner/sourcing/source_limits.h"

/* --- at multipliers ------------------------------------------------------------------ */

static int64_t largest(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* Raise what is known by what these multipliers prove; returns that of any use. */
static int64_t prove_at(struct source *s, const int64_t *micro, struct source_bounds *bounds)
{
	struct limit_prices prices = { s, micro, s->ours_only };
	struct source_bounds found;
	int64_t relief;

	s->limited = true;
	limit_prices_set(s, &prices);
	found = source_bound(s);
	relief = limit_relief(s, &prices);
	limit_prices_clear(s);
	s->limited = false;
	bounds->use_coins = largest(bounds->use_coins, found.use_coins - relief);
	bounds->free_coins = largest(bounds->free_coins, found.free_coins - relief);
	bounds->rigid = found.rigid;
	return found.free_coins - relief;
}

/* --- better ones ------------------------------------------------------------------------ */

static bool any_micro(const struct source *s, const int64_t *micro)
{
	for (size_t i = 0; i < s->limit_count; i++)
		if (micro[i] > 0)
			return true;
	return false;
}

/* Around what is known, then limit by limit from the best. */
static void climb(struct source *s, const int64_t *saves, struct source_bounds *bounds)
{
	static const int32_t around[] = { 0, 50, 75, 90, 110, 135, 200 };
	static const int32_t alone[] = { 0, 60, 85, 115, 150 };
	size_t bytes = s->limit_count * sizeof(*saves);
	int64_t *best = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);
	int64_t *tried = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);
	int64_t most = prove_at(s, saves, bounds), value;

	memcpy(best, saves, bytes);
	for (size_t i = 0; i < ARRAY_LEN(around); i++) {
		limit_scale(s, saves, around[i], tried);
		value = prove_at(s, tried, bounds);
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
			value = prove_at(s, tried, bounds);
			if (value > most) {
				most = value;
				memcpy(best, tried, bytes);
			}
		}
	}
}

void source_limits_bound(struct source *s, struct source_bounds *bounds)
{
	int64_t *saves = ARENA_ARRAY(s->scratch, int64_t, s->limit_count + 1);

	prove_at(s, s->fit_micro, bounds);
	for (size_t i = 0; i < s->limit_count; i++)
		saves[i] = s->limits[i].saves_micro;
	if (s->group_count <= FEW_GROUPS && (any_micro(s, saves) || any_micro(s, s->fit_micro)))
		climb(s, any_micro(s, saves) ? saves : s->fit_micro, bounds);
	if (bounds->use_coins < bounds->free_coins)
		bounds->use_coins = bounds->free_coins;
}
