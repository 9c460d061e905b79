/*
 * The cuts of the Lagrangian dual: mixed integer rounding of every row (Nemhauser and Wolsey 1990;
 * docs/sourcing.md, "Three ways to solve a group", Bound).
 *
 * Every row is a cut of its own; rounding it by a divisor that some option delivers gives further
 * ones, which say that heads are whole. All are valid for every solution, so their multipliers may
 * be anything that keeps the caps: those of one tier add up to at most its penalty. What exceeds a
 * cap is projected back onto it: the same is taken from each of its multipliers above 0.
 */
#include "solver/covering/covering_cuts.h"

/*
 * Divisors a row: with 2 of them the bound of 40 random problems is 2.1 % below what was found,
 * with 4 1.6 %, with 8 1.15 %, which is one for each option there (bench/HISTORY.md, "Constants of
 * the covering"). A round takes as long as there are cuts, so 32 only where much is open. Where
 * options deliver in more different ways the first ones are used and the bound is weaker.
 */
enum { DIVISORS_MAX = 8, MANY_DIVISORS_MAX = 32 };

/* Heads of a box beyond those of the incumbent: none leave 1.16 %, two 1.15 %, eight 1.24 %. */
enum { BOX_SPARE = 2 };

/* --- cuts --------------------------------------------------------------------------------- */

/* F(minutes) of covering_cut in covering.h: what a head that delivers so much counts in the cut. */
static int32_t cut_weight(const struct dual_cut *cut, int32_t row_minutes, int32_t minutes)
{
	if (cut->divisor == 0)
		return minutes < row_minutes ? minutes : row_minutes;
	return (int32_t)(cut->rest * (minutes / cut->divisor)) +
	       (minutes % cut->divisor < cut->rest ? minutes % cut->divisor : (int32_t)cut->rest);
}

static void add_cut(struct dual *d, uint32_t row, int32_t divisor)
{
	const struct covering_row *n = &d->core->problem->rows[row];
	struct dual_cut cut = { .week = n->week, .row = row, .divisor = divisor };

	cut.rest = divisor ? n->rhs % divisor : n->rhs;
	cut.right = divisor ? cut.rest * (n->rhs / divisor + 1) : n->rhs;
	d->cuts = ARENA_PUSH(d->arena, d->cuts, d->cut_count, d->cut_room);
	d->cuts[d->cut_count++] = cut;
}

struct divisors {
	int32_t list[MANY_DIVISORS_MAX];
	size_t count, most;
};

static void add_divisor(struct divisors *divisors, const struct covering_row *row, int32_t minutes)
{
	if (minutes <= 0 || minutes >= row->rhs || row->rhs % minutes == 0 ||
	    divisors->count == divisors->most)
		return;
	for (size_t i = 0; i < divisors->count; i++)
		if (divisors->list[i] == minutes)
			return;
	divisors->list[divisors->count++] = minutes;
}

/* What heads deliver past their ramp; with `many` also within it, and halves. */
static struct divisors find_divisors(const struct dual *d, const struct covering_row *row,
				     bool many)
{
	const struct covering_problem *p = d->core->problem;
	struct divisors found = { .most = many ? MANY_DIVISORS_MAX : DIVISORS_MAX };

	for (uint32_t k = 0; k < p->option_count; k++)
		if (core_counts(d->core, k, row->set))
			add_divisor(&found, row,
				    core_minutes(d->core, k, p->options[k].ramp_count, row->week));
	for (uint32_t k = 0; many && k < p->option_count; k++)
		for (size_t age = 0; age <= p->options[k].ramp_count; age++) {
			int32_t minutes = core_minutes(d->core, k, age, row->week);

			if (!core_counts(d->core, k, row->set))
				continue;
			add_divisor(&found, row, minutes);
			add_divisor(&found, row, minutes / 2);
		}
	return found;
}

static void make_cuts(struct dual *d, bool many)
{
	const struct covering_problem *p = d->core->problem;

	d->row_cut = ARENA_ARRAY(d->arena, uint32_t, p->row_count + 1);
	for (uint32_t n = 0; n < p->row_count; n++) {
		struct divisors divisors;

		d->row_cut[n] = (uint32_t)d->cut_count;
		if (p->rows[n].rhs <= 0 || p->rows[n].penalty <= 0)
			continue;
		add_cut(d, n, 0);
		divisors = find_divisors(d, &p->rows[n], many);
		for (size_t i = 0; i < divisors.count; i++)
			add_cut(d, n, divisors.list[i]);
	}
	d->row_cut[p->row_count] = (uint32_t)d->cut_count;
}

static void weigh_option(struct dual *d, const struct dual_cut *cut, uint32_t k)
{
	const struct covering_problem *p = d->core->problem;

	for (size_t age = 0; age <= p->options[k].ramp_count; age++) {
		int32_t minutes = core_minutes(d->core, k, age, cut->week);
		int32_t weight = cut_weight(cut, p->rows[cut->row].rhs, minutes);

		if (weight <= 0)
			continue;
		d->weights = ARENA_PUSH(d->arena, d->weights, d->weight_count, d->weight_room);
		d->weights[d->weight_count++] =
			(struct dual_weight){ (uint32_t)(d->core->profile[k] + age), weight };
	}
}

static void weigh_cuts(struct dual *d)
{
	const struct covering_problem *p = d->core->problem;

	d->cut_weight = ARENA_ARRAY(d->arena, uint32_t, d->cut_count + 1);
	for (size_t r = 0; r < d->cut_count; r++) {
		for (uint32_t k = 0; k < p->option_count; k++)
			if (core_counts(d->core, k, p->rows[d->cuts[r].row].set))
				weigh_option(d, &d->cuts[r], k);
		d->cut_weight[r + 1] = (uint32_t)d->weight_count;
	}
}

/* --- multipliers ------------------------------------------------------------------------ */

uint32_t dual_tier_end(const struct dual *d, uint32_t row)
{
	const struct covering_problem *p = d->core->problem;

	for (row++; row < p->row_count && p->rows[row].same_tier;)
		row++;
	return row;
}

static void add_cap(struct dual *d, int64_t penalty, size_t cuts)
{
	struct dual_cap *cap = &d->caps[d->cap_count++];

	cap->limit = penalty * GRAIN;
	cap->cuts = ARENA_ARRAY(d->arena, uint32_t, cuts + 1);
}

static void cap_cuts_of(const struct dual *d, struct dual_cap *cap, uint32_t row)
{
	for (uint32_t r = d->row_cut[row]; r < d->row_cut[row + 1]; r++)
		cap->cuts[cap->count++] = r;
}

static void cap_parts(struct dual *d)
{
	const struct covering_problem *p = d->core->problem;

	d->caps = ARENA_ARRAY(d->arena, struct dual_cap, p->part_count);
	for (size_t i = 0; i < p->part_count; i++) {
		const struct covering_part *part = &p->parts[i];
		size_t cuts = 0;

		for (size_t k = 0; k < part->row_count; k++)
			cuts += d->row_cut[part->rows[k] + 1] - d->row_cut[part->rows[k]];
		add_cap(d, part->penalty, cuts);
		d->caps[i].most = part->minutes;
		for (size_t k = 0; k < part->row_count; k++)
			cap_cuts_of(d, &d->caps[i], part->rows[k]);
	}
}

static void cap_rows(struct dual *d)
{
	const struct covering_problem *p = d->core->problem;

	d->caps = ARENA_ARRAY(d->arena, struct dual_cap, p->row_count + 1);
	for (uint32_t n = 0, next; n < p->row_count; n = next) {
		next = dual_tier_end(d, n);
		add_cap(d, p->rows[n].penalty, d->row_cut[next] - d->row_cut[n]);
		for (uint32_t i = n; i < next; i++)
			cap_cuts_of(d, &d->caps[d->cap_count - 1], i);
	}
}

/* Take the same from each multiplier that has any. */
static void hold(struct dual *d, const struct dual_cap *cap)
{
	for (;;) {
		int64_t sum = 0, share, some = 0;

		for (size_t i = 0; i < cap->count; i++) {
			sum += d->cuts[cap->cuts[i]].multiplier;
			some += d->cuts[cap->cuts[i]].multiplier > 0;
		}
		if (sum <= cap->limit || some == 0)
			return;
		share = (sum - cap->limit + some - 1) / some;
		for (size_t i = 0; i < cap->count; i++) {
			struct dual_cut *cut = &d->cuts[cap->cuts[i]];

			cut->multiplier = cut->multiplier > share ? cut->multiplier - share : 0;
		}
	}
}

void dual_hold_multipliers(struct dual *d)
{
	for (size_t i = 0; i < d->cap_count; i++)
		if (d->caps[i].most == 0)
			hold(d, &d->caps[i]);
}

/* A third of what the caps leave, the same for all cuts of a cap. */
static void start_multipliers(struct dual *d)
{
	for (size_t r = 0; r < d->cut_count; r++)
		d->cuts[r].multiplier = INT64_MAX;
	for (size_t i = 0; i < d->cap_count; i++) {
		const struct dual_cap *cap = &d->caps[i];
		int64_t most = cap->count ? cap->limit / 3 / (int64_t)cap->count : 0;

		for (size_t k = 0; k < cap->count; k++)
			if (d->cuts[cap->cuts[k]].multiplier > most)
				d->cuts[cap->cuts[k]].multiplier = most;
	}
}

/* The cut of a row with a divisor; the one without when there is none. */
static struct dual_cut *cut_of(struct dual *d, const struct covering_cut *like)
{
	uint32_t from = d->row_cut[like->row], to = d->row_cut[like->row + 1];

	for (uint32_t r = from; r < to; r++)
		if (d->cuts[r].divisor == like->divisor)
			return &d->cuts[r];
	return from < to ? &d->cuts[from] : NULL;
}

void dual_start_from(struct dual *d, const struct covering_proof *start)
{
	for (size_t r = 0; r < d->cut_count; r++)
		d->cuts[r].multiplier = 0;
	for (size_t i = 0; i < start->cut_count; i++) {
		struct dual_cut *cut = cut_of(d, &start->cuts[i]);

		if (cut)
			cut->multiplier += start->cuts[i].multiplier;
	}
	dual_hold_multipliers(d);
}

/* The most heads of an option at a time in a solution. */
static int64_t most_heads(const struct dual *d, const struct covering_solution *solution,
			  uint32_t k)
{
	int64_t most = 0;

	for (uint32_t t = 0; t < d->core->weeks; t++) {
		int64_t heads = 0;

		for (size_t i = 0; i < solution->buy_count; i++)
			if (solution->buys[i].option == k && solution->buys[i].first <= t &&
			    solution->buys[i].last >= t)
				heads += solution->buys[i].heads;
		if (heads > most)
			most = heads;
	}
	return most;
}

/* Boxes never grow beyond the most heads that any cut asks for in its week. */
static void make_boxes(struct dual *d, const struct covering_solution *incumbent, int64_t spare)
{
	size_t count = d->core->problem->option_count;

	d->box = ARENA_ARRAY(d->arena, int64_t, count + 1);
	d->max_box = 1;
	for (size_t r = 0; r < d->cut_count; r++)
		if (d->cuts[r].divisor > 0 && d->cuts[r].right / d->cuts[r].rest > d->max_box)
			d->max_box = d->cuts[r].right / d->cuts[r].rest;
	for (uint32_t k = 0; k < count; k++)
		d->box[k] = most_heads(d, incumbent, k) + spare;
}

void dual_make(const struct covering_core *core, const struct covering_solution *incumbent,
	       bool many, struct arena *arena, struct dual *d)
{
	size_t cells = core->profile_count * core->weeks + 1;

	*d = (struct dual){ .core = core, .arena = arena };
	make_cuts(d, many);
	weigh_cuts(d);
	if (core->problem->part_count > 0)
		cap_parts(d);
	else
		cap_rows(d);
	d->reduced_profit = ARENA_ARRAY(arena, int64_t, cells);
	d->use = ARENA_ARRAY(arena, int64_t, cells);
	d->average = ARENA_ARRAY(arena, int64_t, cells);
	d->kept = ARENA_ARRAY(arena, int64_t, d->cut_count + 1);
	make_boxes(d, incumbent, many ? 0 : BOX_SPARE);
	start_multipliers(d);
}
