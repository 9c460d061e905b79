/*
 * Branch and bound by CBC through its C interface (coinor-libcbc-dev, EPL-2.0; docs/sourcing.md,
 * "Three ways to solve a group", CBC).
 *
 * Columns: heads that start in a week, heads that are there in a week, open minutes of each group
 * of rows of one tier. Heads leave in the order in which they came, which keeps every window since
 * the windows only move forward. An option whose heads may leave within their ramp has a column for
 * each interval instead, since who leaves decides what is delivered.
 *
 * Money is in units of UNIT_CENT60 cent60 (a unit of the currency), so that numbers stay near 1.
 * CBC 2.10 has globals: one problem at a time. Floating point is only here: what CBC finds is
 * rounded to whole heads and priced in integers, its bound is lowered by far more than its
 * tolerances. Nothing is read from a clock, so equal input ends at the same node.
 */
#include "solver/covering/covering_milp.h"

#include <float.h>
#include <math.h>
#include <pthread.h>

#include <coin/Cbc_C_Interface.h>

#include "solver/covering/covering_cost.h"

enum { UNIT_CENT60 = 100 * CENT60, NONE = -1 };

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

struct lp_entry {
	int row;
	double value;
};

struct lp_column {
	double cost, upper;
	bool whole;
	struct lp_entry *entries;
	size_t count, room;
};

struct lp {
	const struct covering_core *core;
	struct arena *arena;
	struct lp_column *columns;
	size_t column_count, column_room;
	double *low, *high; /* of rows */
	size_t row_count, row_room, high_room;
	int *start, *heads;               /* [option][week]: columns, or NONE */
	struct covering_column *interval; /* [column]: where a column is a whole interval */
	size_t interval_room;
	bool *is_interval;
	size_t is_interval_room;
};

/* --- building ------------------------------------------------------------------------------ */

static int add_lp_column(struct lp *p, int64_t cent60, double upper, bool whole)
{
	size_t i = p->column_count, intervals = i, flags = i;

	p->columns = ARENA_PUSH(p->arena, p->columns, i, p->column_room);
	p->interval = ARENA_PUSH(p->arena, p->interval, intervals, p->interval_room);
	p->is_interval = ARENA_PUSH(p->arena, p->is_interval, flags, p->is_interval_room);
	p->columns[i] = (struct lp_column){ .cost = (double)cent60 / UNIT_CENT60,
					    .upper = upper,
					    .whole = whole };
	p->is_interval[i] = false;
	p->column_count++;
	return (int)i;
}

static int add_row(struct lp *p, double low, double high)
{
	size_t i = p->row_count;

	p->low = ARENA_PUSH(p->arena, p->low, i, p->row_room);
	p->high = ARENA_PUSH(p->arena, p->high, i, p->high_room);
	p->low[i] = low;
	p->high[i] = high;
	p->row_count++;
	return (int)i;
}

static void put(struct lp *p, int lp_row, int column, double value)
{
	struct lp_column *c = &p->columns[column];

	if (value == 0)
		return;
	c->entries = ARENA_PUSH(p->arena, c->entries, c->count, c->room);
	c->entries[c->count++] = (struct lp_entry){ lp_row, value };
}

static bool starts(const struct covering_option *o, size_t week)
{
	return o->min_last[week] <= o->max_last[week];
}

/* Whether some head may leave before it is past its ramp, but for the end of the plan. */
static bool leaves_in_ramp(const struct lp *p, const struct covering_option *o)
{
	for (size_t t = 0; t < p->core->weeks; t++)
		if (starts(o, t) && o->min_last[t] + 1 < t + o->ramp_count &&
		    o->min_last[t] + 1 < p->core->weeks)
			return true;
	return false;
}

/* starts - leavers = heads, and windows: of the heads that came in week s all must still be there
 * up to min_last[s], and none may be after max_last[s]. */
static void add_flow(struct lp *p, uint32_t k)
{
	const struct covering_option *o = &p->core->problem->options[k];
	size_t weeks = p->core->weeks;
	int *start = &p->start[k * weeks], *heads = &p->heads[k * weeks];

	for (size_t t = 0; t < weeks; t++) {
		heads[t] = add_lp_column(p, o->week_cost[t], DBL_MAX, true);
		start[t] = starts(o, t) ? add_lp_column(p, o->start_cost[t], DBL_MAX, true) : NONE;
	}
	for (size_t t = 0; t < weeks; t++) {
		int stay = add_row(p, 0, DBL_MAX), must = add_row(p, 0, DBL_MAX),
		    may = add_row(p, 0, DBL_MAX);

		put(p, stay, heads[t], -1);
		put(p, must, heads[t], 1);
		put(p, may, heads[t], -1);
		if (t > 0)
			put(p, stay, heads[t - 1], 1);
		for (size_t s = 0; s <= t; s++) {
			if (start[s] == NONE)
				continue;
			if (s == t)
				put(p, stay, start[s], 1);
			if (t <= o->min_last[s])
				put(p, must, start[s], -1);
			if (t <= o->max_last[s])
				put(p, may, start[s], 1);
		}
	}
}

/* One column for each start and end: weeks squared of them, so only where add_flow will not do. */
static void add_intervals(struct lp *p, uint32_t k)
{
	const struct covering_option *o = &p->core->problem->options[k];

	for (uint32_t first = 0; first < p->core->weeks; first++)
		for (uint32_t last = o->min_last[first]; last <= o->max_last[first]; last++) {
			int64_t cent60 = covering_cost(p->core->problem, k, first, last);
			int column = add_lp_column(p, cent60, DBL_MAX, true);

			p->is_interval[column] = true;
			p->interval[column] = (struct covering_column){ k, first, last };
		}
}

/* What the heads of an option deliver in a week, or how many they are. Within its ramp a head
 * delivers less than `full`, which its start takes off. */
static void put_heads(struct lp *p, int lp_row, uint32_t k, uint32_t week, bool minutes)
{
	const struct covering_problem *problem = p->core->problem;
	const struct covering_option *o = &problem->options[k];
	size_t weeks = p->core->weeks;
	int full = core_minutes(p->core, k, o->ramp_count, week);

	if (p->heads[k * weeks] == NONE) {
		for (size_t c = 0; c < p->column_count; c++) {
			const struct covering_column *interval = &p->interval[c];

			if (p->is_interval[c] && interval->option == k && interval->first <= week &&
			    interval->last >= week)
				put(p, lp_row, (int)c,
				    minutes ? covering_minutes(problem, k, interval->first, week)
					    : 1);
		}
		return;
	}
	put(p, lp_row, p->heads[k * weeks + week], minutes ? full : 1);
	for (uint32_t s = 0; minutes && s <= week; s++)
		if (p->start[k * weeks + s] != NONE && week - s < o->ramp_count)
			put(p, lp_row, p->start[k * weeks + s],
			    core_minutes(p->core, k, week - s, week) - full);
}

/* Rows of one tier share the column of open minutes: what is open is the most that any misses. */
static void add_rows(struct lp *p)
{
	const struct covering_problem *problem = p->core->problem;
	int open = NONE;

	for (size_t n = 0; n < problem->row_count; n++) {
		const struct covering_row *row = &problem->rows[n];
		int lp_row;

		if (!row->same_tier)
			open = add_lp_column(p, row->penalty, DBL_MAX, false);
		if (row->rhs <= 0 || row->penalty <= 0)
			continue;
		lp_row = add_row(p, row->rhs, DBL_MAX);
		put(p, lp_row, open, 1);
		for (uint32_t k = 0; k < problem->option_count; k++)
			if (core_counts(p->core, k, row->set))
				put_heads(p, lp_row, k, row->week, true);
	}
}

static void add_limits(struct lp *p)
{
	const struct covering_problem *problem = p->core->problem;

	for (uint32_t t = 0; t < p->core->weeks; t++) {
		for (uint32_t k = 0; k < problem->option_count; k++)
			if (problem->options[k].max_heads > 0)
				put_heads(p, add_row(p, 0, problem->options[k].max_heads), k, t,
					  false);
		for (uint32_t i = 0; i < problem->shared_cap_count; i++) {
			int lp_row;

			if (problem->shared_caps[i].far)
				continue;
			lp_row = add_row(p, 0, problem->shared_caps[i].max_heads[t]);
			for (uint32_t k = 0; k < problem->option_count; k++)
				if (problem->options[k].shared_cap == i)
					put_heads(p, lp_row, k, t, false);
		}
	}
}

static void build(struct lp *p)
{
	const struct covering_problem *problem = p->core->problem;
	size_t cells = problem->option_count * p->core->weeks;

	p->start = ARENA_ARRAY(p->arena, int, cells + 1);
	p->heads = ARENA_ARRAY(p->arena, int, cells + 1);
	for (size_t i = 0; i < cells; i++)
		p->start[i] = p->heads[i] = NONE;
	for (uint32_t k = 0; k < problem->option_count; k++) {
		if (leaves_in_ramp(p, &problem->options[k]))
			add_intervals(p, k);
		else
			add_flow(p, k);
	}
	add_rows(p);
	add_limits(p);
}

/* --- solving --------------------------------------------------------------------------------- */

static void load(const struct lp *p, Cbc_Model *model)
{
	size_t count = 0, at = 0;
	double *upper = ARENA_ARRAY(p->arena, double, p->column_count + 1);
	double *lower = ARENA_ARRAY(p->arena, double, p->column_count + 1);
	double *cost = ARENA_ARRAY(p->arena, double, p->column_count + 1);
	CoinBigIndex *first = ARENA_ARRAY(p->arena, CoinBigIndex, p->column_count + 1);
	double *value;
	int *lp_row;

	for (size_t c = 0; c < p->column_count; c++)
		count += p->columns[c].count;
	value = ARENA_ARRAY(p->arena, double, count + 1);
	lp_row = ARENA_ARRAY(p->arena, int, count + 1);
	for (size_t c = 0; c < p->column_count; c++) {
		const struct lp_column *column = &p->columns[c];

		first[c] = (CoinBigIndex)at;
		upper[c] = column->upper;
		cost[c] = column->cost;
		for (size_t i = 0; i < column->count; i++, at++) {
			lp_row[at] = column->entries[i].row;
			value[at] = column->entries[i].value;
		}
	}
	first[p->column_count] = (CoinBigIndex)at;
	Cbc_loadProblem(model, (int)p->column_count, (int)p->row_count, first, lp_row, value, lower,
			upper, cost, p->low, p->high);
	for (size_t c = 0; c < p->column_count; c++)
		if (p->columns[c].whole)
			Cbc_setInteger(model, (int)c);
}

/* The solution that is known, as values of the whole columns. */
static void start_from(const struct lp *p, const struct covering_solution *incumbent,
		       Cbc_Model *model)
{
	size_t weeks = p->core->weeks;
	double *values = ARENA_ARRAY(p->arena, double, p->column_count + 1);
	int *columns = ARENA_ARRAY(p->arena, int, p->column_count + 1), count = 0;

	for (size_t i = 0; i < incumbent->buy_count; i++) {
		const struct covering_buy *buy = &incumbent->buys[i];

		if (p->heads[buy->option * weeks] == NONE) {
			for (size_t c = 0; c < p->column_count; c++)
				if (p->is_interval[c] && p->interval[c].option == buy->option &&
				    p->interval[c].first == buy->first &&
				    p->interval[c].last == buy->last)
					values[c] += buy->heads;
			continue;
		}
		values[p->start[buy->option * weeks + buy->first]] += buy->heads;
		for (uint32_t t = buy->first; t <= buy->last; t++)
			values[p->heads[buy->option * weeks + t]] += buy->heads;
	}
	for (size_t c = 0; c < p->column_count; c++)
		if (p->columns[c].whole) {
			columns[count] = (int)c;
			values[count++] = values[c];
		}
	Cbc_setMIPStartI(model, count, columns, values);
}

static int64_t whole(double value)
{
	return (int64_t)floor(value + 0.5);
}

static void push_column(struct arena *arena, struct covering_columns *columns,
			struct covering_column column, int64_t heads)
{
	for (; heads > 0; heads--) {
		columns->list = ARENA_PUSH(arena, columns->list, columns->count, columns->room);
		columns->list[columns->count++] = column;
	}
}

/* Who came first leaves first. */
static bool read_flow(struct lp *p, uint32_t k, const double *x, struct arena *arena,
		      struct covering_columns *columns)
{
	const struct covering_option *o = &p->core->problem->options[k];
	size_t weeks = p->core->weeks, oldest = 0;
	int64_t came[COVERING_WEEKS_MAX] = { 0 }, there = 0;

	for (size_t t = 0; t <= weeks; t++) {
		int64_t now = t < weeks ? whole(x[p->heads[k * weeks + t]]) : 0, leave;

		if (t < weeks && p->start[k * weeks + t] != NONE)
			came[t] = whole(x[p->start[k * weeks + t]]);
		leave = there + (t < weeks ? came[t] : 0) - now;
		if (leave < 0)
			return false;
		there = now;
		while (leave > 0) {
			int64_t some;

			while (oldest < t && came[oldest] == 0)
				oldest++;
			some = came[oldest] < leave ? came[oldest] : leave;
			if (oldest >= t || t - 1 < o->min_last[oldest] ||
			    t - 1 > o->max_last[oldest])
				return false;
			push_column(
				arena, columns,
				(struct covering_column){ k, (uint32_t)oldest, (uint32_t)t - 1 },
				some);
			came[oldest] -= some;
			leave -= some;
		}
	}
	return true;
}

static bool read_columns(struct lp *p, const double *x, struct arena *arena,
			 struct covering_columns *columns)
{
	for (size_t c = 0; c < p->column_count; c++)
		if (p->is_interval[c])
			push_column(arena, columns, p->interval[c], whole(x[c]));
	for (uint32_t k = 0; k < p->core->problem->option_count; k++)
		if (p->heads[k * p->core->weeks] != NONE && !read_flow(p, k, x, arena, columns))
			return false;
	return true;
}

/* CBC's bound, less a 100,000th of it and a cent: CBC takes 1e-6 off a whole number for whole and
 * 1e-7 for feasible. That this is enough is not proven, so plans say that the bound is CBC's. */
static int64_t safe_bound(double bound)
{
	double cent60 = floor((bound - fabs(bound) * 1e-5 - 0.01) * UNIT_CENT60);

	return cent60 > 0 && cent60 < 9e15 ? (int64_t)cent60 : 0;
}

const char *covering_cbc_version(void)
{
	return Cbc_getVersion();
}

bool covering_milp(const struct covering_core *core, const struct covering_solution *incumbent,
		   int64_t gap_part, struct arena *arena, struct covering_columns *columns,
		   int64_t *bound)
{
	struct arena scratch = ARENA_INIT;
	struct lp p = { .core = core, .arena = &scratch };
	Cbc_Model *model;
	bool found;

	build(&p);
	pthread_mutex_lock(&one_at_a_time);
	model = Cbc_newModel();
	Cbc_setLogLevel(model, 0);
	load(&p, model);
	if (incumbent->buy_count > 0)
		start_from(&p, incumbent, model);
	Cbc_setAllowableFractionGap(model, 1.0 / (double)gap_part);
	Cbc_setMaximumNodes(model, COVERING_MILP_NODES);
	Cbc_solve(model);
	*bound = Cbc_isProvenInfeasible(model) || Cbc_isAbandoned(model)
			 ? 0
			 : safe_bound(Cbc_getBestPossibleObjValue(model));
	columns->count = 0;
	found = Cbc_bestSolution(model) != NULL &&
		read_columns(&p, Cbc_bestSolution(model), arena, columns);
	Cbc_deleteModel(model);
	pthread_mutex_unlock(&one_at_a_time);
	arena_release(&scratch);
	return found;
}
