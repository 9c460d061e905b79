/*
 * The driver of one covering problem: which method solves it, and how far its solution is proven.
 *
 * The integer program (docs/sourcing.md, "Three ways to solve a group"): a column is one head of an
 * option over an interval of weeks; a row asks for minutes of a set of resource classes in a week,
 * and what stays open of it costs a penalty. Minimise the cost of the columns plus the penalties.
 *
 *   1. Where all options deliver the same to one set of classes, without a ramp and without a cap:
 *      exact, by minimum cost flow (covering_flow.c).
 *   2. Otherwise an incumbent by construction, ruin and recreate (covering_search.c), then a
 *      Lagrangian lower bound (covering_bound.c). Where the gap between them is wide, annealing
 *      goes on from the incumbent until the gap is all but closed or its steps are used up.
 *   3. Where the effort names an engine for it, branch and bound from the incumbent
 *      (covering_milp.c): in all that is not solved exactly or, with auto, in small problems. Its
 *      solution is priced again in integers, its bound is taken when it is higher.
 *
 * Two clean-ups follow that never cost anything: a head stays on rather than being replaced by one
 * of its resource class, and one that is there is kept rather than ordered anew. Effort is counted
 * in steps, never in seconds: equal input gives an equal solution.
 */
#include "solver/covering/covering.h"

#include <stdlib.h>

#include "solver/covering/covering_bound.h"
#include "solver/covering/covering_core.h"
#include "solver/covering/covering_cost.h"
#include "solver/covering/covering_flow.h"
#include "solver/covering/covering_milp.h"
#include "solver/covering/covering_search.h"

/*
 * Effort where the caller states none, and what it trades on 40 random problems (bench/HISTORY.md,
 * "Constants of the covering"): a quarter of the steps costs 0.25 % more, five times as many 0.02 %
 * less for twice the time; 200 rounds leave 1.38 % to the bound, 500 1.15 %, 1,000 no less.
 */
enum { SEARCH_STEPS = 24000, BOUND_ROUNDS = 500 };

/*
 * Where the bound leaves more than 1/100 of the cost open the search goes on with twice the steps,
 * where it still leaves 1/40 with six times as many, until it is within 1/400. Without either, the
 * 40 problems cost 0.1 % more; without the second, one company was 4.9 % above its optimum.
 */
enum { WIDE_PART = 100, AGAIN = 2, VERY_WIDE_PART = 40, MORE = 6, CLOSE_PART = 400 };

/* --- the solution ----------------------------------------------------------------------- */

static int by_column(const void *left, const void *right)
{
	const struct covering_column *a = left, *b = right;

	if (a->option != b->option)
		return a->option < b->option ? -1 : 1;
	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->last > b->last) - (a->last < b->last);
}

static bool windows_hold(const struct covering_problem *p, const struct covering_columns *columns)
{
	for (size_t i = 0; i < columns->count; i++) {
		const struct covering_column *column = &columns->list[i];
		const struct covering_option *o = &p->options[column->option];

		if (column->last < o->min_last[column->first] ||
		    column->last > o->max_last[column->first])
			return false;
	}
	return true;
}

/* Heads by option, then by shared cap, in each week. */
static int64_t *count_heads(const struct covering_core *core,
			    const struct covering_columns *columns, struct arena *arena)
{
	const struct covering_problem *p = core->problem;
	int64_t *heads = ARENA_ARRAY(arena, int64_t,
				     (p->option_count + p->shared_cap_count) * core->weeks + 1);

	for (size_t i = 0; i < columns->count; i++) {
		const struct covering_column *column = &columns->list[i];
		uint32_t shared_cap = p->options[column->option].shared_cap;

		for (uint32_t t = column->first; t <= column->last; t++) {
			heads[column->option * core->weeks + t]++;
			if (shared_cap != COVERING_NO_SHARED_CAP)
				heads[(p->option_count + shared_cap) * core->weeks + t]++;
		}
	}
	return heads;
}

static bool heads_fit(const struct covering_core *core, const int64_t *heads)
{
	const struct covering_problem *p = core->problem;

	for (size_t t = 0; t < core->weeks; t++) {
		for (size_t k = 0; k < p->option_count; k++)
			if (heads[k * core->weeks + t] > covering_max_heads(&p->options[k]))
				return false;
		for (size_t i = 0; i < p->shared_cap_count; i++)
			if (heads[(p->option_count + i) * core->weeks + t] >
			    p->shared_caps[i].max_heads[t])
				return false;
	}
	return true;
}

/* Whether windows and limits are kept: what the flow and CBC say is checked. */
static bool columns_fit(const struct covering_core *core, const struct covering_columns *columns)
{
	struct arena scratch = ARENA_INIT;
	bool fit = windows_hold(core->problem, columns) &&
		   heads_fit(core, count_heads(core, columns, &scratch));

	arena_release(&scratch);
	return fit;
}

/* --- one head in place of two ----------------------------------------------------------- */

/* Whether a head may stay on for the weeks of one that comes when it leaves: it does as much, and
 * costs no more. */
static bool may_stay(const struct covering_problem *p, const struct covering_column *stays,
		     const struct covering_column *comes)
{
	const struct covering_option *o = &p->options[stays->option];

	if (comes->first != stays->last + 1 || o->resource != p->options[comes->option].resource ||
	    comes->last < o->min_last[stays->first] || comes->last > o->max_last[stays->first] ||
	    covering_cost(p, stays->option, stays->first, comes->last) >
		    covering_cost(p, stays->option, stays->first, stays->last) +
			    covering_cost(p, comes->option, comes->first, comes->last))
		return false;
	for (uint32_t t = comes->first; t <= comes->last; t++)
		if (covering_minutes(p, stays->option, stays->first, t) <
		    covering_minutes(p, comes->option, comes->first, t))
			return false;
	return true;
}

/* Let the column i stay on for the column k, if limits allow. */
static bool stay_on(const struct covering_core *core, struct covering_columns *columns, size_t i,
		    size_t k)
{
	struct covering_column stays = columns->list[i], comes = columns->list[k];

	if (!may_stay(core->problem, &stays, &comes))
		return false;
	columns->list[i].last = comes.last;
	columns->list[k] = columns->list[--columns->count];
	if (stays.option == comes.option || columns_fit(core, columns))
		return true;
	columns->list[columns->count++] = columns->list[k];
	columns->list[k] = comes;
	columns->list[i] = stays;
	return false;
}

/* Heads that are there already may stay in one week only: that is where the option starts. */
static bool starts_only(const struct covering_core *core, uint32_t option, uint32_t first)
{
	const struct covering_option *o = &core->problem->options[option];

	for (uint32_t t = 0; t < core->weeks; t++)
		if ((o->min_last[t] <= o->max_last[t]) != (t == first))
			return false;
	return true;
}

/* Whether a head of the option may be there in the place of one that comes. */
static bool may_be(const struct covering_problem *p, uint32_t option,
		   const struct covering_column *comes)
{
	const struct covering_option *o = &p->options[option];

	if (o->resource != p->options[comes->option].resource ||
	    comes->last < o->min_last[comes->first] || comes->last > o->max_last[comes->first] ||
	    covering_cost(p, option, comes->first, comes->last) >
		    covering_cost(p, comes->option, comes->first, comes->last))
		return false;
	for (uint32_t t = comes->first; t <= comes->last; t++)
		if (covering_minutes(p, option, comes->first, t) <
		    covering_minutes(p, comes->option, comes->first, t))
			return false;
	return true;
}

static bool same_column(const struct covering_column *a, const struct covering_column *b)
{
	return a->option == b->option && a->first == b->first && a->last == b->last;
}

/* A head that is there and may stay in the place of one that comes; false when there is none. */
static bool keep_head(const struct covering_core *core, struct covering_columns *columns, size_t i)
{
	struct covering_column *column = &columns->list[i];
	const struct covering_column before = *column;

	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		if (!may_be(core->problem, k, &before) || !starts_only(core, k, column->first))
			continue;
		column->option = k;
		if (columns_fit(core, columns))
			return true;
		*column = before;
	}
	return false;
}

/* Rather than order a head in the week in which one that is there would leave, keep that one.
 * Columns that are alike stand beside each other: when the first may not, the others may not. */
static void keep_heads(const struct covering_core *core, struct covering_columns *columns)
{
	size_t refused = SIZE_MAX;

	for (size_t i = 0; i < columns->count; i++) {
		const struct covering_column *column = &columns->list[i];

		if (starts_only(core, column->option, column->first) ||
		    (refused != SIZE_MAX && same_column(column, &columns->list[refused])))
			continue;
		refused = keep_head(core, columns, i) ? SIZE_MAX : i;
	}
}

/* The first of each run of equal columns: of thousands that are alike all fare as it does. */
static size_t list_distinct(const struct covering_columns *columns, size_t *distinct)
{
	size_t count = 0;

	for (size_t i = 0; i < columns->count; i++) {
		size_t k = count;

		/* From the end: they stand beside each other. */
		while (k > 0 && !same_column(&columns->list[distinct[k - 1]], &columns->list[i]))
			k--;
		if (k == 0)
			distinct[count++] = i;
	}
	return count;
}

/* Equal columns never stay on for each other: one comes when the other has left. */
static bool one_stays(const struct covering_core *core, struct covering_columns *columns,
		      const size_t *distinct, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < count; k++)
			if (k != i && stay_on(core, columns, distinct[i], distinct[k]))
				return true;
	return false;
}

/* Of solutions that cost the same the one with fewer orders: nobody is sent away for another of the
 * same resource class. */
static void stay_all(const struct covering_core *core, struct covering_columns *columns)
{
	struct arena scratch = ARENA_INIT;
	size_t *distinct = ARENA_ARRAY(&scratch, size_t, columns->count + 1);

	if (columns->count > 0)
		qsort(columns->list, columns->count, sizeof(*columns->list), by_column);
	keep_heads(core, columns);
	while (one_stays(core, columns, distinct, list_distinct(columns, distinct)))
		continue;
	arena_release(&scratch);
}

static void join_columns(const struct covering_columns *columns, struct arena *arena,
			 struct covering_solution *solution)
{
	struct covering_buy *buy = NULL;

	if (columns->count > 0)
		qsort(columns->list, columns->count, sizeof(*columns->list), by_column);
	solution->buys = ARENA_ARRAY(arena, struct covering_buy, columns->count + 1);
	solution->buy_count = 0;
	for (size_t i = 0; i < columns->count; i++) {
		const struct covering_column *column = &columns->list[i];

		if (i == 0 || by_column(column, &columns->list[i - 1]) != 0) {
			buy = &solution->buys[solution->buy_count++];
			*buy = (struct covering_buy){ column->option, column->first, column->last,
						      0 };
		}
		buy->heads++;
	}
}

static bool nothing_to_do(const struct covering_core *core)
{
	for (size_t t = 0; t < core->weeks; t++)
		if (core->max_row_minutes[t] > 0 && core->problem->option_count > 0)
			return false;
	return true;
}

/* Whether the bound leaves so much open that it pays to search on. */
static bool is_wide(const struct covering_solution *solution, int64_t part)
{
	int64_t cost = solution->spend + solution->penalty;

	return cost - solution->bound > cost / part;
}

/* Where the bound leaves more than 1/part open. */
static void search_on(const struct covering_core *core, int64_t steps, int64_t part,
		      struct covering_columns *columns, struct arena *scratch, struct arena *arena,
		      struct covering_solution *solution)
{
	if (!is_wide(solution, part))
		return;
	covering_search_on(core, steps, solution->bound + solution->bound / CLOSE_PART, scratch,
			   columns);
	stay_all(core, columns);
	join_columns(columns, arena, solution);
	covering_evaluate(core->problem, solution);
}

/* Branch and bound, where the search is not known to be the best; its solution counts when it is
 * cheaper, its bound when it is higher. */
static void solve_exactly(const struct covering_core *core, struct arena *scratch,
			  struct arena *arena, struct covering_solution *solution)
{
	struct covering_solution other = { .method = COVERING_MILP, .bound = solution->bound };
	struct covering_columns columns = { .count = 0 };
	int64_t bound = 0, cost = solution->spend + solution->penalty;
	bool found;

	if (solution->bound >= cost)
		return;
	found = covering_milp(core, solution, COVERING_MILP_GAP_PART, scratch, &columns, &bound);
	if (!covering_cbc_version())
		return;
	solution->method = COVERING_MILP;
	if (found && columns_fit(core, &columns)) {
		stay_all(core, &columns);
		join_columns(&columns, arena, &other);
		covering_evaluate(core->problem, &other);
		if (other.spend + other.penalty < cost)
			*solution = other;
	}
	cost = solution->spend + solution->penalty;
	if (bound > solution->bound)
		solution->bound = bound < cost ? bound : cost;
}

static bool wants_exact(const struct covering_problem *problem, enum covering_engine engine)
{
	return engine == COVERING_ENGINE_CBC ||
	       (engine == COVERING_ENGINE_AUTO &&
		problem->option_count * problem->week_count <= COVERING_AUTO_STARTS);
}

/* The exact path, where it holds and needs no more heads than anybody orders. */
static bool flow_fits(const struct covering_core *core, struct arena *arena,
		      struct covering_columns *columns)
{
	if (!covering_flow_holds(core))
		return false;
	covering_flow(core, arena, columns);
	if (columns_fit(core, columns))
		return true;
	columns->count = 0;
	return false;
}

void covering_solve(const struct covering_problem *problem, const struct covering_effort *effort,
		    struct arena *arena, struct covering_solution *solution)
{
	int64_t steps = effort->search_steps ? effort->search_steps : SEARCH_STEPS;
	int32_t rounds = effort->bound_rounds ? effort->bound_rounds : BOUND_ROUNDS;
	struct arena scratch = ARENA_INIT;
	struct covering_columns columns = { .count = 0 };
	struct covering_core core;

	covering_core_make(problem, &scratch, &core);
	*solution = (struct covering_solution){ .method = COVERING_SEARCH };
	if (nothing_to_do(&core)) {
		solution->method = COVERING_NOTHING;
	} else if (!effort->search_only && flow_fits(&core, &scratch, &columns)) {
		solution->method = COVERING_FLOW;
	} else {
		covering_search(&core, steps, &scratch, &columns);
	}
	stay_all(&core, &columns);
	join_columns(&columns, arena, solution);
	covering_evaluate(problem, solution);
	solution->bound = solution->spend + solution->penalty;
	if (solution->method == COVERING_SEARCH)
		solution->bound = rounds < 0 ? 0 : covering_bound(&core, solution, rounds);
	if (solution->method == COVERING_SEARCH && rounds >= 0) {
		search_on(&core, steps * AGAIN, WIDE_PART, &columns, &scratch, arena, solution);
		search_on(&core, steps * MORE, VERY_WIDE_PART, &columns, &scratch, arena, solution);
	}
	if (solution->method == COVERING_SEARCH && wants_exact(problem, effort->engine))
		solve_exactly(&core, &scratch, arena, solution);
	arena_release(&scratch);
}

/* Nothing can be bought: what is open costs its penalty. */
static void prove_nothing(const struct covering_problem *p, struct arena *arena,
			  struct covering_proof *proof)
{
	proof->cuts = ARENA_ARRAY(arena, struct covering_cut, p->row_count + 1);
	for (uint32_t n = 0, next; n < p->row_count; n = next) {
		uint32_t most = n;

		for (next = n + 1; next < p->row_count && p->rows[next].same_tier; next++)
			if (p->rows[next].rhs > p->rows[most].rhs)
				most = next;
		if (p->rows[most].rhs > 0 && p->rows[most].penalty > 0)
			proof->cuts[proof->cut_count++] =
				(struct covering_cut){ most, 0, p->rows[most].rhs,
						       p->rows[most].penalty * GRAIN };
	}
}

void covering_prove(const struct covering_problem *problem,
		    const struct covering_solution *incumbent, const struct covering_effort *effort,
		    const struct covering_proof *start, struct arena *arena,
		    struct covering_proof *proof)
{
	int32_t rounds = effort->bound_rounds ? effort->bound_rounds : BOUND_ROUNDS;
	struct arena scratch = ARENA_INIT;
	struct covering_core core;

	*proof = (struct covering_proof){ .cut_count = 0 };
	if (rounds < 0)
		return;
	covering_core_make(problem, &scratch, &core);
	if (nothing_to_do(&core)) {
		prove_nothing(problem, arena, proof);
		proof->cent60 = incumbent->spend + incumbent->penalty;
	} else {
		covering_bound_cuts(&core, incumbent, rounds, effort->brief, start, arena, proof);
		if (problem->part_count == 0 && covering_flow_holds(&core)) {
			struct covering_columns columns = { .count = 0 };
			struct covering_solution best = { .method = COVERING_FLOW };

			covering_flow(&core, &scratch, &columns);
			join_columns(&columns, &scratch, &best);
			covering_evaluate(problem, &best);
			proof->cent60 = best.spend + best.penalty;
		}
	}
	arena_release(&scratch);
}
