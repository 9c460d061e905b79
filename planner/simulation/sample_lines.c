/*
 * Random numbers by counter, and what they decide of a line (docs/ritual.md, "How certain is it").
 *
 * A number is a hash of seed, sample and item (splitmix64), not the next one of a stream: any line
 * of any sample can be drawn by itself, in any order and on any thread. Projects share one number
 * for whether they come, so that probabilities of their lines are nested, and one for how late.
 * Delays and sizes are uniform over whole weeks and whole per cent; different projects are
 * independent of each other, which the files that we read cannot say otherwise.
 */
#include "planner/simulation/sample_lines.h"

#include <string.h>

#include "planner/effort.h"

/* What is drawn: mixed into the hash, so that the samples are independent. */
enum purpose { SAMPLE_COMES, SAMPLE_DELAY, SAMPLE_SIZE };

/* --- random numbers ----------------------------------------------------------- */

uint64_t sample_mix(uint64_t z)
{
	z += UINT64_C(0x9E3779B97F4A7C15);
	z = (z ^ (z >> 30)) * UINT64_C(0xBF58476D1CE4E5B9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94D049BB133111EB);
	return z ^ (z >> 31);
}

/* 0 to limit - 1; the bias is below limit / 2^32. */
static uint32_t drawn(const struct sample_lines *lines, size_t sample, enum purpose purpose,
		      size_t item, uint32_t limit)
{
	uint64_t bits = sample_mix(
		sample_mix(sample_mix(sample_mix(lines->seed) ^ sample) ^ (uint64_t)purpose) ^
		item);

	return (uint32_t)(((bits >> 32) * limit) >> 32);
}

/* --- one line in one sample ------------------------------------------------------- */

static bool comes(const struct sample_lines *lines, size_t sample, size_t line)
{
	const struct demand *demand = &lines->plan->company->demands[line];
	uint32_t percent = (uint32_t)demand->probability_percent;

	return demand->status == DEMAND_COMMITTED ||
	       drawn(lines, sample, SAMPLE_COMES, lines->project[line], 100) < percent;
}

static int32_t delayed_minutes(const struct sample_lines *lines, size_t sample, size_t line,
			       size_t week)
{
	const struct demand *demand = &lines->plan->company->demands[line];
	const uint32_t fine = 1u << 20;
	uint32_t share, span = (uint32_t)(demand->delay_max_weeks + 1);
	int32_t weeks = 0;
	struct day monday;

	if (demand->delay_max_weeks > 0) {
		share = drawn(lines, sample, SAMPLE_DELAY, lines->project[line], fine);
		weeks = (int32_t)((uint64_t)share * span / fine);
	}
	if (weeks == 0)
		return plan_demand_coverage(lines->plan, VIEW_ALL, line, week)->demand_minutes;
	/* The line as it was, seen from so many weeks earlier. */
	monday = day_add(plan_week(lines->plan, week), -7 * weeks);
	return (int32_t)demand_week_minutes(&lines->plan->company->settings, demand, monday);
}

int32_t sample_line_minutes(const struct sample_lines *lines, size_t sample, size_t i, size_t week)
{
	size_t line = lines->list[i];
	const struct demand *demand = &lines->plan->company->demands[line];
	int32_t less = demand->size_less_percent, range = less + demand->size_more_percent;
	int32_t minutes, size = 100;

	if (!comes(lines, sample, line))
		return 0;
	minutes = delayed_minutes(lines, sample, line, week);
	if (range > 0 && minutes > 0)
		size += (int32_t)drawn(lines, sample, SAMPLE_SIZE, line, (uint32_t)range + 1) -
			less;
	return size == 100 ? minutes : (int32_t)scale_half_even(minutes, size, 100);
}

/* --- what varies ------------------------------------------------------------------ */

static bool varies(const struct demand *demand)
{
	return demand->status == DEMAND_TENTATIVE || demand->delay_max_weeks > 0 ||
	       demand->size_less_percent > 0 || demand->size_more_percent > 0;
}

struct sample_lines sample_lines_make(const struct plan *plan, uint64_t seed, struct arena *arena)
{
	const struct company *company = plan->company;
	const char **seen = ARENA_ARRAY(arena, const char *, company->demand_count + 1);
	struct sample_lines lines = {
		.plan = plan,
		.seed = seed,
		.list = ARENA_ARRAY(arena, uint32_t, company->demand_count + 1),
		.project = ARENA_ARRAY(arena, size_t, company->demand_count + 1),
	};

	for (size_t line = 0; line < company->demand_count; line++) {
		const struct demand *demand = &company->demands[line];
		size_t p = 0;

		if (!varies(demand))
			continue;
		while (p < lines.project_count && strcmp(seen[p], demand->project) != 0)
			p++;
		if (p == lines.project_count)
			seen[lines.project_count++] = demand->project;
		lines.project[line] = p;
		lines.list[lines.count++] = (uint32_t)line;
	}
	return lines;
}
