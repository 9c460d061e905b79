/*
 * The relaxed problem at given multipliers, and the bound that it proves.
 *
 * With the rows priced into the objective (Lagrangian relaxation; docs/sourcing.md, "Three ways to
 * solve a group", Bound), what is left falls apart by option: one with a cap takes that many times
 * its schedule of the largest reduced profit (covering_interval.h). For an option without a cap the
 * relaxation has no finite value while any column gains: during the search it is held in a box, and
 * the box grows where the option gains a good deal. The bound itself knows no boxes: the largest
 * share of all multipliers at which no such column gains is found by halving, and the value there
 * is rounded down. Caps that several options share are left out, which can only lower the bound.
 *
 * One relaxation takes as long as there are weights of cuts, and options times weeks times ages.
 */
#include "solver/covering/covering_relax.h"

#include <string.h>

#include "solver/covering/covering_interval.h"

/* A gain above this part of the value lets a box grow. Ten times more or less changes the bound by
 * 0.01 % (bench/HISTORY.md, "Constants of the covering"). */
enum { GAIN_PART = 10000 };

/* --- the relaxed problem -------------------------------------------------------------------- */

int64_t dual_share(int64_t multiplier, int64_t share)
{
	return multiplier * share / Q16;
}

/* What the multipliers say a head is worth in a week, less what that week costs: minus its reduced
 * cost but for what it costs to start, which covering_interval.h takes off. */
static void value_profiles(struct dual *d, int64_t shrink)
{
	const struct covering_core *core = d->core;
	size_t weeks = core->weeks;

	memset(d->reduced_profit, 0, core->profile_count * weeks * sizeof(*d->reduced_profit));
	for (size_t r = 0; r < d->cut_count; r++) {
		int64_t multiplier = dual_share(d->cuts[r].multiplier, shrink);
		int64_t *reduced_profit = &d->reduced_profit[d->cuts[r].week];

		for (uint32_t i = d->cut_weight[r]; multiplier > 0 && i < d->cut_weight[r + 1]; i++)
			reduced_profit[d->weights[i].profile * weeks] +=
				multiplier * d->weights[i].weight;
	}
	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		const struct covering_option *o = &core->problem->options[k];

		for (size_t age = 0; age <= o->ramp_count; age++)
			for (size_t t = 0; t < weeks; t++)
				d->reduced_profit[(core->profile[k] + age) * weeks + t] -=
					o->week_cost[t] * GRAIN;
	}
}

/* The option's start costs are in cent60, the profit of its weeks in grains. */
static struct covering_option in_grains(const struct dual *d, uint32_t k, int64_t *start_cost)
{
	struct covering_option o = d->core->problem->options[k];

	for (size_t t = 0; t < d->core->weeks; t++)
		start_cost[t] = o.start_cost[t] * GRAIN;
	o.start_cost = start_cost;
	return o;
}

static int64_t right_side(const struct dual *d, int64_t shrink)
{
	int64_t sum = 0;

	for (size_t r = 0; r < d->cut_count; r++)
		sum += dual_share(d->cuts[r].multiplier, shrink) * d->cuts[r].right;
	return sum;
}

static void use_schedule(struct dual *d, uint32_t k, const struct covering_interval *intervals,
			 size_t count, int64_t heads)
{
	size_t ramp = d->core->problem->options[k].ramp_count;

	for (size_t i = 0; i < count; i++)
		for (uint32_t t = intervals[i].first; t <= intervals[i].last; t++) {
			size_t age = t - intervals[i].first < ramp ? t - intervals[i].first : ramp;

			d->use[(d->core->profile[k] + age) * d->core->weeks + t] += heads;
		}
}

/* What it costs that multipliers exceed the penalties of parts: they leave all open that they may.
 */
static int64_t open_parts(struct dual *d, int64_t shrink)
{
	int64_t sum = 0;

	for (size_t i = 0; i < d->cap_count; i++) {
		struct dual_cap *cap = &d->caps[i];
		int64_t multiplier = -cap->limit;

		if (cap->most == 0)
			continue;
		for (size_t k = 0; k < cap->count; k++)
			multiplier += dual_share(d->cuts[cap->cuts[k]].multiplier, shrink);
		cap->open = multiplier > 0 ? cap->most : 0;
		sum += multiplier > 0 ? multiplier * cap->most : 0;
	}
	return sum;
}

/* The value of the relaxed problem, options without a cap held in a box; fills `use`. */
int64_t dual_relax(struct dual *d)
{
	const struct covering_core *core = d->core;
	int64_t value = right_side(d, Q16) - open_parts(d, Q16);

	value_profiles(d, Q16);
	memset(d->use, 0, core->profile_count * core->weeks * sizeof(*d->use));
	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		int64_t start_cost[COVERING_WEEKS_MAX];
		struct covering_option o = in_grains(d, k, start_cost);
		int64_t heads = o.max_heads > 0 ? o.max_heads : d->box[k];
		struct covering_interval intervals[COVERING_WEEKS_MAX];
		size_t count;

		value -= heads *
			 covering_best_schedule(&o, core->weeks,
						&d->reduced_profit[core->profile[k] * core->weeks],
						intervals, &count);
		use_schedule(d, k, intervals, count, heads);
	}
	return value;
}

/* --- a bound that holds ------------------------------------------------------------------------
 */

/* Whether no interval of an option without a cap gains anything. */
static bool sound(const struct dual *d)
{
	const struct covering_core *core = d->core;

	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		int64_t start_cost[COVERING_WEEKS_MAX];
		struct covering_option o = in_grains(d, k, start_cost);
		struct covering_interval interval;

		if (o.max_heads == 0 &&
		    covering_best_interval(&o, core->weeks,
					   &d->reduced_profit[core->profile[k] * core->weeks], 0,
					   &interval))
			return false;
	}
	return true;
}

static int64_t capped_gain(const struct dual *d)
{
	const struct covering_core *core = d->core;
	int64_t gain = 0;

	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		int64_t start_cost[COVERING_WEEKS_MAX];
		struct covering_option o = in_grains(d, k, start_cost);
		struct covering_interval intervals[COVERING_WEEKS_MAX];
		size_t count;

		if (o.max_heads > 0)
			gain += o.max_heads *
				covering_best_schedule(
					&o, core->weeks,
					&d->reduced_profit[core->profile[k] * core->weeks],
					intervals, &count);
	}
	return gain;
}

int64_t dual_grow(struct dual *d, int64_t value)
{
	const struct covering_core *core = d->core;
	bool grown = false;

	for (size_t r = 0; r < d->cut_count; r++)
		d->cuts[r].multiplier = d->kept[r];
	value_profiles(d, Q16);
	for (uint32_t k = 0; k < core->problem->option_count; k++) {
		int64_t start_cost[COVERING_WEEKS_MAX];
		struct covering_option o = in_grains(d, k, start_cost);
		struct covering_interval interval;

		if (o.max_heads > 0 || d->box[k] >= d->max_box ||
		    !covering_best_interval(&o, core->weeks,
					    &d->reduced_profit[core->profile[k] * core->weeks],
					    value > 0 ? value / GAIN_PART : 0, &interval))
			continue;
		d->box[k]++;
		grown = true;
	}
	return grown ? dual_relax(d) : value;
}

/* By bisection. */
int64_t dual_proven(struct dual *d, int64_t *share, int64_t *gain)
{
	int64_t low = 0, high = Q16 + 1;

	while (high - low > 1) {
		int64_t middle = (low + high) / 2;

		value_profiles(d, middle);
		if (sound(d))
			low = middle;
		else
			high = middle;
	}
	value_profiles(d, low);
	*share = low;
	*gain = capped_gain(d) + open_parts(d, low);
	return right_side(d, low) - *gain;
}
