/*
 * Column pools: for each group the solutions among which a plan under limits chooses, each a
 * column of the restricted master problem (Dantzig and Wolfe 1960).
 *
 * A column is a solution of a group with its cost, its penalty and what it uses of every limit.
 * The first ones need no multipliers: nothing at all (column 0, which keeps every limit that can
 * be kept), everything as agreed, the solution without limits, and what is left of that as heads
 * are taken out one by one, each time the one that is missed least per cent saved. The last give
 * the choice something to buy with what is left over of a budget; later columns come from
 * source_master.c and source_mix.c.
 *
 * Where limits leave other starts, terms or heads than there were, the solution without limits
 * is beyond them: its columns stay in the pool for the multipliers only, since they say what
 * more money would be worth.
 *
 * Cost: for each column a pricing and a pass over the limits; thinning out looks at all ways to
 * cut the solution each time, so it is squared in heads. Left out: columns beyond the room of
 * the pool.
 *
 * Implements docs/sourcing.md, "Limits that couple groups", Column pools.
 */
#include "planner/sourcing/source_pool.h"

#include <string.h>

#include "planner/allocation/costing.h"
#include "planner/sourcing/source_engage.h"
#include "planner/sourcing/source_limits.h"
#include "planner/sourcing/source_state.h"
#include "solver/covering/covering_cost.h"

enum {
	/* A pool has room for 400 columns; all pools share 4,000, since pairs are squared in
	 * them. A hundred in each gives 100 random plans of few groups the same cents. */
	COLUMNS_MAX = 400,
	COLUMNS_LEAST = 40,
	COLUMNS_ALL = 4000, /* of all pools together, but COLUMNS_LEAST of each */
};

/* --- columns --------------------------------------------------------------------------- */

/* What was agreed of an engagement that is extended. */
static int64_t agreed_part(const struct source_facts *s, size_t limit, const struct engagement *e,
			   struct arena *arena)
{
	struct engagement agreed = *e;

	agreed.decision = DECISION_LET_END;
	agreed.last_week = s->terms[e->contract].agreed_week;
	costing_engagement(s->company, &s->plan->options, arena, &agreed);
	return limit_counted(s, limit, &agreed);
}

/* What the multiplier of a limit charges a column, in cents: of a share what is missing of it;
 * where what was agreed breaks the limit, what is ordered or extended beyond that. */
static int64_t load_of(const struct master *m, size_t limit, const struct engaged *engaged,
		       const struct usage *usage, struct arena *arena)
{
	const struct source_facts *s = m->s;
	int64_t sum = 0;

	if (!m->ours_only[limit])
		return s->limits[limit].row->shape->load(&s->company->settings, usage->used[limit],
							 usage->spend);
	for (size_t i = 0; i < engaged->count; i++) {
		const struct engagement *e = &engaged->list[i];

		if (e->decision == DECISION_NEW)
			sum += limit_counted(s, limit, e);
		if (e->decision == DECISION_EXTEND)
			sum += limit_counted(s, limit, e) - agreed_part(s, limit, e, arena);
	}
	return sum;
}

/* Use and loads of a column, from its engagements as they will be priced. */
static void measure_column(const struct master *m, const struct stated *as,
			   struct pool_column *column)
{
	const struct source_facts *s = m->s;
	struct arena arena = ARENA_INIT;
	struct engaged engaged = source_engage_group(s, as, &column->solution, &arena);

	column->usage = usage_make(s, m->rooms->scratch);
	column->load = ARENA_ARRAY(m->rooms->scratch, int64_t, s->limit_count + 1);
	for (size_t i = 0; i < engaged.count; i++)
		usage_add(s, &engaged.list[i], &column->usage);
	for (size_t i = 0; i < s->limit_count; i++)
		column->load[i] = load_of(m, i, &engaged, &column->usage, &arena);
	arena_release(&arena);
}

/* Whether the column can be in no plan that fits, whatever the other groups do. */
static bool is_beyond(const struct master *m, const struct column_pool *pool,
		      const struct pool_column *column)
{
	for (size_t i = 0; pool->count > 0 && i < m->s->limit_count; i++) {
		int64_t firm = m->ours_only[i] ? 0 : pool->columns[0].load[i];

		if (m->s->limits[i].row->shape->cap && column->usage.ours[i] > 0 &&
		    column->load[i] - firm > m->left[i])
			return true;
	}
	return false;
}

static bool same_column(const struct source_facts *s, const struct pool_column *a,
			const struct pool_column *b)
{
	return a->cent60 == b->cent60 && usage_same(s, &a->usage, &b->usage);
}

/* As what columns are added. */
struct adding {
	struct master *m;
	size_t group;
	const struct stated *as; /* the group in the problem of which the solutions are */
	size_t most;             /* no more columns than that */
	bool beyond;             /* what may break a limit alone */
};

static struct adding adding_to(struct master *m, size_t g)
{
	return (struct adding){ m, g, &m->groups[g], m->max_columns, false };
}

/* Price, measure and add a column. One that costs and uses the same is the same to the master;
 * the newer replaces it. */
static bool add_column(const struct adding *to, const struct covering_solution *solution)
{
	struct master *m = to->m;
	struct column_pool *pool = &m->pools[to->group];
	struct pool_column column = { .solution = *solution };

	if (pool->count >= to->most)
		return false;
	covering_evaluate(&to->as->problem, &column.solution);
	column.cent60 = column.solution.spend + column.solution.penalty;
	measure_column(m, to->as, &column);
	column.beyond = to->beyond || is_beyond(m, pool, &column);
	for (size_t i = 0; i < pool->count; i++) {
		if (!same_column(m->s, &pool->columns[i], &column))
			continue;
		if (!column.beyond)
			pool->columns[i] = column;
		return false;
	}
	pool->columns[pool->count++] = column;
	return true;
}

bool pool_add(struct master *m, size_t g, const struct covering_solution *solution)
{
	const struct adding to = adding_to(m, g);

	return add_column(&to, solution);
}

/* Everything that runs ends as agreed, and nothing is ordered. */
static struct covering_solution as_agreed(const struct source_facts *s, const struct stated *stated,
					  struct arena *arena)
{
	const struct covering_problem *p = &stated->problem;
	struct covering_solution solution = { .method = COVERING_NOTHING };

	solution.buys = ARENA_ARRAY(arena, struct covering_buy, p->option_count + 1);
	for (uint32_t k = 0; k < p->option_count; k++) {
		uint32_t r = stated->choices[k].contract;
		int32_t end = (int32_t)s->weeks - 1;

		if (r == NO_CONTRACT || s->terms[r].agreed_week <= s->terms[r].firm_week)
			continue;
		if (s->terms[r].agreed_week < end)
			end = s->terms[r].agreed_week;
		solution.buys[solution.buy_count++] =
			(struct covering_buy){ k, (uint32_t)s->terms[r].firm_week + 1,
					       (uint32_t)end, s->company->contracts[r].heads };
	}
	return solution;
}

/* An option is recognised by the rate option and contract that it stands for, and by having the
 * start; ends that have become too late are pulled in. */
struct covering_solution pool_carry(const struct stated *from, const struct stated *to,
				    struct arena *arena)
{
	struct covering_solution solution = from->solution;

	solution.buys = ARENA_ARRAY(arena, struct covering_buy, solution.buy_count + 1);
	solution.buy_count = 0;
	for (size_t i = 0; i < from->solution.buy_count; i++) {
		struct covering_buy buy = from->solution.buys[i];
		const struct choice *choice = &from->choices[buy.option];

		for (uint32_t k = 0; k < to->problem.option_count; k++) {
			const struct covering_option *o = &to->problem.options[k];

			if (to->choices[k].option != choice->option ||
			    to->choices[k].contract != choice->contract ||
			    o->min_last[buy.first] > o->max_last[buy.first])
				continue;
			buy.option = k;
			if (buy.last > o->max_last[buy.first])
				buy.last = o->max_last[buy.first];
			if (buy.last >= o->min_last[buy.first])
				solution.buys[solution.buy_count++] = buy;
			break;
		}
	}
	return solution;
}

/* --- fewer heads, shorter terms -------------------------------------------------------- */

enum cut { CUT_HEAD, CUT_END, CUT_START, CUT_COUNT };

/* One head of a buy less, or for a week less; false when its terms do not let it.
 * less: its buys have room for one more than the solution's, and are others */
static bool cut_buy(const struct covering_problem *p, const struct covering_solution *solution,
		    size_t buy, enum cut how, struct covering_solution *less)
{
	struct covering_buy head = solution->buys[buy];
	const struct covering_option *o = &p->options[head.option];
	struct covering_buy *room;

	if (how == CUT_END && head.last-- <= o->min_last[head.first])
		return false;
	if (how == CUT_START && (head.first++ == head.last || o->min_last[head.first] > head.last ||
				 o->max_last[head.first] < head.last))
		return false;
	room = less->buys;
	*less = *solution;
	less->buys = room;
	less->buy_count = 0;
	for (size_t i = 0; i < solution->buy_count; i++) {
		less->buys[less->buy_count] = solution->buys[i];
		less->buys[less->buy_count].heads -= i == buy;
		less->buy_count += less->buys[less->buy_count].heads > 0;
	}
	head.heads = 1;
	if (how != CUT_HEAD)
		less->buys[less->buy_count++] = head;
	return true;
}

/* What is missed least for what it costs. Two lists are enough: of the best cut, and of the one
 * that is tried; thousands of heads have as many cuts. */
static struct covering_solution best_cut(const struct covering_problem *p,
					 const struct covering_solution *solution, enum cut ways,
					 struct arena *arena)
{
	struct covering_solution best = *solution, less = *solution;
	struct covering_buy *spare =
		ARENA_ARRAY(arena, struct covering_buy, solution->buy_count + 2);
	int64_t best_loss = INT64_MAX, best_saved = 1;

	less.buys = ARENA_ARRAY(arena, struct covering_buy, solution->buy_count + 2);
	for (size_t i = 0; i < solution->buy_count * ways; i++) {
		int64_t loss, saved;

		if (!cut_buy(p, solution, i / ways, (enum cut)(i % ways), &less))
			continue;
		covering_evaluate(p, &less);
		loss = less.penalty - solution->penalty;
		saved = solution->spend - less.spend;
		if (best_loss == INT64_MAX || (wide)loss * best_saved < (wide)best_loss * saved) {
			struct covering_buy *room = best_loss == INT64_MAX ? spare : best.buys;

			best = less;
			best_loss = loss;
			best_saved = saved;
			less.buys = room;
		}
	}
	return best;
}

/* Cut again and again until nothing is left or the pool is full. With many groups only heads
 * are taken out: there the steps are small enough. */
static void thin_out(const struct adding *to, struct covering_solution solution)
{
	struct master *m = to->m;
	const struct covering_problem *p = &to->as->problem;
	enum cut ways = m->s->group_count <= FEW_GROUPS ? CUT_COUNT : CUT_END;

	covering_evaluate(p, &solution);
	while (solution.buy_count > 0 && m->pools[to->group].count < to->most) {
		solution = best_cut(p, &solution, ways, m->rooms->scratch);
		add_column(to, &solution);
	}
}

void pool_thin_out(struct master *m, size_t g, struct covering_solution solution)
{
	const struct adding to = adding_to(m, g);

	thin_out(&to, solution);
}

/* --- the first columns ----------------------------------------------------------------- */

/* What every limit leaves: of the loads of columns, and for bounds. */
static void set_rooms(struct master *m)
{
	const struct source_facts *s = m->s;
	int64_t share = s->company->settings.min_onshore_percent;

	for (size_t i = 0; i < s->limit_count; i++) {
		int64_t limit = s->limits[i].cents, firm = s->firm_used[i];
		int64_t left = limit > firm ? limit - firm : 0;

		m->room[i] = m->left[i] = left;
		m->rest[i] = m->ours_only[i] ? left : limit - m->fixed.used[i];
		if (!s->limits[i].row->shape->cap) {
			int64_t elsewhere =
				m->agreed.spend - m->agreed.used[i] - s->firm_spend + firm;

			m->rest[i] = m->fixed.used[i] - m->fixed.spend * share / 100;
			/* What was agreed elsewhere may stay, whatever the share. */
			m->room[i] = firm - s->firm_spend * share / 100;
			if (m->room[i] < elsewhere * share / 100 + 1)
				m->room[i] = elsewhere * share / 100 + 1;
		}
	}
}

/* What everything as agreed uses, and which limits it breaks. */
static void measure_agreed(struct master *m)
{
	const struct source_facts *s = m->s;
	struct arena arena = ARENA_INIT;
	struct engaged agreed = source_engage_agreed(s, &arena);

	m->agreed = usage_make(s, m->rooms->scratch);
	for (size_t i = 0; i < agreed.count; i++)
		usage_add(s, &agreed.list[i], &m->agreed);
	arena_release(&arena);
	for (size_t i = 0; i < s->limit_count; i++)
		m->ours_only[i] =
			s->limits[i].row->shape->cap && m->agreed.used[i] > s->limits[i].cents;
}

struct master master_make(const struct source_facts *s, const struct placement *place,
			  const struct source_rooms *rooms, struct stated *groups)
{
	struct arena *scratch = rooms->scratch;
	size_t limits = s->limit_count + 1, pools = s->group_count + 1;
	struct master m = { .s = s,
			    .place = place,
			    .rooms = rooms,
			    .groups = groups,
			    .pools = ARENA_ARRAY(scratch, struct column_pool, pools),
			    .taken = ARENA_ARRAY(scratch, size_t, pools),
			    .trimmed = ARENA_ARRAY(scratch, bool, pools),
			    .ours_only = ARENA_ARRAY(scratch, bool, limits),
			    .rest = ARENA_ARRAY(scratch, int64_t, limits),
			    .left = ARENA_ARRAY(scratch, int64_t, limits),
			    .room = ARENA_ARRAY(scratch, int64_t, limits) };

	m.max_columns = COLUMNS_ALL / pools;
	if (m.max_columns < COLUMNS_LEAST)
		m.max_columns = COLUMNS_LEAST;
	if (m.max_columns > COLUMNS_MAX)
		m.max_columns = COLUMNS_MAX;
	m.fixed = source_fixed_usage(s, scratch);
	measure_agreed(&m);
	set_rooms(&m);
	return m;
}

/* Whether limits leave the same starts, terms and heads. */
static bool same_windows(const struct covering_problem *a, const struct covering_problem *b)
{
	size_t bytes = a->week_count * sizeof(uint32_t);

	if (a->option_count != b->option_count || a->shared_cap_count != b->shared_cap_count)
		return false;
	for (size_t k = 0; k < a->option_count; k++)
		if (a->options[k].max_heads != b->options[k].max_heads ||
		    memcmp(a->options[k].min_last, b->options[k].min_last, bytes) != 0 ||
		    memcmp(a->options[k].max_last, b->options[k].max_last, bytes) != 0)
			return false;
	for (size_t i = 0; i < a->shared_cap_count; i++)
		if (memcmp(a->shared_caps[i].max_heads, b->shared_caps[i].max_heads,
			   a->week_count * sizeof(int32_t)) != 0)
			return false;
	return true;
}

/* The solution without limits, and less and less of it, for multipliers. */
static void add_unlimited(struct master *m, size_t g, const struct stated *before, size_t most)
{
	const struct adding to = { m, g, before, most, true };

	add_column(&to, &before->solution);
	thin_out(&to, before->solution);
}

void pool_fill(struct master *m, size_t g)
{
	struct arena *scratch = m->rooms->scratch;
	const struct statement under_limits = { .placement = m->place, .limited = true };
	struct stated *group = &m->groups[g];
	const struct stated before = *group;
	const struct covering_solution nothing = { .method = COVERING_NOTHING };
	struct adding to = adding_to(m, g);
	struct covering_solution agreed;

	m->pools[g].columns =
		ARENA_ARRAY(scratch, struct pool_column, m->max_columns + MIX_COLUMNS);
	source_state(m->s, &under_limits, scratch, group);
	agreed = as_agreed(m->s, group, scratch);
	add_column(&to, &nothing);
	add_column(&to, &agreed);
	m->trimmed[g] = !same_windows(&before.problem, &group->problem);
	if (m->trimmed[g])
		m->max_columns -= m->max_columns % 2;
	/* Leave room for what the rounds bring. */
	to.most = m->max_columns - (size_t)2 * MASTER_ROUNDS;
	if (m->trimmed[g])
		add_unlimited(m, g, &before, to.most / 2);
	group->solution = pool_carry(&before, group, scratch);
	add_column(&to, &group->solution);
	thin_out(&to, group->solution);
}
