/*
 * The covering problems of a plan before anything is chosen, stated as source.c states them
 * first, for benchmarks and oracles that solve the same by other means
 * (bench/sourcing_highs.py).
 */
#include "planner/sourcing/source_problems.h"

#include "base/parallel.h"
#include "planner/sourcing/source_gather.h"
#include "planner/sourcing/source_state.h"

void source_problems(const struct plan *plan, enum view view, struct arena *arena,
		     const struct covering_problem ***problems, size_t *count)
{
	const struct source_effort effort = { .unbounded = true };
	struct arena workers[PARALLEL_MAX] = { ARENA_INIT };
	const struct source_facts s = source_gather(plan, view, &effort, NULL, arena, workers);
	const struct placement place = placement_of_plan(&s, arena);
	const struct statement how = { .placement = &place };
	struct stated *groups = stated_all(&s, arena);

	*problems = ARENA_ARRAY(arena, const struct covering_problem *, s.group_count + 1);
	*count = s.group_count;
	for (size_t g = 0; g < s.group_count; g++) {
		source_state(&s, &how, arena, &groups[g]);
		(*problems)[g] = &groups[g].problem;
	}
	for (size_t i = 0; i < PARALLEL_MAX; i++)
		arena_release(&workers[i]);
}
