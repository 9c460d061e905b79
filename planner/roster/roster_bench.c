/*
 * Runs of weeks in which somebody has at least so many minutes free in each, by one pass over each
 * person's weeks; in the order of their first week, then by person. A week with less ends a run.
 * The cost of a run is its free minutes at the person's own rate; people without a rate are
 * counted.
 */
#include "planner/roster/roster_bench.h"

#include <stdlib.h>

#include "base/number.h"

static int by_start(const void *left, const void *right)
{
	const struct bench_run *a = left, *b = right;

	if (a->first_week != b->first_week)
		return a->first_week < b->first_week ? -1 : 1;
	return (a->person > b->person) - (a->person < b->person);
}

static int32_t *free_minutes(const struct plan *plan, const struct roster *roster,
			     struct arena *arena)
{
	size_t weeks = plan->options.week_count, people = plan->company->person_count;
	int32_t *left = ARENA_ARRAY(arena, int32_t, people * weeks + 1);

	for (size_t p = 0; p < people; p++)
		for (size_t w = 0; w < weeks; w++)
			left[p * weeks + w] = plan_capacity(plan, p, w)->free_minutes;
	for (size_t i = 0; i < roster->count; i++)
		left[roster->list[i].person * weeks + roster->list[i].week] -=
			roster->list[i].minutes - roster->list[i].booked_minutes;
	return left;
}

static void finish_run(const struct plan *plan, struct bench *bench, struct bench_run *run)
{
	int64_t rate = plan->company->people[run->person].cost_rate_cents;

	run->cost_cents = scale_half_even(run->free_minutes, rate, 60);
	bench->free_minutes += run->free_minutes;
	bench->cost_cents += run->cost_cents;
	bench->without_rate += rate == 0;
}

void roster_bench(const struct plan *plan, const struct roster *roster, int32_t min_chunk_minutes,
		  struct arena *arena, struct bench *bench)
{
	size_t weeks = plan->options.week_count, room = 0;
	struct arena scratch = ARENA_INIT;
	int32_t *left = free_minutes(plan, roster, &scratch);

	*bench = (struct bench){ 0 };
	for (uint32_t p = 0; p < plan->company->person_count; p++) {
		struct bench_run *run = NULL;

		for (uint32_t w = 0; w < weeks; w++) {
			int32_t minutes = left[p * weeks + w];

			if (minutes < min_chunk_minutes || minutes <= 0) {
				run = NULL;
				continue;
			}
			if (!run) {
				bench->list = ARENA_PUSH(arena, bench->list, bench->count, room);
				run = &bench->list[bench->count++];
				*run = (struct bench_run){ .person = p, .first_week = w };
			}
			run->week_count++;
			run->free_minutes += minutes;
		}
	}
	for (size_t i = 0; i < bench->count; i++)
		finish_run(plan, bench, &bench->list[i]);
	if (bench->count)
		qsort(bench->list, bench->count, sizeof(*bench->list), by_start);
	arena_release(&scratch);
}
