#include "solver/covering/covering_rows.h"

enum { DIVISORS_MAX = 8, MANY_DIVISORS_MAX = 32 };
enum { BOX_SPARE = 2 }; /* heads beyond those of the answer that is known: what measured best */

/* --- rows --------------------------------------------------------------------------------- */

static int32_t row_weight(const struct dual_row *row, int32_t need_minutes, int32_t minutes)
{
	if (row->divisor == 0)
		return minutes < need_minutes ? minutes : need_minutes;
	return (int32_t)(row->rest * (minutes / row->divisor)) +
	       (minutes % row->divisor < row->rest ? minutes % row->divisor : (int32_t)row->rest);
}

static void add_row(struct dual *d, uint32_t need, int32_t divisor)
{
	const struct covering_need *n = &d->core->problem->needs[need];
	struct dual_row row = { .week = n->week, .need = need, .divisor = divisor };

	row.rest = divisor ? n->minutes % divisor : n->minutes;
	row.right = divisor ? row.rest * (n->minutes / divisor + 1) : n->minutes;
	d->rows = ARENA_PUSH(d->arena, d->rows, d->row_count, d->row_room);
	d->rows[d->row_count++] = row;
}

struct divisors {
	int32_t list[MANY_DIVISORS_MAX];
	size_t count, most;
};

static void add_divisor(struct divisors *divisors, const struct covering_need *need,
			int32_t minutes)
{
	if (minutes <= 0 || minutes >= need->minutes || need->minutes % minutes == 0 ||
	    divisors->count == divisors->most)
		return;
	for (size_t i = 0; i < divisors->count; i++)
		if (divisors->list[i] == minutes)
			return;
	divisors->list[divisors->count++] = minutes;
}

/* What heads deliver past their ramp; with `many` also within it, and halves. */
static struct divisors find_divisors(const struct dual *d, const struct covering_need *need,
				     bool many)
{
	const struct covering_problem *p = d->core->problem;
	struct divisors found = { .most = many ? MANY_DIVISORS_MAX : DIVISORS_MAX };

	for (uint32_t k = 0; k < p->option_count; k++)
		if (core_counts(d->core, k, need->set))
			add_divisor(&found, need,
				    core_minutes(d->core, k, p->options[k].ramp_count, need->week));
	for (uint32_t k = 0; many && k < p->option_count; k++)
		for (size_t age = 0; age <= p->options[k].ramp_count; age++) {
			int32_t minutes = core_minutes(d->core, k, age, need->week);

			if (!core_counts(d->core, k, need->set))
				continue;
			add_divisor(&found, need, minutes);
			add_divisor(&found, need, minutes / 2);
		}
	return found;
}

static void make_rows(struct dual *d, bool many)
{
	const struct covering_problem *p = d->core->problem;

	d->need_row = ARENA_ARRAY(d->arena, uint32_t, p->need_count + 1);
	for (uint32_t n = 0; n < p->need_count; n++) {
		struct divisors divisors;

		d->need_row[n] = (uint32_t)d->row_count;
		if (p->needs[n].minutes <= 0 || p->needs[n].price <= 0)
			continue;
		add_row(d, n, 0);
		divisors = find_divisors(d, &p->needs[n], many);
		for (size_t i = 0; i < divisors.count; i++)
			add_row(d, n, divisors.list[i]);
	}
	d->need_row[p->need_count] = (uint32_t)d->row_count;
}

static void weigh_option(struct dual *d, const struct dual_row *row, uint32_t k)
{
	const struct covering_problem *p = d->core->problem;

	for (size_t age = 0; age <= p->options[k].ramp_count; age++) {
		int32_t minutes = core_minutes(d->core, k, age, row->week);
		int32_t weight = row_weight(row, p->needs[row->need].minutes, minutes);

		if (weight <= 0)
			continue;
		d->weights = ARENA_PUSH(d->arena, d->weights, d->weight_count, d->weight_room);
		d->weights[d->weight_count++] =
			(struct dual_weight){ (uint32_t)(d->core->column[k] + age), weight };
	}
}

static void weigh_rows(struct dual *d)
{
	const struct covering_problem *p = d->core->problem;

	d->row_weight = ARENA_ARRAY(d->arena, uint32_t, d->row_count + 1);
	for (size_t r = 0; r < d->row_count; r++) {
		for (uint32_t k = 0; k < p->option_count; k++)
			if (core_counts(d->core, k, p->needs[d->rows[r].need].set))
				weigh_option(d, &d->rows[r], k);
		d->row_weight[r + 1] = (uint32_t)d->weight_count;
	}
}

/* --- multipliers ------------------------------------------------------------------------ */

uint32_t dual_tied(const struct dual *d, uint32_t need)
{
	const struct covering_problem *p = d->core->problem;

	for (need++; need < p->need_count && p->needs[need].tied;)
		need++;
	return need;
}

static void add_cap(struct dual *d, int64_t price, size_t rows)
{
	struct dual_cap *cap = &d->caps[d->cap_count++];

	cap->limit = price * GRAIN;
	cap->rows = ARENA_ARRAY(d->arena, uint32_t, rows + 1);
}

static void cap_rows_of(const struct dual *d, struct dual_cap *cap, uint32_t need)
{
	for (uint32_t r = d->need_row[need]; r < d->need_row[need + 1]; r++)
		cap->rows[cap->count++] = r;
}

static void cap_parts(struct dual *d)
{
	const struct covering_problem *p = d->core->problem;

	d->caps = ARENA_ARRAY(d->arena, struct dual_cap, p->part_count);
	for (size_t i = 0; i < p->part_count; i++) {
		const struct covering_part *part = &p->parts[i];
		size_t rows = 0;

		for (size_t k = 0; k < part->need_count; k++)
			rows += d->need_row[part->needs[k] + 1] - d->need_row[part->needs[k]];
		add_cap(d, part->price, rows);
		d->caps[i].most = part->minutes;
		for (size_t k = 0; k < part->need_count; k++)
			cap_rows_of(d, &d->caps[i], part->needs[k]);
	}
}

static void cap_needs(struct dual *d)
{
	const struct covering_problem *p = d->core->problem;

	d->caps = ARENA_ARRAY(d->arena, struct dual_cap, p->need_count + 1);
	for (uint32_t n = 0, next; n < p->need_count; n = next) {
		next = dual_tied(d, n);
		add_cap(d, p->needs[n].price, d->need_row[next] - d->need_row[n]);
		for (uint32_t i = n; i < next; i++)
			cap_rows_of(d, &d->caps[d->cap_count - 1], i);
	}
}

/* Take the same from each multiplier that has any. */
static void hold(struct dual *d, const struct dual_cap *cap)
{
	for (;;) {
		int64_t sum = 0, share, some = 0;

		for (size_t i = 0; i < cap->count; i++) {
			sum += d->rows[cap->rows[i]].price;
			some += d->rows[cap->rows[i]].price > 0;
		}
		if (sum <= cap->limit || some == 0)
			return;
		share = (sum - cap->limit + some - 1) / some;
		for (size_t i = 0; i < cap->count; i++) {
			struct dual_row *row = &d->rows[cap->rows[i]];

			row->price = row->price > share ? row->price - share : 0;
		}
	}
}

void dual_hold_prices(struct dual *d)
{
	for (size_t i = 0; i < d->cap_count; i++)
		if (d->caps[i].most == 0)
			hold(d, &d->caps[i]);
}

/* A third of what the caps leave, the same for all rows of a cap. */
static void start_prices(struct dual *d)
{
	for (size_t r = 0; r < d->row_count; r++)
		d->rows[r].price = INT64_MAX;
	for (size_t i = 0; i < d->cap_count; i++) {
		const struct dual_cap *cap = &d->caps[i];
		int64_t most = cap->count ? cap->limit / 3 / (int64_t)cap->count : 0;

		for (size_t k = 0; k < cap->count; k++)
			if (d->rows[cap->rows[k]].price > most)
				d->rows[cap->rows[k]].price = most;
	}
}

/* The row of a need with a divisor; the one without when there is none. */
static struct dual_row *row_of(struct dual *d, const struct covering_row *like)
{
	uint32_t from = d->need_row[like->need], to = d->need_row[like->need + 1];

	for (uint32_t r = from; r < to; r++)
		if (d->rows[r].divisor == like->divisor)
			return &d->rows[r];
	return from < to ? &d->rows[from] : NULL;
}

void dual_start_from(struct dual *d, const struct covering_proof *start)
{
	for (size_t r = 0; r < d->row_count; r++)
		d->rows[r].price = 0;
	for (size_t i = 0; i < start->row_count; i++) {
		struct dual_row *row = row_of(d, &start->rows[i]);

		if (row)
			row->price += start->rows[i].price;
	}
	dual_hold_prices(d);
}

/* The most heads of an option at a time in an answer. */
static int64_t most_heads(const struct dual *d, const struct covering_answer *answer, uint32_t k)
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

static void make_boxes(struct dual *d, const struct covering_answer *known, int64_t spare)
{
	size_t count = d->core->problem->option_count;

	d->box = ARENA_ARRAY(d->arena, int64_t, count + 1);
	d->max_box = 1;
	for (size_t r = 0; r < d->row_count; r++)
		if (d->rows[r].divisor > 0 && d->rows[r].right / d->rows[r].rest > d->max_box)
			d->max_box = d->rows[r].right / d->rows[r].rest;
	for (uint32_t k = 0; k < count; k++)
		d->box[k] = most_heads(d, known, k) + spare;
}

void dual_make(const struct covering_core *core, const struct covering_answer *known, bool many,
	       struct arena *arena, struct dual *d)
{
	size_t cells = core->column_count * core->weeks + 1;

	*d = (struct dual){ .core = core, .arena = arena };
	make_rows(d, many);
	weigh_rows(d);
	if (core->problem->part_count > 0)
		cap_parts(d);
	else
		cap_needs(d);
	d->worth = ARENA_ARRAY(arena, int64_t, cells);
	d->use = ARENA_ARRAY(arena, int64_t, cells);
	d->average = ARENA_ARRAY(arena, int64_t, cells);
	d->kept = ARENA_ARRAY(arena, int64_t, d->row_count + 1);
	make_boxes(d, known, many ? 0 : BOX_SPARE);
	start_prices(d);
}
