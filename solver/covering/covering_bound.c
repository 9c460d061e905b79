/*
 * A proven lower bound: multipliers for solver/covering/covering_dual.h (docs/sourcing.md, "Three
 * ways to solve a group", Bound).
 *
 * Maximising a concave, piecewise linear function of the multipliers. First the volume algorithm
 * (Barahona and Anbil 2000): subgradient steps from the best multipliers, along what the mean of
 * the relaxed solutions misses. Its plain steps come first, then steps that are scaled by each
 * cut's right side and do not push against the penalty of a row that is used up already. Where that
 * leaves a gap, blocks of steps towards a level above the best value follow, as long as would reach
 * it were the function linear (Polyak), and the mean multipliers of each block are tried. It ends
 * by rounds, not at an optimum: the bound is below that of the linear program by what steps leave.
 *
 * Each round is one relaxation (covering_relax.c). Whatever the multipliers are, what is proven is
 * computed from them exactly; so all constants here trade time for tightness and none for truth.
 */
#include "solver/covering/covering_bound.h"

#include <string.h>

#include "solver/covering/covering_cuts.h"
#include "solver/covering/covering_relax.h"

/*
 * What they trade, as the gap to the incumbent over 40 random problems, 1.15 % with these values
 * (bench/HISTORY.md, "Constants of the covering"; measured one by one).
 *
 * Of the volume algorithm: the share of a new solution in the mean, in 4096ths (20: 1.21 %, 200:
 * 1.37 %); rounds without a gain before steps get shorter, 20 as in the paper, like the factors in
 * improve (10: 1.21 %, 40: 1.15 %).
 */
enum { MIX_START = 50, PATIENCE = 20 };

/* Of scaled steps: the longest, in parts of a right side (8: the same; it keeps sums small); rounds
 * to find a toll (none: 1.46 %, 3: the same); the first step, of a whole one (1: 1.19 %, 1/100:
 * 1.18 %). */
enum { STEP_MAX = 64 * Q16, TOLL_ROUNDS = 10 };
enum { SCALED_PART = Q12 / 10 };

/* Rounds between two looks whether boxes should grow (10: 1.14 %). */
enum { GROW_ROUNDS = 50 };

/* Of blocks: rounds of each (25: 1.17 %, 100: 1.14 %), blocks per 100 rounds of the volume
 * algorithm (none: 1.26 % for three quarters of the time); parts of the step (a quarter: 1.17 %,
 * four times: 1.20 %) and of the average (a quarter: 1.22 %), in 4096ths. Blocks end once the gap
 * is below 1/CLOSE_PART, their level falls where one brings less than 1/LITTLE_PART (1 << 10: the
 * same). */
enum { BLOCK_ROUNDS = 50, BLOCKS_PER_100 = 4, BLOCK_PART = 1000, BLOCK_MIX = 1000 };
enum { CLOSE_PART = 512, LITTLE_PART = 1 << 14 };
/* Where more than 1/WIDE_PART is left then: more cuts, and long blocks of small steps, their rounds
 * per 100 rounds of the volume algorithm, until it is no longer. Without: 1.18 % for three fifths
 * of the time; from 1/100 on: 1.08 % for three times the time. Length and step were not tuned. */
enum { WIDE_PART = 25, LONG_ROUNDS_PER_100 = 300, LONG_PART = 400, LONG_BLOCKS = 6 };

/* --- steps ---------------------------------------------------------------------------------------
 */

/* How far each cut is from being met by the average, in Q12. */
static void find_misses(struct dual *d)
{
	const struct covering_core *core = d->core;

	for (size_t r = 0; r < d->cut_count; r++) {
		struct dual_cut *cut = &d->cuts[r];
		const int64_t *average = &d->average[cut->week];
		int64_t miss = cut->right * Q12;

		for (uint32_t i = d->cut_weight[r]; i < d->cut_weight[r + 1]; i++)
			miss -= average[d->weights[i].profile * core->weeks] * d->weights[i].weight;
		cut->step = miss;
	}
	for (size_t i = 0; i < d->cap_count; i++)
		for (size_t k = 0; k < d->caps[i].count && d->caps[i].most > 0; k++)
			d->cuts[d->caps[i].cuts[k]].step -= d->caps[i].average;
}

/* Steps along what is missed; returns the sum of squares, in Q12. */
static int64_t plain_steps(struct dual *d)
{
	int64_t norm = 0;

	find_misses(d);
	for (size_t r = 0; r < d->cut_count; r++) {
		struct dual_cut *cut = &d->cuts[r];

		cut->step /= Q12;
		if (d->kept[r] == 0 && cut->step < 0)
			cut->step = 0;
		norm += cut->step / 64 * (cut->step / 64);
	}
	return norm;
}

static int64_t clamp(int64_t value, int64_t limit)
{
	return value > limit ? limit : value < -limit ? -limit : value;
}

/* What a cut misses beyond `toll`, as a part of its right side; nothing where it cannot go down. */
static int64_t scaled(const struct dual *d, uint32_t r, int64_t toll)
{
	int64_t miss = clamp(d->cuts[r].step - toll, INT64_MAX / Q16);

	if (d->kept[r] == 0 && miss <= 0)
		return 0;
	return clamp(miss * (Q16 / Q12) / d->cuts[r].right, STEP_MAX);
}

/* Where the cuts of a row use up its penalty, one gets what another gives: the toll per cut that
 * makes their steps add up to nothing. None where the steps lead away from the penalty. */
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
			if (d->kept[r] > 0 || d->cuts[r].step > toll) {
				sum += scaled(d, r, toll);
				slope += (INT64_C(1) << 32) / d->cuts[r].right;
			}
		if (slope == 0 || sum == 0)
			break;
		toll += sum / (Q16 / Q12) * (INT64_C(1) << 32) / slope;
	}
	return toll > 0 ? toll : 0;
}

/* Steps as parts of the right sides; returns the sum of what they miss times their step, in the
 * unit that plain_steps has for its steps. */
static int64_t scaled_steps(struct dual *d)
{
	const struct covering_problem *p = d->core->problem;
	int64_t norm = 0;

	find_misses(d);
	for (uint32_t n = 0, next; n < p->row_count; n = next) {
		uint32_t from = d->row_cut[n], to;
		int64_t toll;

		next = dual_tier_end(d, n);
		to = d->row_cut[next];
		toll = p->part_count ? 0 : find_toll(d, from, to, p->rows[n].penalty * GRAIN);
		for (uint32_t r = from; r < to; r++) {
			int64_t step = scaled(d, r, toll);

			norm += step * (step * d->cuts[r].right / Q16) / Q16;
			d->cuts[r].step = step;
		}
	}
	return norm * (Q16 / Q12);
}

/* multiplier += part/4096 * (aim - value) * step / norm, without leaving 64 bits. */
static void walk(struct dual *d, int64_t distance, int64_t norm, int64_t part)
{
	while (distance >= INT64_C(1) << 30) {
		distance /= 2;
		norm = norm / 2 + 1;
	}
	for (size_t r = 0; r < d->cut_count; r++) {
		struct dual_cut *cut = &d->cuts[r];
		int64_t step = cut->step > INT32_MAX    ? INT32_MAX
			       : cut->step < -INT32_MAX ? -INT32_MAX
							: cut->step;

		cut->multiplier = d->kept[r] + distance * step / norm * part / (Q12 * (int64_t)Q12);
		if (cut->multiplier < 0)
			cut->multiplier = 0;
	}
}

static void average(struct dual *d, int64_t part)
{
	size_t cells = d->core->profile_count * d->core->weeks;

	for (size_t i = 0; i < cells; i++)
		d->average[i] += (d->use[i] * Q12 - d->average[i]) * part / Q12;
	for (size_t i = 0; i < d->cap_count; i++) {
		struct dual_cap *cap = &d->caps[i];

		cap->average += (cap->open * Q12 - cap->average) * part / Q12;
	}
}

static void keep(struct dual *d)
{
	for (size_t r = 0; r < d->cut_count; r++)
		d->kept[r] = d->cuts[r].multiplier;
}

static void load(struct dual *d, const int64_t *multipliers)
{
	for (size_t r = 0; r < d->cut_count; r++)
		d->cuts[r].multiplier = d->kept[r] = multipliers[r];
}

/* The volume algorithm (Barahona and Anbil 2000): steps from the best multipliers, along what the
 * average solution misses. Goes on from `best`, the value of the multipliers that are kept, if
 * there are any. */
static int64_t improve(struct dual *d, int64_t incumbent, int32_t rounds, bool scale, int64_t best)
{
	int64_t part = scale ? SCALED_PART : Q12, mix = MIX_START;
	bool fresh = best == INT64_MIN;
	int32_t idle = 0;

	for (int32_t i = 0; i < rounds && best < incumbent * (int64_t)GRAIN; i++) {
		int64_t value = dual_relax(d), norm;

		average(d, i == 0 && fresh ? Q12 : mix);
		if (value > best) {
			if (idle == 0 && part < INT64_C(2) * Q12)
				part = part * 11 / 10;
			best = value;
			idle = 0;
			keep(d);
		} else if (++idle >= PATIENCE) {
			idle = 0;
			part = part * 2 / 3 + 1;
			mix = mix * 29 / 30 + 1;
		}
		if (i % GROW_ROUNDS == GROW_ROUNDS - 1)
			best = dual_grow(d, best);
		norm = scale ? scaled_steps(d) : plain_steps(d);
		if (norm == 0)
			break;
		walk(d, incumbent * GRAIN - best, norm, part);
		dual_hold_multipliers(d);
	}
	return best;
}

struct pace {
	int32_t blocks, rounds; /* of each block */
	int32_t part;           /* of a step */
	int64_t enough;         /* grains: a bound that ends it... */
	bool at_once;           /* ... within a block, too */
};

struct step_block {
	struct pace pace;
	int64_t *top, *sum; /* [cut]: the best multipliers, and the sum of the block's */
};

/* Steps from where the last one led, each along what the average misses and as long as would reach
 * the level were the value linear. The mean of the block's multipliers is a point of its own: a
 * walk that zigzags about a ridge has its mean near the top of it. */
static int64_t block(struct dual *d, int64_t best, int64_t ahead, struct step_block *b)
{
	int64_t value;
	int32_t i = 0;

	memset(b->sum, 0, d->cut_count * sizeof(*b->sum));
	do {
		int64_t norm;

		value = dual_relax(d);
		keep(d);
		if (value > best) {
			best = value;
			memcpy(b->top, d->kept, d->cut_count * sizeof(*b->top));
		}
		average(d, BLOCK_MIX);
		for (size_t r = 0; r < d->cut_count; r++)
			b->sum[r] += d->cuts[r].multiplier;
		norm = scaled_steps(d);
		if (norm > 0)
			walk(d, best - value + ahead, norm, b->pace.part);
		dual_hold_multipliers(d);
	} while (++i < b->pace.rounds && !(b->pace.at_once && best >= b->pace.enough));
	for (size_t r = 0; r < d->cut_count; r++)
		d->cuts[r].multiplier = b->sum[r] / i;
	value = dual_relax(d);
	if (value > best) {
		best = value;
		keep(d);
		memcpy(b->top, d->kept, d->cut_count * sizeof(*b->top));
	}
	return best;
}

/* Blocks, as long as there is a gap; a level that brings nothing was too high. */
static int64_t improve_in_blocks(struct dual *d, int64_t incumbent, struct pace pace, int64_t best)
{
	struct step_block b = { pace, ARENA_ARRAY(d->arena, int64_t, d->cut_count + 1),
				ARENA_ARRAY(d->arena, int64_t, d->cut_count + 1) };
	int64_t ahead = (incumbent * GRAIN - best) / 4;

	memcpy(b.top, d->kept, d->cut_count * sizeof(*b.top));
	for (int32_t i = 0; i < pace.blocks && best < pace.enough; i++) {
		int64_t before = best;

		load(d, b.top);
		best = block(d, best, ahead, &b);
		load(d, b.top);
		best = dual_grow(d, best);
		if (best - before < best / LITTLE_PART)
			ahead = ahead * 2 / 3;
	}
	load(d, b.top);
	return best;
}

/* All but a part of what the incumbent costs. */
static int64_t near(int64_t incumbent, int64_t part)
{
	return incumbent * GRAIN - incumbent * GRAIN / part;
}

static struct pace short_pace(int64_t incumbent, int32_t rounds)
{
	return (struct pace){ rounds * BLOCKS_PER_100 / 100, BLOCK_ROUNDS, BLOCK_PART,
			      near(incumbent, CLOSE_PART), false };
}

static struct pace long_pace(int64_t incumbent, int32_t rounds)
{
	return (struct pace){ LONG_BLOCKS, rounds * LONG_ROUNDS_PER_100 / 100 + 1, LONG_PART,
			      near(incumbent, WIDE_PART + 1), true };
}

/* Whether the sums of the multipliers stay far within 64 bits. */
static bool is_small(const struct covering_core *core)
{
	int64_t sum = 0, cent60;

	for (size_t n = 0; n < core->problem->row_count; n++) {
		const struct covering_row *row = &core->problem->rows[n];

		if (__builtin_mul_overflow(row->penalty, (int64_t)row->rhs, &cent60) ||
		    __builtin_add_overflow(sum, cent60, &sum))
			return false;
	}
	return sum < INT64_MAX / (INT64_C(16) * GRAIN);
}

static void list_cuts(const struct dual *d, int64_t share, struct arena *arena,
		      struct covering_proof *proof)
{
	proof->cuts = ARENA_ARRAY(arena, struct covering_cut, d->cut_count + 1);
	for (size_t r = 0; r < d->cut_count; r++) {
		const struct dual_cut *cut = &d->cuts[r];
		int64_t multiplier = dual_share(cut->multiplier, share);

		if (multiplier > 0)
			proof->cuts[proof->cut_count++] =
				(struct covering_cut){ cut->row, cut->divisor, cut->rest,
						       multiplier };
	}
}

/* What the average delivers. */
static int64_t *mean_minutes(const struct dual *d, struct arena *arena)
{
	const struct covering_core *core = d->core;
	size_t options = core->problem->option_count, weeks = core->weeks;
	int64_t *minutes = ARENA_ARRAY(arena, int64_t, options * weeks + 1);

	for (uint32_t k = 0; k < options; k++)
		for (size_t age = 0; age <= core->problem->options[k].ramp_count; age++)
			for (size_t t = 0; t < weeks; t++)
				minutes[k * weeks + t] +=
					d->average[(core->profile[k] + age) * weeks + t] *
					core_minutes(core, k, age, t);
	for (size_t i = 0; i < options * weeks; i++)
		minutes[i] /= Q12;
	return minutes;
}

/* What is proven with the multipliers as they are. */
static void read_proof(struct dual *d, int64_t incumbent, struct arena *arena,
		       struct covering_proof *proof)
{
	int64_t share, bound = dual_proven(d, &share, &proof->gain);

	bound = bound > 0 ? bound / GRAIN : 0;
	proof->cent60 = bound < incumbent ? bound : incumbent;
	list_cuts(d, share, arena, proof);
	proof->mean_minutes = mean_minutes(d, arena);
}

/* Go on from a proof with more cuts. */
static void prove_long(const struct covering_core *core, const struct covering_solution *solution,
		       int32_t rounds, struct arena *arena, struct covering_proof *proof)
{
	struct arena scratch = ARENA_INIT;
	int64_t incumbent = solution->spend + solution->penalty, best;
	struct covering_proof more = { .cut_count = 0 };
	struct dual d;

	dual_make(core, solution, true, &scratch, &d);
	dual_start_from(&d, proof);
	keep(&d);
	best = dual_relax(&d);
	best = improve_in_blocks(&d, incumbent, short_pace(incumbent, rounds), best);
	improve_in_blocks(&d, incumbent, long_pace(incumbent, rounds), best);
	read_proof(&d, incumbent, arena, &more);
	if (more.cent60 > proof->cent60)
		*proof = more;
	arena_release(&scratch);
}

void covering_bound_cuts(const struct covering_core *core, const struct covering_solution *solution,
			 int32_t rounds, bool brief, const struct covering_proof *start,
			 struct arena *arena, struct covering_proof *proof)
{
	struct arena scratch = ARENA_INIT;
	int64_t incumbent = solution->spend + solution->penalty, best = INT64_MIN;
	struct dual d;

	*proof = (struct covering_proof){ .cut_count = 0 };
	if (incumbent <= 0 || !is_small(core))
		return;
	dual_make(core, solution, false, &scratch, &d);
	if (start)
		dual_start_from(&d, start);
	else
		best = improve(&d, incumbent, rounds / 2, false, best);
	best = improve(&d, incumbent, rounds - rounds / 2, true, best);
	improve_in_blocks(&d, incumbent, short_pace(incumbent, rounds), best);
	read_proof(&d, incumbent, arena, proof);
	arena_release(&scratch);
	if (!brief && !start && core->problem->part_count == 0 &&
	    incumbent - proof->cent60 > incumbent / WIDE_PART)
		prove_long(core, solution, rounds, arena, proof);
}

int64_t covering_bound(const struct covering_core *core, const struct covering_solution *solution,
		       int32_t rounds)
{
	struct arena scratch = ARENA_INIT;
	struct covering_proof proof;

	covering_bound_cuts(core, solution, rounds, false, NULL, &scratch, &proof);
	arena_release(&scratch);
	return proof.cent60;
}
