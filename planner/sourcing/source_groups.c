#include "planner/sourcing/source_groups.h"

#include "base/parallel.h"
#include "planner/sourcing/source_state.h"
#include "solver/cover/cover.h"
#include "solver/cover/cover_known.h"

struct solving {
	struct source *s;
	struct group *groups;
	const struct cover_effort *effort;
	bool *known; /* [group]: its answer need not be found again */
};

static void solve_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct solving *solving = shared;

	for (size_t g = from; g < to; g++)
		if (!solving->known[g])
			cover_solve(&solving->groups[g].problem, solving->effort,
				    &solving->s->worker_arenas[worker], &solving->groups[g].answer);
}

void source_solve(struct source *s, struct group *groups, size_t count,
		  const struct cover_effort *effort)
{
	struct solving solving = { s, groups, effort, ARENA_ARRAY(s->scratch, bool, count + 1) };
	const struct cover_known *known = s->effort->known;

	for (size_t g = 0; g < count; g++) {
		source_state(s, &groups[g]);
		solving.known[g] = cover_recall(known, &groups[g].problem, effort, s->scratch,
						&groups[g].answer);
	}
	parallel_run(parallel_workers(s->plan->options.threads, count), count, solve_some,
		     &solving);
	for (size_t g = 0; g < count; g++)
		if (!solving.known[g])
			cover_remember(known, &groups[g].problem, effort, &groups[g].answer);
}
