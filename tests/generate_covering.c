#include "tests/generate_covering.h"

#include "tests/generate.h"

enum { FULL_WEEK_MINUTES = 2400, CENTS_PER_EURO = 100, TIERS_MAX = 3 };

/* A rate card of what is usual: rates in EUR per hour, weeks, percent. */
struct usual_option {
	int32_t rate, fee, lead, min_weeks, max_weeks, minutes, cap;
	int32_t ramp[3];
	bool to_the_end;
};

static const struct usual_option kinds[] = {
	{ 112, 0, 2, 2, 0, 2400, 3, { 70 }, false },
	{ 98, 0, 3, 12, 0, 2400, 0, { 60 }, false },
	{ 66, 500, 4, 8, 52, 2160, 0, { 50, 75 }, false },
	{ 58, 0, 4, 26, 0, 2160, 4, { 50, 75 }, false },
	{ 45, 900, 6, 12, 0, 1920, 0, { 40, 60, 80 }, false },
	{ 41, 0, 6, 26, 78, 1920, 2, { 40, 60, 80 }, false },
	{ 88, 8000, 8, 26, 0, 3000, 2, { 0 }, false },
	{ 62, 18000, 12, 1, 0, 2280, 0, { 25, 50, 75 }, true },
};

static int32_t about(uint64_t *random, int32_t value)
{
	return (int32_t)(value * (85 + (int64_t)generate_below(random, 31)) / 100);
}

/* Weeks with holidays: everybody delivers less. */
static int32_t holiday_percent(size_t week)
{
	return week % 52 == 5 ? 40 : week % 13 == 9 ? 80 : 100;
}

static void fill_windows(const struct usual_option *kind, int32_t lead, size_t weeks,
			 uint32_t *min_last, uint32_t *max_last)
{
	for (size_t t = 0; t < weeks; t++) {
		size_t least = t + (size_t)kind->min_weeks - 1;
		size_t most = t + (size_t)kind->max_weeks - 1;

		min_last[t] = (uint32_t)(kind->to_the_end || least > weeks - 1 ? weeks - 1 : least);
		max_last[t] = (uint32_t)(!kind->max_weeks || most > weeks - 1 ? weeks - 1 : most);
		if (t < (size_t)lead) {
			min_last[t] = 1;
			max_last[t] = 0;
		}
	}
}

static struct covering_option make_option(const struct generate_covering *how, size_t index,
					  uint64_t *random, struct arena *arena)
{
	const struct usual_option *kind = &kinds[index];
	size_t weeks = how->weeks, ramp = 0;
	int32_t rate = about(random, kind->rate), lead = (int32_t)generate_below(random, 3);
	int32_t delivered = how->equal ? FULL_WEEK_MINUTES : about(random, kind->minutes);
	int64_t *start_cost = ARENA_ARRAY(arena, int64_t, weeks);
	int64_t *week_cost = ARENA_ARRAY(arena, int64_t, weeks);
	uint32_t *min_last = ARENA_ARRAY(arena, uint32_t, weeks);
	uint32_t *max_last = ARENA_ARRAY(arena, uint32_t, weeks);
	int32_t *minutes;

	while (!how->equal && ramp < 3 && kind->ramp[ramp] > 0)
		ramp++;
	minutes = ARENA_ARRAY(arena, int32_t, (ramp + 1) * weeks);
	lead += kind->lead - 1;
	fill_windows(kind, lead, weeks, min_last, max_last);
	for (size_t t = 0; t < weeks; t++) {
		size_t past = t + (size_t)kind->min_weeks > weeks
				      ? t + (size_t)kind->min_weeks - weeks
				      : 0;
		int64_t week = (int64_t)rate * CENTS_PER_EURO * 40 * CENT60;

		for (size_t age = 0; age <= ramp; age++)
			minutes[age * weeks + t] = delivered * holiday_percent(t) / 100 *
						   (age < ramp ? kind->ramp[age] : 100) / 100;
		week_cost[t] = week * holiday_percent(t) / 100;
		start_cost[t] = (int64_t)kind->fee * CENTS_PER_EURO * CENT60 +
				(kind->to_the_end ? 0 : (int64_t)past * week);
	}
	return (struct covering_option){ .ramp_count = ramp,
					 .minutes = minutes,
					 .start_cost = start_cost,
					 .week_cost = week_cost,
					 .min_last = min_last,
					 .max_last = max_last,
					 .max_heads = how->equal ? 0 : kind->cap,
					 .shared_cap = COVERING_NO_SHARED_CAP };
}

/* Demand that rises, stays and falls, several times over. */
static void add_load(uint64_t *random, size_t weeks, int32_t *minutes)
{
	size_t first = (size_t)generate_below(random, weeks);
	size_t length = 3 + (size_t)generate_below(random, weeks * 2 / 3);
	size_t slope = 1 + length / 5;
	int32_t height = 400 + (int32_t)generate_below(random, 4400);

	for (size_t i = 0; i < length && first + i < weeks; i++) {
		size_t edge = i < length - 1 - i ? i + 1 : length - i;
		int64_t level = edge < slope ? (int64_t)edge * height / (int64_t)slope : height;

		minutes[first + i] +=
			(int32_t)(level * (90 + (int64_t)generate_below(random, 21)) / 100);
	}
}

static void add_rows(const struct generate_covering *how, uint64_t *random, struct arena *arena,
		     struct covering_problem *problem)
{
	int32_t load[TIERS_MAX][COVERING_WEEKS_MAX] = { 0 };
	size_t tiers = 1 + (size_t)generate_below(random, TIERS_MAX), room = 0;
	static const int64_t euros[TIERS_MAX] = { 330, 220, 140 };
	struct covering_row *rows = NULL;

	for (size_t i = 0; i < tiers; i++)
		for (size_t n = 1 + (size_t)generate_below(random, 5); n > 0; n--)
			add_load(random, how->weeks, load[i]);
	for (uint32_t t = 0; t < how->weeks; t++) {
		int32_t sum = 0;

		for (size_t i = 0; i < tiers; i++) {
			int64_t next = i + 1 < tiers ? euros[i + 1] : 0;

			sum += load[i][t];
			if (load[i][t] == 0)
				continue;
			rows = ARENA_PUSH(arena, rows, problem->row_count, room);
			rows[problem->row_count++] =
				(struct covering_row){ t, sum, (euros[i] - next) * CENTS_PER_EURO,
						       0, false };
		}
	}
	problem->rows = rows;
}

static const struct class_set everybody = { { 1 } };

void generate_covering(const struct generate_covering *how, struct arena *arena,
		       struct covering_problem *problem)
{
	uint64_t random = how->seed * 77 + 5;
	struct covering_option *options =
		ARENA_ARRAY(arena, struct covering_option, how->options + 1);

	*problem = (struct covering_problem){ .sets = &everybody,
					      .set_count = 1,
					      .week_count = how->weeks,
					      .options = options,
					      .option_count = how->options };
	for (size_t k = 0; k < how->options; k++)
		options[k] = make_option(how, k, &random, arena);
	add_rows(how, &random, arena, problem);
}
