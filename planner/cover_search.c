/*
 * The general path: buy the run that saves most, then take away and buy anew.
 *
 * One step is a look at one option against one state: the best run of weeks by planner/cover_run.h,
 * exact for one head. Ruin and recreate: a few heads are taken away, and the best runs bought until
 * none saves anything. A state is kept when it is cheaper; equal ones are kept now and then, which
 * lets the search walk along plateaus.
 */
#include <string.h>

#include "planner/cover_inner.h"
#include "planner/cover_run.h"

#define FORBIDDEN (-(INT64_C(1) << 54))

enum { RUIN_MAX = 6, PATIENCE = 5000 };

struct state {
	struct cover_seat *seats;
	size_t count, room;
	int64_t *covered;              /* [week][set] */
	int64_t open[COVER_WEEKS_MAX]; /* coins of the open minutes */
	int32_t *heads;                /* [option, then pool][week] */
	int64_t cost;                  /* coins: all seats and all open minutes */
};

struct search {
	const struct cover_core *core;
	struct arena *arena;
	int64_t *worth; /* of the option that is looked at */
	int64_t steps;  /* left */
	uint64_t random;
	struct state now, best, saved;
};

/* --- states --------------------------------------------------------------------------- */

static size_t heads_size(const struct cover_core *core)
{
	return (core->problem->option_count + core->problem->pool_count) * core->weeks;
}

static int32_t *pool_heads(const struct cover_core *core, const struct state *state, uint32_t pool,
			   size_t week)
{
	return &state->heads[(core->problem->option_count + pool) * core->weeks + week];
}

/* Put one head in (sign 1) or take it out (-1). */
static void change(const struct search *s, struct state *state, struct cover_seat seat, int sign)
{
	const struct cover_core *core = s->core;
	size_t sets = core->problem->set_count;
	uint32_t pool = core->problem->options[seat.option].pool;

	state->cost += sign * cover_cost(core->problem, seat.option, seat.first, seat.last);
	for (uint32_t t = seat.first; t <= seat.last; t++) {
		int64_t minutes =
			sign * (int64_t)cover_minutes(core->problem, seat.option, seat.first, t);
		int64_t *covered = &state->covered[t * sets];

		for (uint32_t set = 0; set < sets; set++)
			if (core_counts(core, seat.option, set))
				covered[set] += minutes;
		state->cost -= state->open[t];
		state->open[t] = core_penalty(core, t, covered, 0, 0);
		state->cost += state->open[t];
		state->heads[seat.option * core->weeks + t] += sign;
		if (pool != COVER_NO_POOL)
			*pool_heads(core, state, pool, t) += sign;
	}
}

static void push(const struct search *s, struct state *state, struct cover_seat seat)
{
	change(s, state, seat, 1);
	state->seats = ARENA_PUSH(s->arena, state->seats, state->count, state->room);
	state->seats[state->count++] = seat;
}

static struct cover_seat take(const struct search *s, struct state *state, size_t index)
{
	struct cover_seat seat = state->seats[index];

	change(s, state, seat, -1);
	state->seats[index] = state->seats[--state->count];
	return seat;
}

static void copy_state(const struct search *s, struct state *to, const struct state *from)
{
	struct cover_seat *seats = to->seats;
	int32_t *heads = to->heads;
	int64_t *covered = to->covered;
	size_t room = to->room;

	if (room < from->count) {
		room = 2 * from->count;
		seats = ARENA_ARRAY(s->arena, struct cover_seat, room);
	}
	if (from->count > 0)
		memcpy(seats, from->seats, from->count * sizeof(*seats));
	memcpy(heads, from->heads, heads_size(s->core) * sizeof(*heads));
	memcpy(covered, from->covered,
	       s->core->problem->set_count * s->core->weeks * sizeof(*covered));
	*to = *from;
	to->seats = seats;
	to->room = room;
	to->heads = heads;
	to->covered = covered;
}

static void empty_state(const struct search *s, struct state *state)
{
	size_t sets = s->core->problem->set_count;

	*state = (struct state){
		.heads = ARENA_ARRAY(s->arena, int32_t, heads_size(s->core)),
		.covered = ARENA_ARRAY(s->arena, int64_t, sets * s->core->weeks),
	};
	for (size_t t = 0; t < s->core->weeks; t++) {
		state->open[t] = core_penalty(s->core, t, &state->covered[t * sets], 0, 0);
		state->cost += state->open[t];
	}
}

/* --- the best run that can be bought ------------------------------------------------------ */

static bool is_full(const struct search *s, const struct state *state, uint32_t k, size_t week)
{
	const struct cover_core *core = s->core;
	const struct cover_option *o = &core->problem->options[k];

	return (o->heads_max > 0 && state->heads[k * core->weeks + week] >= o->heads_max) ||
	       (o->pool != COVER_NO_POOL && *pool_heads(core, state, o->pool, week) >=
						    core->problem->pools[o->pool].heads_max[week]);
}

static void value_option(const struct search *s, const struct state *state, uint32_t k)
{
	const struct cover_core *core = s->core;
	const struct cover_option *o = &core->problem->options[k];
	bool limited = o->heads_max > 0 || o->pool != COVER_NO_POOL;

	for (size_t age = 0; age <= o->ramp_count; age++)
		for (size_t t = 0; t < core->weeks; t++) {
			int64_t *worth = &s->worth[age * core->weeks + t];
			int32_t minutes = o->minutes[age * core->weeks + t];

			if (limited && is_full(s, state, k, t))
				*worth = FORBIDDEN;
			else if (state->open[t] == 0)
				*worth = -o->week_cost[t];
			else
				*worth = state->open[t] -
					 core_penalty(core, t,
						      &state->covered[t * core->problem->set_count],
						      k, minutes) -
					 o->week_cost[t];
		}
}

static bool best_seat(struct search *s, const struct state *state, struct cover_seat *seat,
		      int64_t *gain)
{
	bool found = false;
	struct cover_run run;

	*gain = 0;
	for (uint32_t k = 0; k < s->core->problem->option_count; k++) {
		value_option(s, state, k);
		s->steps--;
		if (!cover_best_run(&s->core->problem->options[k], s->core->weeks, s->worth, *gain,
				    &run))
			continue;
		*gain = run.gain;
		*seat = (struct cover_seat){ k, run.first, run.last };
		found = true;
	}
	return found;
}

static void fill(struct search *s, struct state *state)
{
	struct cover_seat seat;
	int64_t gain;

	while (best_seat(s, state, &seat, &gain))
		push(s, state, seat);
}

/* --- ruin and recreate ---------------------------------------------------------------------- */

static void keep_if_best(struct search *s)
{
	if (s->now.cost < s->best.cost)
		copy_state(s, &s->best, &s->now);
}

static bool same_seat(struct cover_seat a, struct cover_seat b)
{
	return a.option == b.option && a.first == b.first && a.last == b.last;
}

/* Take one head out and buy the best runs in its place, if that is cheaper. */
static bool exchange(struct search *s, size_t index)
{
	struct state *state = &s->now;
	size_t before = state->count;
	int64_t cost = state->cost;
	struct cover_seat seat = take(s, state, index), best;
	int64_t gain;

	if (best_seat(s, state, &best, &gain)) {
		push(s, state, best);
		/* With the same head back, nothing more saved anything before. */
		if (!same_seat(seat, best))
			fill(s, state);
	}
	if (state->cost < cost)
		return true;
	while (state->count > before - 1)
		take(s, state, state->count - 1);
	push(s, state, seat);
	return false;
}

/* Exchange until nothing more is gained; `rounds` passes at most. */
static void polish(struct search *s, size_t rounds)
{
	bool better = true;

	for (; better && rounds > 0; rounds--) {
		better = false;
		for (size_t i = s->now.count; i-- > 0 && s->steps > 0;)
			better |= i < s->now.count && exchange(s, i);
	}
	keep_if_best(s);
}

static uint64_t below(struct search *s, uint64_t limit)
{
	/* splitmix64: the same numbers on every machine. */
	uint64_t z = (s->random += UINT64_C(0x9e3779b97f4a7c15));

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	return (z ^ (z >> 31)) % limit;
}

static bool overlap(struct cover_seat a, struct cover_seat b)
{
	return a.first <= b.last + 1 && b.first <= a.last + 1;
}

/* Take away a head and some that stand beside it. */
static void ruin(struct search *s)
{
	struct state *state = &s->now;
	size_t wanted = 2 + (size_t)below(s, RUIN_MAX - 1);
	struct cover_seat seed = take(s, state, (size_t)below(s, state->count));

	for (size_t tries = 0; tries < (size_t)4 * RUIN_MAX && wanted > 1 && state->count > 0;
	     tries++) {
		size_t i = (size_t)below(s, state->count);

		if (!overlap(state->seats[i], seed))
			continue;
		take(s, state, i);
		wanted--;
	}
}

/* Force a run of some option in, so that options that never look best alone get a try. */
static void force(struct search *s)
{
	const struct cover_core *core = s->core;
	uint32_t k = (uint32_t)below(s, core->problem->option_count);
	const struct cover_option *o = &core->problem->options[k];
	uint32_t first = (uint32_t)below(s, core->weeks), last;

	if (o->last_min[first] > o->last_max[first])
		return;
	last = o->last_min[first] + (uint32_t)below(s, o->last_max[first] - o->last_min[first] + 1);
	for (uint32_t t = first; t <= last; t++)
		if (is_full(s, &s->now, k, t))
			return;
	push(s, &s->now, (struct cover_seat){ k, first, last });
}

/* Let a head leave earlier or come later, so that something else can stand in its place. */
static void cut(struct search *s)
{
	struct state *state = &s->now;
	struct cover_seat seat = take(s, state, (size_t)below(s, state->count));
	const struct cover_option *o = &s->core->problem->options[seat.option];
	uint32_t room = seat.last - o->last_min[seat.first];

	if (below(s, 2) == 0 && seat.last > o->last_min[seat.first]) {
		seat.last -= 1 + (uint32_t)below(s, room);
		push(s, state, seat);
		return;
	}
	seat.first += (uint32_t)below(s, seat.last - seat.first + 1);
	if (seat.last >= o->last_min[seat.first] && seat.last <= o->last_max[seat.first])
		push(s, state, seat);
}

static void disturb(struct search *s)
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
static void wander(struct search *s)
{
	int64_t start = s->steps, last = s->steps, best = s->best.cost;

	while (s->steps > 0 && last - s->steps < PATIENCE + (start - last) / 2) {
		if (s->best.cost < best) {
			best = s->best.cost;
			last = s->steps;
		}
		copy_state(s, &s->saved, &s->now);
		disturb(s);
		fill(s, &s->now);
		polish(s, 2);
		if (s->now.cost > s->saved.cost)
			copy_state(s, &s->now, &s->saved);
	}
}

void cover_search(const struct cover_core *core, int64_t steps, struct arena *arena,
		  struct cover_seats *seats)
{
	struct arena scratch = ARENA_INIT;
	struct search s = { .core = core, .arena = &scratch, .steps = steps };

	s.worth = ARENA_ARRAY(&scratch, int64_t, core->column_count * core->weeks);
	empty_state(&s, &s.now);
	empty_state(&s, &s.best);
	empty_state(&s, &s.saved);
	fill(&s, &s.now);
	keep_if_best(&s);
	polish(&s, 100);
	wander(&s);
	for (size_t i = 0; i < s.best.count; i++) {
		seats->list = ARENA_PUSH(arena, seats->list, seats->count, seats->room);
		seats->list[seats->count++] = s.best.seats[i];
	}
	arena_release(&scratch);
}
