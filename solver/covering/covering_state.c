/*
 * A partial solution, kept up to date as columns are pushed and taken: minutes covered by week and
 * set, heads by option and shared cap, cost.
 *
 * Pricing needs, for each option and week, what one more head would save of the penalties. That
 * depends on nothing but what is covered in the week and who is there, so it is kept with the mark
 * of the week that it was worked out for, and worked out again when the week has another mark. Most
 * steps of the search change a few weeks only: in all other weeks a look finds its values ready.
 */
#include "solver/covering/covering_state.h"

#include <string.h>

#include "solver/covering/covering_interval.h"

/* Below minus any sum of savings, since money stays below 2^53; 104 weeks of it stay within 64
 * bits. */
#define FORBIDDEN (-(INT64_C(1) << 54))

/* --- states --------------------------------------------------------------------------- */

static size_t heads_size(const struct covering_core *core)
{
	return (core->problem->option_count + core->problem->shared_cap_count) * core->weeks;
}

static int32_t *shared_cap_heads(const struct covering_core *core,
				 const struct covering_state *state, uint32_t shared_cap,
				 size_t week)
{
	return &state->heads[(core->problem->option_count + shared_cap) * core->weeks + week];
}

/* Put one head in (sign 1) or take it out (-1). */
static void change(struct covering_market *m, struct covering_state *state,
		   struct covering_column column, int sign)
{
	const struct covering_core *core = m->core;
	size_t sets = core->problem->set_count;
	const struct covering_option *o = &core->problem->options[column.option];
	const bool *counts = &m->counts[column.option * sets];

	state->cost += sign * o->start_cost[column.first];
	for (uint32_t t = column.first; t <= column.last; t++) {
		size_t age = t - column.first < o->ramp_count ? t - column.first : o->ramp_count;
		int64_t minutes = sign * (int64_t)core_minutes(core, column.option, age, t);
		int64_t *covered = &state->covered[t * sets];

		for (uint32_t set = 0; set < sets; set++)
			if (counts[set])
				covered[set] += minutes;
		state->cost += sign * o->week_cost[t] - state->open[t];
		state->open[t] = core_penalty(core, t, covered, 0, 0);
		state->cost += state->open[t];
		state->mark[t] = ++m->marks;
		state->heads[column.option * core->weeks + t] += sign;
		if (o->shared_cap != COVERING_NO_SHARED_CAP)
			*shared_cap_heads(core, state, o->shared_cap, t) += sign;
	}
}

void covering_state_push(struct covering_market *m, struct covering_state *state,
			 struct covering_column column)
{
	change(m, state, column, 1);
	state->columns = ARENA_PUSH(m->arena, state->columns, state->count, state->room);
	state->columns[state->count++] = column;
}

struct covering_column covering_state_take(struct covering_market *m, struct covering_state *state,
					   size_t index)
{
	struct covering_column column = state->columns[index];

	change(m, state, column, -1);
	state->columns[index] = state->columns[--state->count];
	return column;
}

void covering_state_copy(const struct covering_market *m, struct covering_state *to,
			 const struct covering_state *from)
{
	struct covering_column *columns = to->columns;
	int32_t *heads = to->heads;
	int64_t *covered = to->covered;
	size_t room = to->room;

	if (room < from->count) {
		room = 2 * from->count;
		columns = ARENA_ARRAY(m->arena, struct covering_column, room);
	}
	if (from->count > 0)
		memcpy(columns, from->columns, from->count * sizeof(*columns));
	memcpy(heads, from->heads, heads_size(m->core) * sizeof(*heads));
	memcpy(covered, from->covered,
	       m->core->problem->set_count * m->core->weeks * sizeof(*covered));
	*to = *from;
	to->columns = columns;
	to->room = room;
	to->heads = heads;
	to->covered = covered;
}

void covering_state_empty(struct covering_market *m, struct covering_state *state)
{
	size_t sets = m->core->problem->set_count;

	*state = (struct covering_state){
		.heads = ARENA_ARRAY(m->arena, int32_t, heads_size(m->core)),
		.covered = ARENA_ARRAY(m->arena, int64_t, sets * m->core->weeks),
	};
	for (size_t t = 0; t < m->core->weeks; t++) {
		state->open[t] = core_penalty(m->core, t, &state->covered[t * sets], 0, 0);
		state->cost += state->open[t];
		state->mark[t] = ++m->marks;
	}
}

/* --- the best interval that can be bought ----------------------------------------------------- */

/* Where intervals of the option can be, and what its cheapest start costs. */
static void find_reach(struct covering_market *m, uint32_t k)
{
	const struct covering_option *o = &m->core->problem->options[k];

	m->least_start[k] = INT64_MAX;
	m->from[k] = COVERING_WEEKS_MAX;
	for (uint32_t t = 0; t < m->core->weeks; t++) {
		if (o->min_last[t] > o->max_last[t])
			continue;
		if (o->start_cost[t] < m->least_start[k])
			m->least_start[k] = o->start_cost[t];
		if (t < m->from[k])
			m->from[k] = t;
		m->to[k] = o->max_last[t] + 1;
	}
}

/* A week has at most as many different savings as rows. */
static size_t most_rows(const struct covering_core *core)
{
	size_t most = 1;

	for (size_t t = 0; t < core->weeks; t++)
		if (core->row_first[t + 1] - core->row_first[t] > most)
			most = core->row_first[t + 1] - core->row_first[t];
	return most;
}

void covering_market_make(const struct covering_core *core, int64_t steps, struct arena *arena,
			  struct covering_market *m)
{
	const struct covering_problem *p = core->problem;
	size_t options = p->option_count;

	*m = (struct covering_market){
		.core = core,
		.arena = arena,
		.steps = steps,
		.value = ARENA_ARRAY(arena, int64_t, core->profile_count * core->weeks + 1),
		.top = ARENA_ARRAY(arena, int64_t, options * core->weeks + 1),
		.seen = ARENA_ARRAY(arena, uint64_t, options * core->weeks + 1),
		.least_start = ARENA_ARRAY(arena, int64_t, options + 1),
		.counts = ARENA_ARRAY(arena, bool, options * p->set_count + 1),
		.from = ARENA_ARRAY(arena, uint32_t, options + 1),
		.to = ARENA_ARRAY(arena, uint32_t, options + 1),
		.savings = ARENA_ARRAY(arena, struct covering_saving, most_rows(core)),
	};
	for (uint32_t k = 0; k < options; k++) {
		find_reach(m, k);
		for (uint32_t set = 0; set < p->set_count; set++)
			m->counts[k * p->set_count + set] = core_counts(core, k, set);
	}
}

bool covering_state_full(const struct covering_market *m, const struct covering_state *state,
			 uint32_t k, size_t week)
{
	const struct covering_core *core = m->core;
	const struct covering_option *o = &core->problem->options[k];

	return state->heads[k * core->weeks + week] >= covering_max_heads(o) ||
	       (o->shared_cap != COVERING_NO_SHARED_CAP &&
		*shared_cap_heads(core, state, o->shared_cap, week) >=
			core->problem->shared_caps[o->shared_cap].max_heads[week]);
}

/* What a head of the option can save in the week. What stays open of rows of one tier is the
 * most that any of them misses: the option brings it down to what the others miss. */
static size_t find_savings(struct covering_market *m, const struct covering_state *state,
			   uint32_t k, size_t week)
{
	const struct covering_core *core = m->core;
	size_t sets = core->problem->set_count, count = 0;
	const int64_t *covered = &state->covered[week * sets];
	const bool *counts = &m->counts[k * sets];
	const struct covering_row *row = &core->problem->rows[core->row_first[week]];
	const struct covering_row *end = &core->problem->rows[core->row_first[week + 1]];

	while (row < end) {
		int64_t penalty = row->penalty, ours = 0, others = 0;

		do {
			int64_t miss = row->rhs - covered[row->set];

			if (counts[row->set])
				ours = miss > ours ? miss : ours;
			else
				others = miss > others ? miss : others;
		} while (++row < end && row->same_tier);
		if (ours > others)
			m->savings[count++] = (struct covering_saving){ penalty, ours - others };
	}
	return count;
}

/* What a head of so many minutes saves in the week, by the savings that were found for it. */
static int64_t save(const struct covering_market *m, size_t count, int64_t minutes)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += m->savings[i].penalty *
		       (minutes < m->savings[i].most ? minutes : m->savings[i].most);
	return sum;
}

/* What one head more is worth in a week, at each age. FORBIDDEN where limits leave no room: no
 * interval over such a week can gain, whatever its other weeks do. */
static void value_week(struct covering_market *m, const struct covering_state *state, uint32_t k,
		       size_t week)
{
	const struct covering_core *core = m->core;
	const struct covering_option *o = &core->problem->options[k];
	int64_t top = FORBIDDEN, *value = &m->value[core->profile[k] * core->weeks + week];
	bool full = covering_state_full(m, state, k, week);
	size_t count = !full && state->open[week] > 0 ? find_savings(m, state, k, week) : 0;

	for (size_t age = 0; age <= o->ramp_count; age++) {
		size_t cell = age * core->weeks;

		value[cell] = full ? FORBIDDEN
				   : save(m, count, o->minutes[cell + week]) - o->week_cost[week];
		if (value[cell] > top)
			top = value[cell];
	}
	m->top[k * core->weeks + week] = top;
	m->seen[k * core->weeks + week] = state->mark[week];
}

/* Bring the option up to date; returns what no interval of it can gain more than. */
static int64_t value_option(struct covering_market *m, const struct covering_state *state,
			    uint32_t k)
{
	size_t weeks = m->core->weeks;
	int64_t run = 0, most = 0;

	for (size_t t = m->from[k]; t < m->to[k]; t++) {
		if (m->seen[k * weeks + t] != state->mark[t])
			value_week(m, state, k, t);
		run += m->top[k * weeks + t];
		if (run < 0)
			run = 0;
		if (run > most)
			most = run;
	}
	return m->least_start[k] == INT64_MAX ? 0 : most - m->least_start[k];
}

bool covering_market_best(struct covering_market *m, const struct covering_state *state,
			  struct covering_column *column)
{
	const struct covering_core *core = m->core;
	bool found = false;
	int64_t gain = 0;
	struct covering_interval interval;

	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		m->steps--;
		if (value_option(m, state, k) <= gain ||
		    !covering_best_interval(&core->problem->options[k], core->weeks,
					    &m->value[core->profile[k] * core->weeks], gain,
					    &interval))
			continue;
		gain = interval.gain;
		*column = (struct covering_column){ k, interval.first, interval.last };
		found = true;
	}
	return found;
}

void covering_market_fill(struct covering_market *m, struct covering_state *state)
{
	struct covering_column column;

	while (covering_market_best(m, state, &column))
		covering_state_push(m, state, column);
}
