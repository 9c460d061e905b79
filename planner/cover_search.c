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

enum { RUIN_MAX = 6 };

struct state {
	struct cover_seat *seats;
	size_t count, room;
	int64_t covered[COVER_WEEKS_MAX];
	int64_t open[COVER_WEEKS_MAX]; /* coins of the open minutes */
	int32_t *heads;                /* [option][week] */
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

static int64_t penalty(const struct cover_core *core, size_t week, int64_t covered)
{
	int64_t sum = 0;

	for (uint32_t i = core->need_first[week]; i < core->need_first[week + 1]; i++) {
		const struct cover_need *need = &core->problem->needs[i];

		if (need->minutes > covered)
			sum += need->price * (need->minutes - covered);
	}
	return sum;
}

/* Put one head in (sign 1) or take it out (-1). */
static void change(const struct search *s, struct state *state, struct cover_seat seat, int sign)
{
	const struct cover_core *core = s->core;

	state->cost += sign * cover_cost(core->problem, seat.option, seat.first, seat.last);
	for (uint32_t t = seat.first; t <= seat.last; t++) {
		state->covered[t] +=
			sign * cover_minutes(core->problem, seat.option, seat.first, t);
		state->cost -= state->open[t];
		state->open[t] = penalty(core, t, state->covered[t]);
		state->cost += state->open[t];
		state->heads[seat.option * core->weeks + t] += sign;
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
	size_t room = to->room;

	if (room < from->count) {
		room = 2 * from->count;
		seats = ARENA_ARRAY(s->arena, struct cover_seat, room);
	}
	if (from->count > 0)
		memcpy(seats, from->seats, from->count * sizeof(*seats));
	memcpy(heads, from->heads,
	       s->core->problem->option_count * s->core->weeks * sizeof(*heads));
	*to = *from;
	to->seats = seats;
	to->room = room;
	to->heads = heads;
}

static void empty_state(const struct search *s, struct state *state)
{
	*state = (struct state){ .heads = ARENA_ARRAY(s->arena, int32_t,
						      s->core->problem->option_count *
							      s->core->weeks) };
	for (size_t t = 0; t < s->core->weeks; t++) {
		state->open[t] = penalty(s->core, t, 0);
		state->cost += state->open[t];
	}
}

/* --- the best run that can be bought ------------------------------------------------------ */

static void value_option(const struct search *s, const struct state *state, uint32_t k)
{
	const struct cover_core *core = s->core;
	const struct cover_option *o = &core->problem->options[k];

	for (size_t age = 0; age <= o->ramp_count; age++)
		for (size_t t = 0; t < core->weeks; t++) {
			int64_t *worth = &s->worth[age * core->weeks + t];
			int32_t minutes = o->minutes[age * core->weeks + t];

			if (o->heads_max > 0 && state->heads[k * core->weeks + t] >= o->heads_max)
				*worth = FORBIDDEN;
			else if (state->open[t] == 0)
				*worth = -o->week_cost[t];
			else
				*worth = state->open[t] -
					 penalty(core, t, state->covered[t] + minutes) -
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

	for (size_t tries = 0; tries < 4 * RUIN_MAX && wanted > 1 && state->count > 0; tries++) {
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
	for (uint32_t t = first; o->heads_max > 0 && t <= last; t++)
		if (s->now.heads[k * core->weeks + t] >= o->heads_max)
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

static void wander(struct search *s)
{
	while (s->steps > 0) {
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
