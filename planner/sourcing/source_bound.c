/*
 * How good a sourcing is: two proven bounds, one with our own people where they are, one whatever
 * they do.
 *
 * A group's bound is a sum of rows (planner/cover/cover.h): price times F(y), where y is what a set
 * of kinds is asked for, less what the options may gain. With people where they are, y is known.
 * When they may move, y depends on what they do: it is the demand of its lines less their minutes.
 * On the range in which y can lie a straight line A + B y stays below price times F; so each minute
 * that our people do of a line is worth at most the sum of the B of its needs. They can save no
 * more than by doing what is worth most, dear lines first, which is a flow by week. The rest of
 * the rows, less the gains, is a bound on every use of our people with every choice of heads.
 */
#include <string.h>

#include "planner/parallel.h"
#include "planner/sourcing/source_bound.h"

/* --- people where they are -------------------------------------------------- */

/* Branch and bound says more of a group as it is now, nothing of what people could do else. */
static void raise_by_cbc(struct bounding *b, size_t worker, size_t g, int64_t coins)
{
	struct cover_effort effort = b->s->effort->cover;
	struct cover_answer exact;

	if (b->proofs[g].coins >= coins)
		return;
	effort.engine = COVER_ENGINE_CBC;
	cover_solve(&b->groups[g].problem, &effort, &b->s->worker_arenas[worker], &exact);
	if (exact.bound > b->proofs[g].coins)
		b->proofs[g].coins = exact.bound < coins ? exact.bound : coins;
}

static void prove_some(void *shared, size_t worker, size_t from, size_t to)
{
	struct bounding *b = shared;

	for (size_t g = from; g < to; g++) {
		struct group *group = &b->groups[g];
		struct cover_answer now = group->answer;

		cover_price(&group->problem, &now);
		cover_prove(&group->problem, &now, &b->s->effort->cover, NULL,
			    &b->s->worker_arenas[worker], &b->proofs[g]);
		if (b->s->company->settings.engine_cbc)
			raise_by_cbc(b, worker, g, now.spend + now.penalty);
		if (group->narrowed)
			b->proofs[g] = (struct cover_proof){ .row_count = 0 };
	}
}

/* --- both ------------------------------------------------------------------------------- */

static void make_room(struct bounding *b)
{
	struct source *s = b->s;

	b->groups = ARENA_ARRAY(s->scratch, struct group, s->group_count + 1);
	b->proofs = ARENA_ARRAY(s->scratch, struct cover_proof, s->group_count + 1);
	b->free_week = ARENA_ARRAY(s->scratch, int64_t, s->weeks + 1);
	b->loose = ARENA_ARRAY(s->scratch, bool, s->weeks * s->group_count + 1);
	b->rigid = ARENA_ARRAY(s->scratch, bool, s->group_count + 1);
	memcpy(b->groups, s->groups, s->group_count * sizeof(*b->groups));
}

static void prove(struct bounding *b)
{
	struct source *s = b->s;

	for (size_t g = 0; g < s->group_count; g++)
		source_state(s, &b->groups[g]);
	parallel_run(parallel_workers(s->plan->options.threads, s->group_count), s->group_count,
		     prove_some, b);
}

struct source_bounds source_bound(struct source *s)
{
	struct bounding b = { .s = s };
	struct source_bounds bounds = { 0, 0, true };
	int64_t grains;

	if (s->effort->cover.bound_rounds < 0)
		return bounds;
	make_room(&b);
	prove(&b);
	bounds.use_coins = source_fixed_coins(s);
	for (size_t g = 0; g < s->group_count; g++)
		bounds.use_coins += b.proofs[g].coins;
	source_find_rigid(&b);
	for (size_t g = 0; g < s->group_count; g++)
		bounds.rigid &= b.rigid[g];
	grains = source_free_grains(&b);
	bounds.free_coins = source_sunk_all(s) + grains / COVER_GRAIN - (grains < 0);
	if (bounds.use_coins < bounds.free_coins)
		bounds.use_coins = bounds.free_coins;
	return bounds;
}
