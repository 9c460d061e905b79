/*
 * Local search on a solution under side limits: the improvement heuristic of plans under limits
 * (docs/sourcing.md, "Limits that couple groups").
 *
 * A move takes a column out or not, then adds none, one or two. What the solution uses above a
 * limit is charged per cent above it, in rounds of rising and falling charges, so that the search
 * crosses what is not allowed and comes back; at the highest charge being above at all costs more
 * than any plan. Each solution that no move improves is handed to the caller, who keeps the best
 * that holds all limits. Moves are looked at in a fixed order: no random numbers.
 */
#include "solver/covering/covering_mix.h"

#include "solver/covering/covering_cost.h"
#include "solver/covering/covering_state.h"

/* Percents of what is used above a limit. At the highest a limit is no longer to be had for money:
 * above it by a cent is as good as far above it. */
enum { CHARGE_MOST = 6400 };

/* Down to where most of an excess is worth its price, up again, and so on. Charges that only rise
 * came first and missed mixes that these find, by trial on random plans under limits
 * (tests/oracles/oracle_limits.py), the worst of which were 92 % above the optimum without this
 * search (bench/HISTORY.md, "Sourcing"). */
static const int32_t charges[] = { CHARGE_MOST, 25,          60,  100,         200, 500,
				   2000,        CHARGE_MOST, 150, CHARGE_MOST, 60,  CHARGE_MOST };

/* What being above at all costs at the highest charge: 2.9 thousand million of the currency in
 * cent60, more than a plan in earnest costs, and far within 64 bits. */
static const int64_t never = INT64_C(1) << 44;

struct mix {
	const struct covering_core *core;
	const struct covering_side *sides;
	size_t side_count;
	struct covering_market *market;
	struct covering_state state;
	int64_t used[COVERING_SIDES_MAX];
	int32_t charge;
	int64_t *value; /* [age][week] of the option that is looked at */
	int64_t *looks;
	uint32_t *mark; /* [option][first][last]: the last time that such a column was met */
	uint32_t marks;
};

/* A column less, then a column or two more; what that changes, charged. */
struct move {
	int64_t change;
	struct covering_column out, in[2];
	bool takes; /* `out` */
	size_t in_count;
};

/* --- what is used ------------------------------------------------------------------------- */

static int64_t over(const struct mix *m, const int64_t *used)
{
	int64_t sum = 0;

	for (size_t i = 0; i < m->side_count; i++)
		if (used[i] > m->sides[i].room)
			sum += used[i] - m->sides[i].room;
	return sum;
}

static int64_t charge_of(const struct mix *m, int64_t above)
{
	return above * m->charge / 100 + (above > 0 && m->charge == CHARGE_MOST ? never : 0);
}

static int64_t charged(const struct mix *m)
{
	return m->state.cost + charge_of(m, over(m, m->used));
}

static void use(struct mix *m, const struct covering_column *column, int sign)
{
	int64_t plain =
		covering_cost(m->core->problem, column->option, column->first, column->last);

	for (size_t i = 0; i < m->side_count; i++)
		m->used[i] += sign * (covering_cost(m->sides[i].charged, column->option,
						    column->first, column->last) -
				      plain);
}

static void push(struct mix *m, struct covering_column column)
{
	use(m, &column, 1);
	covering_state_push(m->market, &m->state, column);
}

static struct covering_column take(struct mix *m, size_t index)
{
	struct covering_column column = covering_state_take(m->market, &m->state, index);

	use(m, &column, -1);
	return column;
}

/* --- one head more ------------------------------------------------------------------------- */

static void look_at(struct mix *m, uint32_t k)
{
	const struct covering_core *core = m->core;
	const struct covering_option *o = &core->problem->options[k];

	for (size_t age = 0; age <= o->ramp_count; age++)
		for (size_t t = 0; t < core->weeks; t++)
			m->value[age * core->weeks + t] =
				m->state.open[t] -
				core_penalty(core, t,
					     &m->state.covered[t * core->problem->set_count], k,
					     core_minutes(core, k, age, t));
}

/* The best last week of a first one. */
static void try_first(const struct mix *m, uint32_t k, uint32_t first, struct move *best)
{
	const struct covering_option *o = &m->core->problem->options[k];
	int64_t cost = o->start_cost[first], used[COVERING_SIDES_MAX];
	int64_t before = charge_of(m, over(m, m->used));

	for (size_t i = 0; i < m->side_count; i++)
		used[i] = m->used[i] + m->sides[i].charged->options[k].start_cost[first] - cost;
	for (uint32_t t = first; t <= o->max_last[first]; t++) {
		size_t age = t - first < o->ramp_count ? t - first : o->ramp_count;
		int64_t change;

		if (covering_state_full(m->market, &m->state, k, t))
			return;
		cost += o->week_cost[t] - m->value[age * m->core->weeks + t];
		for (size_t i = 0; i < m->side_count; i++)
			used[i] += m->sides[i].charged->options[k].week_cost[t] - o->week_cost[t];
		if (t < o->min_last[first])
			continue;
		change = cost + charge_of(m, over(m, used)) - before;
		if (best->in_count > 0 && change >= best->change)
			continue;
		best->change = change;
		best->in[0] = (struct covering_column){ k, first, t };
		best->in_count = 1;
	}
}

static struct move best_of(struct mix *m, uint32_t k)
{
	const struct covering_option *o = &m->core->problem->options[k];
	struct move best = { .change = 0 };

	look_at(m, k);
	for (uint32_t first = 0; first < m->core->weeks; first++)
		if (o->min_last[first] <= o->max_last[first])
			try_first(m, k, first, &best);
	return best;
}

static struct move best_column(struct mix *m)
{
	struct move best = { .change = 0 };

	(*m->looks)--;
	for (uint32_t k = 0; k < m->core->problem->option_count; k++) {
		struct move other = best_of(m, k);

		if (other.in_count > 0 && (best.in_count == 0 || other.change < best.change))
			best = other;
	}
	return best;
}

/* --- moves ---------------------------------------------------------------------------------- */

static void consider(struct move *best, const struct move *move)
{
	if (move->change < best->change)
		*best = *move;
}

/* Without a column, and with the best one instead. */
static void try_out(struct mix *m, size_t index, struct move *best)
{
	int64_t before = charged(m);
	struct covering_column column = take(m, index);
	struct move without = { .change = charged(m) - before, .out = column, .takes = true };
	struct move other = best_column(m);

	consider(best, &without);
	if (other.in_count > 0) {
		other.change += without.change;
		other.out = column;
		other.takes = true;
		consider(best, &other);
	}
	push(m, column);
}

/* The best column of an option, and then the best one of all. */
static void try_two(struct mix *m, uint32_t k, struct move *best)
{
	struct move first = best_of(m, k), second;

	if (first.in_count == 0)
		return;
	consider(best, &first);
	push(m, first.in[0]);
	second = best_column(m);
	if (second.in_count > 0) {
		second.change += first.change;
		second.in[1] = first.in[0];
		second.in_count = 2;
		consider(best, &second);
	}
	take(m, m->state.count - 1);
}

static bool same_column(const struct covering_column *a, const struct covering_column *b)
{
	return a->option == b->option && a->first == b->first && a->last == b->last;
}

/* The first column that is such a one. */
static size_t column_index(const struct mix *m, const struct covering_column *column)
{
	size_t i = 0;

	while (!same_column(&m->state.columns[i], column))
		i++;
	return i;
}

/* [column]: no column before it is such a one. */
static const bool *first_columns(struct mix *m, struct arena *arena)
{
	size_t weeks = m->core->weeks;
	bool *first = ARENA_ARRAY(arena, bool, m->state.count + 1);

	m->marks++;
	for (size_t i = 0; i < m->state.count; i++) {
		const struct covering_column *column = &m->state.columns[i];
		uint32_t *mark =
			&m->mark[(column->option * weeks + column->first) * weeks + column->last];

		first[i] = *mark != m->marks;
		*mark = m->marks;
	}
	return first;
}

static void try_twos(struct mix *m, struct move *best)
{
	for (uint32_t k = 0; k<m->core->problem->option_count && * m->looks> 0; k++)
		try_two(m, k, best);
}

/* Without a column, and with the best two instead. */
static void try_two_for(struct mix *m, size_t index, struct move *best)
{
	int64_t before = charged(m);
	struct covering_column column = take(m, index);
	struct move two = { .change = 0 };

	two.change = before - charged(m);
	try_twos(m, &two);
	if (two.in_count > 0) {
		two.change += charged(m) - before;
		two.out = column;
		two.takes = true;
		consider(best, &two);
	}
	push(m, column);
}

typedef void try_move(struct mix *m, size_t index, struct move *best);

/* One of each kind is tried, from the last on, up to the first that makes it cheaper where `first`
 * will do: a column that was taken out comes back as the last one, and those before it stay. */
static void try_each(struct mix *m, try_move *attempt, bool first, struct move *best)
{
	struct arena arena = ARENA_INIT;
	const bool *first_alike;

	if (first && best->change < 0)
		return;
	first_alike = first_columns(m, &arena);
	for (size_t i = m->state.count; i-- > 0 && *m->looks > 0;) {
		if (first && best->change < 0)
			break;
		if (first_alike[i])
			attempt(m, i, best);
	}
	arena_release(&arena);
}

/* The best move of all, one for two only when no other makes it cheaper; false when none does. */
static bool step(struct mix *m)
{
	struct move best = { .change = 0 };

	try_twos(m, &best);
	try_each(m, try_out, false, &best);
	try_each(m, try_two_for, true, &best);
	if (best.change >= 0)
		return false;
	if (best.takes)
		take(m, column_index(m, &best.out));
	for (size_t i = 0; i < best.in_count; i++)
		push(m, best.in[i]);
	return true;
}

/* --- all of it -------------------------------------------------------------------------------- */

static void tell(const struct mix *m, void (*found)(void *shared, const struct covering_solution *),
		 void *shared)
{
	struct arena arena = ARENA_INIT;
	struct covering_solution solution = { .method = COVERING_SEARCH };

	solution.buys = ARENA_ARRAY(&arena, struct covering_buy, m->state.count + 1);
	for (size_t i = 0; i < m->state.count; i++) {
		const struct covering_column *column = &m->state.columns[i];
		size_t k = 0;

		while (k < solution.buy_count && (solution.buys[k].option != column->option ||
						  solution.buys[k].first != column->first ||
						  solution.buys[k].last != column->last))
			k++;
		if (k == solution.buy_count)
			solution.buys[solution.buy_count++] =
				(struct covering_buy){ column->option, column->first, column->last,
						       0 };
		solution.buys[k].heads++;
	}
	found(shared, &solution);
	arena_release(&arena);
}

void covering_mix(const struct covering_problem *problem, const struct covering_side *sides,
		  size_t side_count, const struct covering_solution *start, int64_t *looks,
		  void (*found)(void *shared, const struct covering_solution *solution),
		  void *shared)
{
	struct arena arena = ARENA_INIT;
	struct covering_core core;
	struct covering_market market;
	struct mix m = { .core = &core,
			 .sides = sides,
			 .side_count = side_count,
			 .market = &market,
			 .looks = looks };
	size_t ages = 1;

	covering_core_make(problem, &arena, &core);
	covering_market_make(&core, 0, &arena, &market);
	covering_state_empty(&market, &m.state);
	for (size_t k = 0; k < problem->option_count; k++)
		if (problem->options[k].ramp_count + 1 > ages)
			ages = problem->options[k].ramp_count + 1;
	m.value = ARENA_ARRAY(&arena, int64_t, ages * core.weeks + 1);
	m.mark = ARENA_ARRAY(&arena, uint32_t, problem->option_count * core.weeks * core.weeks + 1);
	for (size_t i = 0; i < start->buy_count; i++)
		for (int32_t head = 0; head < start->buys[i].heads; head++)
			push(&m,
			     (struct covering_column){ start->buys[i].option, start->buys[i].first,
						       start->buys[i].last });
	for (size_t i = 0; i < sizeof(charges) / sizeof(*charges) && *looks > 0; i++) {
		m.charge = charges[i];
		while (*looks > 0 && step(&m))
			;
		tell(&m, found, shared);
	}
	arena_release(&arena);
}
