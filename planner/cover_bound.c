/*
 * A proven lower bound: Lagrange multipliers on rounded covering rows.
 *
 * A need of g minutes with u of them open says: what the heads deliver, plus u, is at least g.
 * Mixed integer rounding by a divisor d (what some option delivers) makes a stronger row of it,
 * with r = g mod d:
 *     sum of heads * (r * (m div d) + min(r, m mod d)) + u >= r * ceil(g / d)
 * and, without a divisor, sum of heads * min(m, g) + u >= g. Each row has a multiplier; those of
 * one need, and of those tied to it, add up to at most its price, so that open minutes cost what
 * they must. What is left of the problem falls apart by option: runs of weeks that are worth more
 * than they cost. An option with a cap takes cap times its best chain (an interval matrix has
 * whole-numbered corners); one without a cap must have no run that gains, which is reached by
 * shrinking the multipliers.
 *
 * The multipliers are found by the volume algorithm, first with plain steps, then with steps that
 * are scaled by each row's right side and do not push against the price of a need that is used up
 * already. However they were found, the bound is
 * computed from them exactly, in integers; rounding is always towards a lower bound.
 */
#include <string.h>

#include "planner/cover_inner.h"
#include "planner/cover_run.h"

enum { GRAIN = 256 }; /* multipliers are in 1/GRAIN coins per minute */
enum { DIVISORS_MAX = 8 };
enum { UNIT = 4096 };                   /* of averages and parts of steps */
enum { MIX_START = 50, PATIENCE = 20 }; /* of the volume algorithm: what measured best */
enum { SCALE = 1 << 16, STEP_MAX = 64 * SCALE, TOLL_ROUNDS = 10 }; /* of scaled steps */
enum { SCALED_PART = UNIT / 10 }; /* the first scaled step, of a whole one */
enum { SHRINK_BITS = 16 };

struct row {
	uint32_t week, need;
	int64_t rest, right; /* r, and the right side */
	int32_t divisor;     /* 0: none */
	int64_t price;       /* multiplier */
	int64_t step;        /* what the average misses of it; then the direction of the step */
};

struct dual {
	const struct cover_core *core;
	struct arena *arena;
	struct row *rows; /* by need */
	size_t row_count, row_room;
	uint32_t *need_row; /* per need: its rows, need_row[n] to need_row[n + 1] - 1 */
	int32_t *weight;    /* [row][column] */
	int64_t *worth;     /* [column][week], in grains */
	int64_t *use;       /* [column][week]: heads in the answer of the relaxed problem */
	int64_t *average;   /* [column][week]: of the answers so far, in 1/4096 heads */
	int64_t heads_max;  /* box for options without a cap while searching */
	int64_t *kept;      /* multipliers of the best bound */
};

/* --- rows --------------------------------------------------------------------------------- */

static int32_t row_weight(const struct row *row, int32_t need_min, int32_t minutes)
{
	if (row->divisor == 0)
		return minutes < need_min ? minutes : need_min;
	return (int32_t)(row->rest * (minutes / row->divisor)) +
	       (minutes % row->divisor < row->rest ? minutes % row->divisor : (int32_t)row->rest);
}

static void add_row(struct dual *d, uint32_t need, int32_t divisor)
{
	const struct cover_need *n = &d->core->problem->needs[need];
	struct row row = { .week = n->week, .need = need, .divisor = divisor };

	row.rest = divisor ? n->minutes % divisor : n->minutes;
	row.right = divisor ? row.rest * (n->minutes / divisor + 1) : n->minutes;
	d->rows = ARENA_PUSH(d->arena, d->rows, d->row_count, d->row_room);
	d->rows[d->row_count++] = row;
}

static size_t find_divisors(const struct dual *d, const struct cover_need *need, int32_t *list)
{
	const struct cover_problem *p = d->core->problem;
	size_t count = 0;

	for (uint32_t k = 0; k < p->option_count && count < DIVISORS_MAX; k++) {
		int32_t minutes = core_minutes(d->core, k, p->options[k].ramp_count, need->week);
		bool known = minutes <= 0 || minutes >= need->minutes ||
			     need->minutes % minutes == 0 || !core_counts(d->core, k, need->set);

		for (size_t i = 0; i < count; i++)
			known |= list[i] == minutes;
		if (!known)
			list[count++] = minutes;
	}
	return count;
}

static void make_rows(struct dual *d)
{
	const struct cover_problem *p = d->core->problem;

	d->need_row = ARENA_ARRAY(d->arena, uint32_t, p->need_count + 1);
	for (uint32_t n = 0; n < p->need_count; n++) {
		int32_t divisors[DIVISORS_MAX];
		size_t count;

		d->need_row[n] = (uint32_t)d->row_count;
		if (p->needs[n].minutes <= 0 || p->needs[n].price <= 0)
			continue;
		add_row(d, n, 0);
		count = find_divisors(d, &p->needs[n], divisors);
		for (size_t i = 0; i < count; i++)
			add_row(d, n, divisors[i]);
	}
	d->need_row[p->need_count] = (uint32_t)d->row_count;
	d->weight = ARENA_ARRAY(d->arena, int32_t, d->row_count * d->core->column_count + 1);
	for (size_t r = 0; r < d->row_count; r++) {
		const struct row *row = &d->rows[r];

		for (uint32_t k = 0; k < p->option_count; k++)
			for (size_t age = 0; age <= p->options[k].ramp_count; age++)
				d->weight[r * d->core->column_count + d->core->column[k] + age] =
					core_counts(d->core, k, p->needs[row->need].set)
						? row_weight(
							  row, p->needs[row->need].minutes,
							  core_minutes(d->core, k, age, row->week))
						: 0;
	}
}

/* --- the relaxed problem -------------------------------------------------------------------- */

/* What the multipliers say a head is worth, less what it costs. */
static void value_columns(struct dual *d, int64_t shrink)
{
	const struct cover_core *core = d->core;
	size_t weeks = core->weeks;

	memset(d->worth, 0, core->column_count * weeks * sizeof(*d->worth));
	for (size_t r = 0; r < d->row_count; r++) {
		const struct row *row = &d->rows[r];
		const int32_t *weight = &d->weight[r * core->column_count];
		int64_t price = row->price * shrink / (1 << SHRINK_BITS);

		if (price > 0)
			for (size_t c = 0; c < core->column_count; c++)
				d->worth[c * weeks + row->week] += price * weight[c];
	}
	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		const struct cover_option *o = &core->problem->options[k];

		for (size_t age = 0; age <= o->ramp_count; age++)
			for (size_t t = 0; t < weeks; t++)
				d->worth[(core->column[k] + age) * weeks + t] -=
					o->week_cost[t] * GRAIN;
	}
}

/* The option's start costs are in coins, the worth of its weeks in grains. */
static struct cover_option in_grains(const struct dual *d, uint32_t k, int64_t *start_cost)
{
	struct cover_option o = d->core->problem->options[k];

	for (size_t t = 0; t < d->core->weeks; t++)
		start_cost[t] = o.start_cost[t] * GRAIN;
	o.start_cost = start_cost;
	return o;
}

static int64_t right_side(const struct dual *d, int64_t shrink)
{
	int64_t sum = 0;

	for (size_t r = 0; r < d->row_count; r++)
		sum += d->rows[r].price * shrink / (1 << SHRINK_BITS) * d->rows[r].right;
	return sum;
}

static void use_chain(struct dual *d, uint32_t k, const struct cover_run *runs, size_t count,
		      int64_t heads)
{
	size_t ramp = d->core->problem->options[k].ramp_count;

	for (size_t i = 0; i < count; i++)
		for (uint32_t t = runs[i].first; t <= runs[i].last; t++) {
			size_t age = t - runs[i].first < ramp ? t - runs[i].first : ramp;

			d->use[(d->core->column[k] + age) * d->core->weeks + t] += heads;
		}
}

/* The value of the relaxed problem, options without a cap held in a box; fills `use`. */
static int64_t relax(struct dual *d)
{
	const struct cover_core *core = d->core;
	int64_t value = right_side(d, 1 << SHRINK_BITS);

	value_columns(d, 1 << SHRINK_BITS);
	memset(d->use, 0, core->column_count * core->weeks * sizeof(*d->use));
	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		int64_t start_cost[COVER_WEEKS_MAX];
		struct cover_option o = in_grains(d, k, start_cost);
		int64_t heads = o.heads_max > 0 ? o.heads_max : d->heads_max;
		struct cover_run runs[COVER_WEEKS_MAX];
		size_t count;

		value -= heads * cover_best_chain(&o, core->weeks,
						  &d->worth[core->column[k] * core->weeks], runs,
						  &count);
		use_chain(d, k, runs, count, heads);
	}
	return value;
}

/* --- a bound that holds ------------------------------------------------------------------------
 */

/* Whether no run of an option without a cap gains anything. */
static bool sound(const struct dual *d)
{
	const struct cover_core *core = d->core;

	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		int64_t start_cost[COVER_WEEKS_MAX];
		struct cover_option o = in_grains(d, k, start_cost);
		struct cover_run run;

		if (o.heads_max == 0 &&
		    cover_best_run(&o, core->weeks, &d->worth[core->column[k] * core->weeks], 0,
				   &run))
			return false;
	}
	return true;
}

static int64_t capped_gain(const struct dual *d)
{
	const struct cover_core *core = d->core;
	int64_t gain = 0;

	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		int64_t start_cost[COVER_WEEKS_MAX];
		struct cover_option o = in_grains(d, k, start_cost);
		struct cover_run runs[COVER_WEEKS_MAX];
		size_t count;

		if (o.heads_max > 0)
			gain += o.heads_max *
				cover_best_chain(&o, core->weeks,
						 &d->worth[core->column[k] * core->weeks], runs,
						 &count);
	}
	return gain;
}

/* The largest share of the multipliers that leaves nothing to gain, by bisection. */
static int64_t proven(struct dual *d)
{
	int64_t low = 0, high = (1 << SHRINK_BITS) + 1;

	while (high - low > 1) {
		int64_t middle = (low + high) / 2;

		value_columns(d, middle);
		if (sound(d))
			low = middle;
		else
			high = middle;
	}
	value_columns(d, low);
	return right_side(d, low) - capped_gain(d);
}

/* --- steps ---------------------------------------------------------------------------------------
 */

/* How far each row is from being met by the average, in 1/4096. */
static void find_misses(struct dual *d)
{
	const struct cover_core *core = d->core;

	for (size_t r = 0; r < d->row_count; r++) {
		struct row *row = &d->rows[r];
		const int32_t *weight = &d->weight[r * core->column_count];
		int64_t miss = row->right * UNIT;

		for (size_t c = 0; c < core->column_count; c++)
			miss -= d->average[c * core->weeks + row->week] * weight[c];
		row->step = miss;
	}
}

/* Steps along what is missed; returns the sum of squares, in 1/4096. */
static int64_t plain_steps(struct dual *d)
{
	int64_t norm = 0;

	find_misses(d);
	for (size_t r = 0; r < d->row_count; r++) {
		struct row *row = &d->rows[r];

		row->step /= UNIT;
		if (d->kept[r] == 0 && row->step < 0)
			row->step = 0;
		norm += row->step / 64 * (row->step / 64);
	}
	return norm;
}

static int64_t clamp(int64_t value, int64_t limit)
{
	return value > limit ? limit : value < -limit ? -limit : value;
}

/* What a row misses beyond `toll`, as a part of its right side; nothing where it cannot go down. */
static int64_t scaled(const struct dual *d, uint32_t r, int64_t toll)
{
	int64_t miss = clamp(d->rows[r].step - toll, INT64_MAX / SCALE);

	if (d->kept[r] == 0 && miss <= 0)
		return 0;
	return clamp(miss * (SCALE / UNIT) / d->rows[r].right, STEP_MAX);
}

/* Where the rows of a need use up its price, one gets what another gives: the toll per row that
 * makes their steps add up to nothing. None where the steps lead away from the price. */
static int64_t find_toll(const struct dual *d, uint32_t from, uint32_t to, int64_t limit)
{
	int64_t toll = 0, used = 0;

	for (uint32_t r = from; r < to; r++)
		used += d->kept[r];
	if (used < limit - limit / 1024)
		return 0;
	for (int i = 0; i < TOLL_ROUNDS; i++) {
		int64_t sum = 0, slope = 0;

		for (uint32_t r = from; r < to; r++)
			if (d->kept[r] > 0 || d->rows[r].step > toll) {
				sum += scaled(d, r, toll);
				slope += (INT64_C(1) << 32) / d->rows[r].right;
			}
		if (slope == 0 || sum == 0)
			break;
		toll += sum / (SCALE / UNIT) * (INT64_C(1) << 32) / slope;
	}
	return toll > 0 ? toll : 0;
}

/* Steps as parts of the right sides; returns the sum of what they miss times their step, in the
 * unit that plain_steps has for its steps. */
static int64_t scaled_steps(struct dual *d)
{
	const struct cover_problem *p = d->core->problem;
	int64_t norm = 0;

	find_misses(d);
	for (uint32_t n = 0, next; n < p->need_count; n = next) {
		uint32_t from = d->need_row[n], to;
		int64_t toll;

		for (next = n + 1; next < p->need_count && p->needs[next].tied;)
			next++;
		to = d->need_row[next];
		toll = find_toll(d, from, to, p->needs[n].price * GRAIN);
		for (uint32_t r = from; r < to; r++) {
			int64_t step = scaled(d, r, toll);

			norm += step * (step * d->rows[r].right / SCALE) / SCALE;
			d->rows[r].step = step;
		}
	}
	return norm * (SCALE / UNIT);
}

/* price += part/4096 * (aim - value) * step / norm, without leaving 64 bits. */
static void walk(struct dual *d, int64_t distance, int64_t norm, int64_t part)
{
	while (distance >= INT64_C(1) << 30) {
		distance /= 2;
		norm = norm / 2 + 1;
	}
	for (size_t r = 0; r < d->row_count; r++) {
		struct row *row = &d->rows[r];
		int64_t step = row->step > INT32_MAX    ? INT32_MAX
			       : row->step < -INT32_MAX ? -INT32_MAX
							: row->step;

		row->price = d->kept[r] + distance * step / norm * part / (UNIT * (int64_t)UNIT);
		if (row->price < 0)
			row->price = 0;
	}
}

/* The multipliers of a need and those tied to it add up to its price at most: take the same from
 * each that has any. */
static void hold_price(struct dual *d, uint32_t need)
{
	const struct cover_problem *p = d->core->problem;
	int64_t limit = p->needs[need].price * GRAIN;
	uint32_t from = d->need_row[need], to;

	while (need + 1 < p->need_count && p->needs[need + 1].tied)
		need++;
	to = d->need_row[need + 1];

	for (;;) {
		int64_t sum = 0, share, some = 0;

		for (uint32_t r = from; r < to; r++) {
			sum += d->rows[r].price;
			some += d->rows[r].price > 0;
		}
		if (sum <= limit || some == 0)
			return;
		share = (sum - limit + some - 1) / some;
		for (uint32_t r = from; r < to; r++)
			d->rows[r].price = d->rows[r].price > share ? d->rows[r].price - share : 0;
	}
}

static void start_prices(struct dual *d)
{
	const struct cover_problem *p = d->core->problem;

	for (uint32_t n = 0, next; n < p->need_count; n = next) {
		uint32_t from = d->need_row[n], to;

		for (next = n + 1; next < p->need_count && p->needs[next].tied;)
			next++;
		to = d->need_row[next];
		for (uint32_t r = from; r < to; r++)
			d->rows[r].price = p->needs[n].price * GRAIN / 3 / (int64_t)(to - from);
	}
}

static void average(struct dual *d, int64_t part)
{
	size_t cells = d->core->column_count * d->core->weeks;

	for (size_t i = 0; i < cells; i++)
		d->average[i] += (d->use[i] * UNIT - d->average[i]) * part / UNIT;
}

static void keep(struct dual *d)
{
	for (size_t r = 0; r < d->row_count; r++)
		d->kept[r] = d->rows[r].price;
}

static void hold_prices(struct dual *d)
{
	const struct cover_problem *p = d->core->problem;

	for (uint32_t n = 0; n < p->need_count; n++)
		if (!p->needs[n].tied)
			hold_price(d, n);
}

/* The volume algorithm (Barahona and Anbil 2000): steps from the best multipliers, along what the
 * average answer misses. Goes on from `best`, the value of the multipliers that are kept, if
 * there are any. */
static int64_t improve(struct dual *d, int64_t known, int32_t rounds, bool scale, int64_t best)
{
	int64_t part = scale ? SCALED_PART : UNIT, mix = MIX_START;
	bool fresh = best == INT64_MIN;
	int32_t idle = 0;

	for (int32_t i = 0; i < rounds && best < known * (int64_t)GRAIN; i++) {
		int64_t value = relax(d), norm;

		average(d, i == 0 && fresh ? UNIT : mix);
		if (value > best) {
			if (idle == 0 && part < INT64_C(2) * UNIT)
				part = part * 11 / 10;
			best = value;
			idle = 0;
			keep(d);
		} else if (++idle >= PATIENCE) {
			idle = 0;
			part = part * 2 / 3 + 1;
			mix = mix * 29 / 30 + 1;
		}
		norm = scale ? scaled_steps(d) : plain_steps(d);
		if (norm == 0)
			break;
		walk(d, known * GRAIN - best, norm, part);
		hold_prices(d);
	}
	for (size_t r = 0; r < d->row_count; r++)
		d->rows[r].price = d->kept[r];
	return best;
}

/* Whether the sums of the multipliers stay far within 64 bits. */
static bool is_small(const struct cover_core *core)
{
	int64_t sum = 0, coins;

	for (size_t n = 0; n < core->problem->need_count; n++) {
		const struct cover_need *need = &core->problem->needs[n];

		if (__builtin_mul_overflow(need->price, (int64_t)need->minutes, &coins) ||
		    __builtin_add_overflow(sum, coins, &sum))
			return false;
	}
	return sum < INT64_MAX / (INT64_C(16) * GRAIN);
}

int64_t cover_bound(const struct cover_core *core, int64_t known, int32_t rounds)
{
	struct arena scratch = ARENA_INIT;
	struct dual d = { .core = core, .arena = &scratch, .heads_max = 1 };
	size_t cells = core->column_count * core->weeks;
	int64_t bound, best;

	if (!is_small(core))
		return 0;
	make_rows(&d);
	d.worth = ARENA_ARRAY(&scratch, int64_t, cells + 1);
	d.use = ARENA_ARRAY(&scratch, int64_t, cells + 1);
	d.average = ARENA_ARRAY(&scratch, int64_t, cells + 1);
	d.kept = ARENA_ARRAY(&scratch, int64_t, d.row_count + 1);
	for (size_t r = 0; r < d.row_count; r++)
		if (d.rows[r].divisor > 0 && d.rows[r].right / d.rows[r].rest > d.heads_max)
			d.heads_max = d.rows[r].right / d.rows[r].rest;
	start_prices(&d);
	best = improve(&d, known, rounds / 2, false, INT64_MIN);
	improve(&d, known, rounds - rounds / 2, true, best);
	bound = proven(&d);
	bound = bound > 0 ? bound / GRAIN : 0;
	arena_release(&scratch);
	return bound < known ? bound : known;
}
