/*
 * The percentile of each requirement and week over all samples, which is what sourcing to P80 has
 * to cover (docs/sourcing.md, "Sourcing to a percentile").
 *
 * Nearest rank on gaps weighted by how many samples an outcome stands for. Each cell is taken by
 * itself: cells need not come from one sample, so their sum is no percentile of the sum. One sample
 * is chosen to say how the need falls on lines: the first that has this gap.
 */
#include "planner/simulation/sample_need.h"

#include <stdlib.h>

#include "planner/simulation/sample_lines.h"
#include "planner/simulation/sample_weeks.h"

#define FIXED UINT32_MAX

struct needing {
	const struct plan *plan;
	uint32_t *entry; /* per demand line: its place among the lines that vary; FIXED */
	struct demand_coverage *need;
	const struct sample_watch *watch;
};

/* The gap of a requirement in an outcome, and in how many samples that comes. */
struct weighed {
	int64_t gap_minutes;
	uint32_t outcome; /* by the first sample that has it */
	int32_t samples;
};

static int by_gap(const void *left, const void *right)
{
	const struct weighed *a = left, *b = right;

	if (a->gap_minutes != b->gap_minutes)
		return a->gap_minutes < b->gap_minutes ? -1 : 1;
	return (a->outcome > b->outcome) - (a->outcome < b->outcome);
}

/* The outcome that stands for the cell: the nearest rank, then back to the first outcome with the
 * same gap. The list is put in order. */
static uint32_t pick(struct weighed *list, size_t count, const struct source_goal *goal)
{
	int64_t rank = ((int64_t)goal->draws * goal->percent + 99) / 100, reached = 0;
	size_t at = 0, first;

	assert(count > 0);
	qsort(list, count, sizeof(*list), by_gap);
	for (reached = list[0].samples; reached < rank && at + 1 < count;
	     reached += list[at].samples)
		at++;
	for (first = at; first > 0 && list[first - 1].gap_minutes == list[at].gap_minutes; first--)
		;
	return list[first].outcome;
}

static struct demand_coverage line_in(const struct needing *n, const struct sample_week *week,
				      uint32_t outcome, size_t line)
{
	uint32_t entry = n->entry[line];
	int32_t asked =
		entry == FIXED
			? plan_demand_coverage(n->plan, VIEW_ALL, line, week->week)->demand_minutes
			: week->asked[outcome][entry];

	return (struct demand_coverage){ asked, asked - week->gap[outcome][line] };
}

static void visit(void *shared, size_t worker, const struct sample_week *week)
{
	const struct needing *n = shared;
	size_t requirements = n->plan->requirement_count, lines = n->plan->company->demand_count;
	size_t weeks = n->plan->options.week_count;
	int64_t *gaps = ARENA_ARRAY(week->arena, int64_t, requirements * week->outcome_count + 1);
	struct weighed *list = ARENA_ARRAY(week->arena, struct weighed, week->outcome_count + 1);
	int32_t *times = ARENA_ARRAY(week->arena, int32_t, week->outcome_count + 1);
	uint32_t *stands = ARENA_ARRAY(week->arena, uint32_t, requirements + 1);
	struct demand_coverage *need = ARENA_ARRAY(week->arena, struct demand_coverage, lines + 1);

	(void)worker;
	for (size_t o = 0; o < week->outcome_count; o++)
		for (size_t d = 0; d < lines; d++)
			gaps[n->plan->demand_requirement[d] * week->outcome_count + o] +=
				week->gap[o][d];
	for (size_t sample = 0; sample < (size_t)n->plan->options.goal.draws; sample++)
		times[week->outcome[sample]]++;
	for (size_t r = 0; r < requirements; r++) {
		for (uint32_t o = 0; o < week->outcome_count; o++)
			list[o] =
				(struct weighed){ gaps[r * week->outcome_count + o], o, times[o] };
		stands[r] = pick(list, week->outcome_count, &n->plan->options.goal);
	}
	for (size_t d = 0; d < lines; d++) {
		need[d] = line_in(n, week, stands[n->plan->demand_requirement[d]], d);
		n->need[d * weeks + week->week] = need[d];
	}
	if (n->watch->watch)
		n->watch->watch(n->watch->shared, week, need);
}

const struct demand_coverage *sample_need(const struct plan *plan, const struct sample_watch *watch,
					  struct arena *arena)
{
	size_t lines = plan->company->demand_count;
	struct arena scratch = ARENA_INIT;
	struct sample_request request = { .count = plan->options.goal.draws,
					  .seed = (uint64_t)plan->options.goal.seed,
					  .progress = watch->progress,
					  .shared = watch->progress_shared };
	struct sample_lines varying = sample_lines_make(plan, request.seed, &scratch);
	struct needing n = {
		.plan = plan,
		.entry = ARENA_ARRAY(&scratch, uint32_t, lines + 1),
		.need = ARENA_ARRAY(arena, struct demand_coverage,
				    lines * plan->options.week_count + 1),
		.watch = watch,
	};

	assert(plan->options.goal.percent > 0 && plan->options.goal.draws > 0);
	for (size_t d = 0; d < lines; d++)
		n.entry[d] = FIXED;
	for (uint32_t i = 0; i < varying.count; i++)
		n.entry[varying.list[i]] = i;
	sample_weeks(plan, &request, visit, &n);
	arena_release(&scratch);
	return n.need;
}
