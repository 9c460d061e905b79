#include "planner/sourcing/source_problems.h"

#include "base/parallel.h"
#include "planner/sourcing/source_gather.h"
#include "planner/sourcing/source_inner.h"
#include "planner/sourcing/source_limits.h"
#include "planner/sourcing/source_state.h"

void source_problems(const struct plan *plan, enum view view, struct arena *arena,
		     const struct cover_problem ***problems, size_t *count)
{
	const struct source_effort effort = { .unbounded = true };
	struct arena arenas[PARALLEL_MAX] = { ARENA_INIT };
	size_t weeks = plan->options.week_count, options = plan->company->option_count;
	struct source s = { .plan = plan,
			    .company = plan->company,
			    .view = view,
			    .weeks = weeks,
			    .arena = arena,
			    .scratch = arena,
			    .worker_arenas = arenas,
			    .effort = &effort,
			    .burden = ARENA_ARRAY(arena, struct burden, options * weeks + 1),
			    .burden_past = ARENA_ARRAY(arena, int64_t, options + 1) };

	source_gather(&s);
	source_limits_make(&s);
	*problems = ARENA_ARRAY(arena, const struct cover_problem *, s.group_count + 1);
	*count = s.group_count;
	for (size_t g = 0; g < s.group_count; g++) {
		source_state(&s, &s.groups[g]);
		(*problems)[g] = &s.groups[g].problem;
	}
	for (size_t i = 0; i < PARALLEL_MAX; i++)
		arena_release(&arenas[i]);
}
