/*
 * Two proven lower bounds of a sourcing: with our people where they are, and whatever our people
 * do.
 *
 * The first is the sum of the groups' Lagrangian bounds (solver/covering/covering_bound.h) and
 * of what is paid in any case; the groups share nothing once our people are fixed. The second
 * needs more only where people couple work: clusters of groups with cuts of their own, proven by
 * Benders decomposition (source_benders.c); all other groups keep their bound. A bound for any
 * use holds for the present use, too, so the first is raised to the second where it lies below.
 *
 * Branch and bound, where it was asked for, raises the bounds of single groups, hence mostly the
 * first. Nothing is proven of groups whose classes had to be aggregated. Cost: about as much as
 * the search; in plans of more than BOUND_GROUPS groups each gets a brief proof.
 *
 * Implements docs/sourcing.md, "Two bounds".
 */
#include "planner/sourcing/source_bound.h"

#include "base/parallel.h"
#include "planner/sourcing/source_benders.h"
#include "planner/sourcing/source_cluster.h"
#include "planner/sourcing/source_costs.h"
#include "planner/sourcing/source_pool.h"
#include "solver/covering/covering.h"
#include "solver/covering/covering_cost.h"

/* --- people where they are -------------------------------------------------- */

/* Branch and bound says more of a group as it is now, nothing of what people could do else. */
static void raise_by_cbc(struct bounding *b, size_t worker, size_t g, int64_t cent60)
{
	struct covering_effort effort = b->s->effort->cover;
	struct covering_solution exact;

	if (b->proofs[g].cent60 >= cent60)
		return;
	effort.engine = source_engine(b->s);
	covering_solve(&b->groups[g].problem, &effort, &b->rooms->workers[worker], &exact);
	if (exact.bound > b->proofs[g].cent60)
		b->proofs[g].cent60 = exact.bound < cent60 ? exact.bound : cent60;
}

/* Prove groups one by one, with the solution that was decided as the level to aim at. */
static void prove_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct bounding *b = shared;

	for (size_t g = from; g < to; g++) {
		struct stated *group = &b->groups[g];
		struct covering_solution now = group->solution;
		struct covering_effort effort = b->s->effort->cover;

		/* One of many says little of the whole. */
		effort.brief = b->s->group_count > BOUND_GROUPS;
		covering_evaluate(&group->problem, &now);
		covering_prove(&group->problem, &now, &effort, NULL, &b->rooms->workers[worker],
			       &b->proofs[g]);
		if (source_engine(b->s) != COVERING_ENGINE_SEARCH)
			raise_by_cbc(b, worker, g, now.spend + now.penalty);
		if (group->group->aggregated)
			b->proofs[g] = (struct covering_proof){ .cut_count = 0 };
	}
}

/* --- both ------------------------------------------------------------------------------- */

/* State the groups as the bound wants them, which may be at other multipliers than they were
 * solved at, and carry the decided solutions over. */
static void prove(struct bounding *b, const struct stated *decided)
{
	const struct source_facts *s = b->s;
	struct arena *scratch = b->rooms->scratch;

	b->groups = stated_copy(s, decided, scratch);
	b->proofs = ARENA_ARRAY(scratch, struct covering_proof, s->group_count + 1);
	for (size_t g = 0; g < s->group_count; g++) {
		source_state(s, b->how, scratch, &b->groups[g]);
		b->groups[g].solution = pool_carry(&decided[g], &b->groups[g], scratch);
	}
	parallel_run(parallel_workers(s->plan->options.threads, s->group_count), s->group_count,
		     prove_some, b);
}

static void join_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct benders *j = shared;

	(void)worker;
	for (size_t i = from; i < to; i++) {
		struct arena arena = ARENA_INIT;

		j->cent60[j->built[i]] = benders_prove(j, j->built[i], &arena);
		arena_release(&arena);
	}
}

/* Clusters in which nobody has a choice have the bound of their group. */
static int64_t benders_cent60(struct benders *j)
{
	const struct source_facts *s = j->b->s;
	int64_t cent60 = source_firm_all(s);

	parallel_run(parallel_workers(s->plan->options.threads, j->built_count), j->built_count,
		     join_some, j);
	for (size_t c = 0; c < j->cluster_count; c++)
		cent60 += j->clusters[c].weeks ? j->cent60[c]
					       : j->b->proofs[j->clusters[c].groups[0]].cent60;
	return cent60;
}

struct source_bounds source_bound(const struct source_facts *s, const struct statement *how,
				  const struct source_rooms *rooms, const struct stated *groups)
{
	struct bounding b = { .s = s, .how = how, .rooms = rooms };
	struct source_bounds bounds = { 0, 0, true };
	struct benders j;

	if (s->effort->cover.bound_rounds < 0)
		return bounds;
	prove(&b, groups);
	bounds.use_cent60 = source_fixed_cent60(s, how->placement);
	for (size_t g = 0; g < s->group_count; g++)
		bounds.use_cent60 += b.proofs[g].cent60;
	j = benders_make(&b);
	bounds.free_cent60 = benders_cent60(&j);
	for (size_t c = 0; c < j.cluster_count; c++)
		bounds.uncoupled &= !j.clusters[c].coupled;
	if (bounds.use_cent60 < bounds.free_cent60)
		bounds.use_cent60 = bounds.free_cent60;
	return bounds;
}
