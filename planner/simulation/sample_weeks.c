/*
 * All samples of a week: those that ask for the same are one outcome, found by a hash table, and
 * each outcome is allocated once (planner/allocation/allocate.h).
 *
 * Where few projects are uncertain in a week, 1,000 samples are few outcomes: five projects that
 * come or not are 32 at most. Where sizes vary nearly every sample is one of its own, and the cost
 * is that of so many allocations. Weeks are shared out among threads; each has its own flow, arena
 * and table. The table has two slots a sample, so that free ones are near.
 */
#include "planner/simulation/sample_weeks.h"

#include <stdatomic.h>
#include <string.h>

#include "base/parallel.h"
#include "planner/allocation/allocate.h"
#include "planner/allocation/eligibility.h"
#include "planner/simulation/sample_cache.h"
#include "planner/simulation/sample_lines.h"

/* What all workers share. Weeks are cells of their own in `work`: each is written by one. */
struct week_walk {
	const struct sample_request *request;
	struct sample_lines lines;
	struct plan work; /* with demand of its own, in the view of all demand */
	struct eligibility eligibility;
	struct allocator *allocators; /* [worker] */
	sample_visit *visit;
	void *shared;
	atomic_size_t done;
};

/* The outcomes of one week. */
struct week_outcomes {
	struct week_walk *walk;
	struct allocator *allocator;
	size_t week, count, gap_room, asked_room;
	const int32_t **gap, **asked;
	int32_t *minutes; /* [entry]: of the sample at hand */
	size_t *slots;    /* hash table of the outcomes; SIZE_MAX: free */
	size_t slot_count;
	struct arena *arena;
};

/* --- one outcome ---------------------------------------------------------------- */

static uint64_t hash_minutes(const struct week_outcomes *s)
{
	uint64_t hash = 0;

	for (size_t i = 0; i < s->walk->lines.count; i++)
		hash = sample_mix(hash ^ (uint32_t)s->minutes[i]);
	return hash;
}

/* Where the minutes stand in the table, or the free slot where they belong. */
static size_t find_slot(const struct week_outcomes *s)
{
	size_t slot, bytes = s->walk->lines.count * sizeof(*s->minutes);

	assert(s->slot_count > 0);
	slot = hash_minutes(s) % s->slot_count;
	for (; s->slots[slot] != SIZE_MAX; slot = (slot + 1) % s->slot_count) {
		assert(s->asked);
		if (memcmp(s->asked[s->slots[slot]], s->minutes, bytes) == 0)
			break;
	}
	return slot;
}

static const int32_t *solve(const struct week_outcomes *s)
{
	size_t lines = s->walk->work.company->demand_count;
	int32_t *gap = ARENA_ARRAY(s->arena, int32_t, lines + 1);

	for (size_t i = 0; i < s->walk->lines.count; i++)
		plan_demand_coverage(&s->walk->work, VIEW_ALL, s->walk->lines.list[i], s->week)
			->demand_minutes = s->minutes[i];
	allocate_flow(s->allocator, VIEW_ALL, s->week);
	for (size_t line = 0; line < lines; line++)
		gap[line] =
			s->allocator->demand_minutes[line] - s->allocator->covered_minutes[line];
	return gap;
}

static uint32_t outcome_of(struct week_outcomes *s, size_t sample)
{
	int32_t *asked;
	size_t slot;

	for (size_t i = 0; i < s->walk->lines.count; i++)
		s->minutes[i] = sample_line_minutes(&s->walk->lines, sample, i, s->week);
	slot = find_slot(s);
	if (s->slots[slot] != SIZE_MAX)
		return (uint32_t)s->slots[slot];
	asked = ARENA_ARRAY(s->arena, int32_t, s->walk->lines.count + 1);
	memcpy(asked, s->minutes, s->walk->lines.count * sizeof(*asked));
	s->gap = ARENA_PUSH(s->arena, s->gap, s->count, s->gap_room);
	s->asked = ARENA_PUSH(s->arena, s->asked, s->count, s->asked_room);
	s->gap[s->count] = solve(s);
	s->asked[s->count] = asked;
	s->slots[slot] = s->count;
	return (uint32_t)s->count++;
}

/* --- one week, all weeks ---------------------------------------------------------- */

static struct sample_week solve_week(struct week_walk *walk, size_t worker, size_t week,
				     struct arena *arena)
{
	size_t samples = (size_t)walk->request->count;
	uint32_t *outcome = ARENA_ARRAY(arena, uint32_t, samples + 1);
	struct week_outcomes s = {
		.walk = walk,
		.allocator = &walk->allocators[worker],
		.week = week,
		.minutes = ARENA_ARRAY(arena, int32_t, walk->lines.count + 1),
		.slot_count = 2 * samples + 1,
		.arena = arena,
	};

	s.slots = ARENA_ARRAY(arena, size_t, s.slot_count);
	for (size_t i = 0; i < s.slot_count; i++)
		s.slots[i] = SIZE_MAX;
	for (size_t sample = 0; sample < samples; sample++)
		outcome[sample] = outcome_of(&s, sample);
	return (struct sample_week){ week, s.count, outcome, s.gap, s.asked, arena };
}

static void walk_week(struct week_walk *walk, size_t worker, size_t week)
{
	const struct sample_request *request = walk->request;
	struct arena arena = ARENA_INIT;
	struct sample_week all;

	if (!sample_cache_find(request->kept, request, week, &arena, &all))
		all = solve_week(walk, worker, week, &arena);
	walk->visit(walk->shared, worker, &all);
	arena_release(&arena);
}

/* Only the caller's own thread tells how far the work is. */
static void walk_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct week_walk *walk = shared;
	const struct sample_request *request = walk->request;

	for (size_t w = from; w < to; w++) {
		size_t done;

		walk_week(walk, worker, w);
		done = atomic_fetch_add(&walk->done, 1) + 1;
		if (worker == 0 && request->progress)
			request->progress(request->shared, done, walk->work.options.week_count);
	}
}

size_t sample_workers(const struct plan *plan)
{
	return parallel_workers(plan->options.threads, plan->options.week_count);
}

void sample_weeks(const struct plan *plan, const struct sample_request *request,
		  sample_visit *visit, void *shared)
{
	struct arena scratch = ARENA_INIT;
	size_t weeks = plan->options.week_count, workers = sample_workers(plan);
	size_t covers = VIEW_COUNT * plan->company->demand_count * weeks;
	struct week_walk walk = { .request = request,
				  .lines = sample_lines_make(plan, request->seed, &scratch),
				  .work = *plan,
				  .allocators = ARENA_ARRAY(&scratch, struct allocator, workers),
				  .visit = visit,
				  .shared = shared };

	atomic_init(&walk.done, 0);
	walk.work.demand_coverage = ARENA_ARRAY(&scratch, struct demand_coverage, covers + 1);
	memcpy(walk.work.demand_coverage, plan->demand_coverage,
	       covers * sizeof(*plan->demand_coverage));
	eligibility_build(&walk.work, BOOKINGS_HOLD, &scratch, &walk.eligibility);
	for (size_t i = 0; i < workers; i++)
		walk.allocators[i] = allocator_make(&walk.work, &walk.eligibility, &scratch);
	parallel_run(workers, weeks, walk_some, &walk);
	arena_release(&scratch);
}
