/*
 * Groups stated and solved, several at a time.
 *
 * Groups share no line and no option, so each is a problem of its own and a thread takes the
 * next one that is free. What a problem was solved before comes from the solution cache; it is
 * asked and filled by one thread, before and after the solving, so that neither the number of
 * threads nor their luck can change a solution. docs/sourcing.md, "Three ways to solve a group".
 */
#include "planner/sourcing/source_groups.h"

#include "base/parallel.h"
#include "solver/covering/covering.h"
#include "solver/covering/covering_cache.h"

struct group_solving {
	struct stated *groups;
	const struct covering_effort *effort;
	bool *known; /* [group]: its solution need not be found again */
	struct arena *workers;
};

static void solve_some(void *shared, size_t worker, size_t from, size_t to)
{
	const struct group_solving *solving = shared;

	for (size_t g = from; g < to; g++)
		if (!solving->known[g])
			covering_solve(&solving->groups[g].problem, solving->effort,
				       &solving->workers[worker], &solving->groups[g].solution);
}

void source_solve(const struct source_facts *s, const struct statement *how,
		  const struct covering_effort *effort, const struct source_rooms *rooms,
		  struct stated *groups, size_t count)
{
	struct arena *scratch = rooms->scratch;
	struct group_solving solving = { groups, effort, ARENA_ARRAY(scratch, bool, count + 1),
					 rooms->workers };
	const struct covering_cache *cache = s->effort->cache;

	for (size_t g = 0; g < count; g++) {
		source_state(s, how, scratch, &groups[g]);
		solving.known[g] = covering_recall(cache, &groups[g].problem, effort, scratch,
						   &groups[g].solution);
	}
	parallel_run(parallel_workers(s->plan->options.threads, count), count, solve_some,
		     &solving);
	for (size_t g = 0; g < count; g++)
		if (!solving.known[g])
			covering_remember(cache, &groups[g].problem, effort, &groups[g].solution);
}
