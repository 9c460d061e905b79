/* Rows of planner/cover/cover_dual.h, their weights, and the prices that limit their multipliers.
 */
#include "planner/cover/cover_dual.h"

enum { DIVISORS_MAX = 8 };
enum { BOX_SPARE = 2 }; /* heads beyond those of the answer that is known: what measured best */

/* --- rows --------------------------------------------------------------------------------- */

static int32_t row_weight(const struct dual_row *row, int32_t need_min, int32_t minutes)
{
	if (row->divisor == 0)
		return minutes < need_min ? minutes : need_min;
	return (int32_t)(row->rest * (minutes / row->divisor)) +
	       (minutes % row->divisor < row->rest ? minutes % row->divisor : (int32_t)row->rest);
}

static void add_row(struct dual *d, uint32_t need, int32_t divisor)
{
	const struct cover_need *n = &d->core->problem->needs[need];
	struct dual_row row = { .week = n->week, .need = need, .divisor = divisor };

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
		const struct dual_row *row = &d->rows[r];

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

/* --- multipliers ------------------------------------------------------------------------ */

uint32_t dual_tied(const struct dual *d, uint32_t need)
{
	const struct cover_problem *p = d->core->problem;

	for (need++; need < p->need_count && p->needs[need].tied;)
		need++;
	return need;
}

/* The multipliers of a need and those tied to it add up to its price at most: take the same from
 * each that has any. */
static void hold_price(struct dual *d, uint32_t need)
{
	const struct cover_problem *p = d->core->problem;
	int64_t limit = p->needs[need].price * DUAL_GRAIN;
	uint32_t from = d->need_row[need], to = d->need_row[dual_tied(d, need)];

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

		next = dual_tied(d, n);
		to = d->need_row[next];
		for (uint32_t r = from; r < to; r++)
			d->rows[r].price =
				p->needs[n].price * DUAL_GRAIN / 3 / (int64_t)(to - from);
	}
}

void dual_hold_prices(struct dual *d)
{
	const struct cover_problem *p = d->core->problem;

	for (uint32_t n = 0; n < p->need_count; n++)
		if (!p->needs[n].tied)
			hold_price(d, n);
}

/* The most heads of an option at a time in an answer. */
static int64_t most_heads(const struct dual *d, const struct cover_answer *answer, uint32_t k)
{
	int64_t most = 0;

	for (uint32_t t = 0; t < d->core->weeks; t++) {
		int64_t heads = 0;

		for (size_t i = 0; i < answer->buy_count; i++)
			if (answer->buys[i].option == k && answer->buys[i].first <= t &&
			    answer->buys[i].last >= t)
				heads += answer->buys[i].heads;
		if (heads > most)
			most = heads;
	}
	return most;
}

static void make_boxes(struct dual *d, const struct cover_answer *known)
{
	size_t count = d->core->problem->option_count;

	d->box = ARENA_ARRAY(d->arena, int64_t, count + 1);
	d->box_max = 1;
	for (size_t r = 0; r < d->row_count; r++)
		if (d->rows[r].divisor > 0 && d->rows[r].right / d->rows[r].rest > d->box_max)
			d->box_max = d->rows[r].right / d->rows[r].rest;
	for (uint32_t k = 0; k < count; k++)
		d->box[k] = most_heads(d, known, k) + BOX_SPARE;
}

void dual_make(const struct cover_core *core, const struct cover_answer *known, struct arena *arena,
	       struct dual *d)
{
	size_t cells = core->column_count * core->weeks + 1;

	*d = (struct dual){ .core = core, .arena = arena };
	make_rows(d);
	d->worth = ARENA_ARRAY(arena, int64_t, cells);
	d->use = ARENA_ARRAY(arena, int64_t, cells);
	d->average = ARENA_ARRAY(arena, int64_t, cells);
	d->kept = ARENA_ARRAY(arena, int64_t, d->row_count + 1);
	make_boxes(d, known);
	start_prices(d);
}
