/*
 * The general path, a primal heuristic: buy the interval that saves most, then take away and buy
 * anew.
 *
 * One step is a look at one option against one state: the best interval of weeks by
 * solver/covering/covering_interval.h, exact for one head. Ruin and recreate: a few heads are taken
 * away, one is shortened, or one is forced in; then the best intervals are bought until none saves
 * anything, and single heads exchanged. What comes of it is kept when it is no dearer than before:
 * equal cost is kept, too, which lets the search walk along plateaus. When a search goes on from a
 * solution (covering_search_on) that is annealing: dearer states are kept, too, less dear ones the
 * fewer steps are left.
 */
#include "solver/covering/covering_search.h"

#include <string.h>

#include "base/number.h"
#include "solver/covering/covering_state.h"

/*
 * Heads that are taken away at once, at most; steps without a better state that end the search;
 * the part of the cost by which annealing may get dearer at first. Half or twice as many heads cost
 * 0.07 % more, 1,000 steps 0.07 % more (20,000 the same), parts of 1/200 and 1/12 0.1 % more
 * (bench/HISTORY.md, "Constants of the covering").
 */
enum { RUIN_MAX = 6, PATIENCE = 5000, HEAT_PART = 50 };

struct annealing {
	struct covering_market market;
	uint64_t random;
	struct covering_state now, best, saved;
};

/* --- ruin and recreate ---------------------------------------------------------------------- */

static void keep_if_best(struct annealing *s)
{
	if (s->now.cost < s->best.cost)
		covering_state_copy(&s->market, &s->best, &s->now);
}

static bool same_column(struct covering_column a, struct covering_column b)
{
	return a.option == b.option && a.first == b.first && a.last == b.last;
}

/* Take one head out and buy the best intervals in its place, if that is cheaper. */
static bool exchange(struct annealing *s, size_t index)
{
	struct covering_state *state = &s->now;
	size_t before = state->count;
	int64_t cost = state->cost;
	uint64_t marks[COVERING_WEEKS_MAX];
	struct covering_column column, best;

	memcpy(marks, state->mark, sizeof(marks));
	column = covering_state_take(&s->market, state, index);
	if (covering_market_best(&s->market, state, &best)) {
		covering_state_push(&s->market, state, best);
		/* With the same head back, nothing more saved anything before. */
		if (!same_column(column, best))
			covering_market_fill(&s->market, state);
	}
	if (state->cost < cost)
		return true;
	while (state->count > before - 1)
		covering_state_take(&s->market, state, state->count - 1);
	covering_state_push(&s->market, state, column);
	memcpy(state->mark, marks, sizeof(marks)); /* nothing has changed */
	return false;
}

/* Exchange until nothing more is gained; `rounds` passes at most. */
static void polish(struct annealing *s, size_t rounds)
{
	bool better = true;

	for (; better && rounds > 0; rounds--) {
		better = false;
		for (size_t i = s->now.count; i-- > 0 && s->market.steps > 0;)
			better |= i < s->now.count && exchange(s, i);
	}
	keep_if_best(s);
}

static uint64_t below(struct annealing *s, uint64_t limit)
{
	/* splitmix64: the same numbers on every machine. */
	uint64_t z = (s->random += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31)) % limit;
}

static bool overlap(struct covering_column a, struct covering_column b)
{
	return a.first <= b.last + 1 && b.first <= a.last + 1;
}

/* Take away a head and some that stand beside it. */
static void ruin(struct annealing *s)
{
	struct covering_state *state = &s->now;
	size_t wanted = 2 + (size_t)below(s, RUIN_MAX - 1);
	struct covering_column seed =
		covering_state_take(&s->market, state, (size_t)below(s, state->count));

	for (size_t tries = 0; tries < (size_t)4 * RUIN_MAX && wanted > 1 && state->count > 0;
	     tries++) {
		size_t i = (size_t)below(s, state->count);

		if (!overlap(state->columns[i], seed))
			continue;
		covering_state_take(&s->market, state, i);
		wanted--;
	}
}

/* Force an interval of some option in, so that options that never look best alone get a try. */
static void force(struct annealing *s)
{
	const struct covering_core *core = s->market.core;
	uint32_t k = (uint32_t)below(s, core->problem->option_count);
	const struct covering_option *o = &core->problem->options[k];
	uint32_t first = (uint32_t)below(s, core->weeks), last;

	if (o->min_last[first] > o->max_last[first])
		return;
	last = o->min_last[first] + (uint32_t)below(s, o->max_last[first] - o->min_last[first] + 1);
	for (uint32_t t = first; t <= last; t++)
		if (covering_state_full(&s->market, &s->now, k, t))
			return;
	covering_state_push(&s->market, &s->now, (struct covering_column){ k, first, last });
}

/* Let a head leave earlier or come later, so that something else can stand in its place. */
static void cut(struct annealing *s)
{
	struct covering_state *state = &s->now;
	struct covering_column column =
		covering_state_take(&s->market, state, (size_t)below(s, state->count));
	const struct covering_option *o = &s->market.core->problem->options[column.option];
	uint32_t room = column.last - o->min_last[column.first];

	if (below(s, 2) == 0 && column.last > o->min_last[column.first]) {
		column.last -= 1 + (uint32_t)below(s, room);
		covering_state_push(&s->market, state, column);
		return;
	}
	column.first += (uint32_t)below(s, column.last - column.first + 1);
	if (column.last >= o->min_last[column.first] && column.last <= o->max_last[column.first])
		covering_state_push(&s->market, state, column);
}

/* One in four takes some away, one in four shortens one, one does that and forces one in, and one
 * only forces one in. */
static void disturb(struct annealing *s)
{
	uint64_t way = below(s, 4);

	if (way == 0 && s->now.count > 1)
		ruin(s);
	else if (way <= 2 && s->now.count > 0)
		cut(s);
	if (way >= 2)
		force(s);
}

/* Until the steps are used up, or too many have brought nothing since the last better state. */
static void wander(struct annealing *s)
{
	int64_t start = s->market.steps, last = s->market.steps, best = s->best.cost;

	while (s->market.steps > 0 && last - s->market.steps < PATIENCE + (start - last) / 2) {
		if (s->best.cost < best) {
			best = s->best.cost;
			last = s->market.steps;
		}
		covering_state_copy(&s->market, &s->saved, &s->now);
		disturb(s);
		covering_market_fill(&s->market, &s->now);
		polish(s, 2);
		if (s->now.cost > s->saved.cost)
			covering_state_copy(&s->market, &s->now, &s->saved);
	}
}

/* Until the steps are used up, or the best is good enough: dearer states are kept, too, at first of
 * up to 1/HEAT_PART of the cost, at the end none. */
static void anneal(struct annealing *s, int64_t enough)
{
	int64_t start = s->market.steps, heat = s->best.cost / HEAT_PART;

	while (s->market.steps > 0 && s->best.cost > enough) {
		int64_t dearer = scale_half_even(heat, s->market.steps, start);

		covering_state_copy(&s->market, &s->saved, &s->now);
		disturb(s);
		covering_market_fill(&s->market, &s->now);
		polish(s, 2);
		if (s->now.cost > s->saved.cost + (int64_t)below(s, (uint64_t)dearer + 1))
			covering_state_copy(&s->market, &s->now, &s->saved);
	}
}

static void begin(const struct covering_core *core, int64_t steps, struct arena *arena,
		  struct annealing *s)
{
	*s = (struct annealing){ .random = 0 };
	covering_market_make(core, steps, arena, &s->market);
	covering_state_empty(&s->market, &s->now);
	covering_state_empty(&s->market, &s->best);
	covering_state_empty(&s->market, &s->saved);
}

static void hand_over(const struct annealing *s, struct arena *arena,
		      struct covering_columns *columns)
{
	columns->count = 0;
	for (size_t i = 0; i < s->best.count; i++) {
		columns->list = ARENA_PUSH(arena, columns->list, columns->count, columns->room);
		columns->list[columns->count++] = s->best.columns[i];
	}
}

void covering_search(const struct covering_core *core, int64_t steps, struct arena *arena,
		     struct covering_columns *columns)
{
	struct arena scratch = ARENA_INIT;
	struct annealing s;

	begin(core, steps, &scratch, &s);
	covering_market_fill(&s.market, &s.now);
	keep_if_best(&s);
	polish(&s, 100);
	wander(&s);
	hand_over(&s, arena, columns);
	arena_release(&scratch);
}

void covering_search_on(const struct covering_core *core, int64_t steps, int64_t enough,
			struct arena *arena, struct covering_columns *columns)
{
	struct arena scratch = ARENA_INIT;
	struct annealing s;

	begin(core, steps, &scratch, &s);
	for (size_t i = 0; i < columns->count; i++)
		covering_state_push(&s.market, &s.now, columns->list[i]);
	covering_state_copy(&s.market, &s.best, &s.now);
	anneal(&s, enough);
	hand_over(&s, arena, columns);
	arena_release(&scratch);
}
