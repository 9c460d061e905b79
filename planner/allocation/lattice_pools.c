#include "planner/allocation/lattice_pools.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

enum { NO_LIMIT = LEVEL_MAX - LEVEL_JUNIOR };

static bool same_skills(const struct requirement *a, const struct requirement *b)
{
	if (a->skill_count != b->skill_count)
		return false;
	for (size_t i = 0; i < a->skill_count; i++)
		if (strcmp(a->skills[i], b->skills[i]) != 0)
			return false;
	return true;
}

/* The pool of a requirement among those of the role at hand, made when it is the first. */
static size_t find_pool(struct build *build, const struct role_pools *role,
			const struct requirement *requirement)
{
	for (size_t i = role->from; i < build->pool_count; i++)
		if (same_skills(build->pools[i].sample, requirement))
			return i;
	build->pools =
		ARENA_PUSH(build->scratch, build->pools, build->pool_count, build->pool_room);
	build->pools[build->pool_count] = (struct pool){ .sample = requirement };
	return build->pool_count++;
}

static void add_level(struct pool *pool, int32_t level)
{
	size_t i = 0;

	while (i < pool->level_count && pool->levels[i] < level)
		i++;
	if (i < pool->level_count && pool->levels[i] == level)
		return;
	memmove(&pool->levels[i + 1], &pool->levels[i],
		(pool->level_count - i) * sizeof(pool->levels[0]));
	pool->levels[i] = level;
	pool->level_count++;
}

static void add_scope(struct build *build, struct pool *pool, const char *scope)
{
	for (size_t i = 0; i < pool->scope_count; i++)
		if (strcmp(pool->scopes[i], scope) == 0)
			return;
	pool->scopes =
		ARENA_PUSH(build->scratch, pool->scopes, pool->scope_count, pool->scope_room);
	pool->scopes[pool->scope_count++] = scope;
}

static struct role_pools *role_at(struct build *build, const char *role)
{
	struct role_pools *last = build->roles + build->role_count - (build->role_count > 0);

	if (build->role_count > 0 && strcmp(last->role, role) == 0)
		return last;
	build->roles =
		ARENA_PUSH(build->scratch, build->roles, build->role_count, build->role_room);
	build->roles[build->role_count] =
		(struct role_pools){ role, build->pool_count, build->pool_count };
	return &build->roles[build->role_count++];
}

/* Requirements are sorted by role, so the pools of a role are neighbours. */
static void collect_pools(struct build *build)
{
	const struct plan *plan = build->plan;

	build->pool_of = ARENA_ARRAY(build->scratch, size_t, plan->requirement_count + 1);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct requirement *requirement = &plan->requirements[r];
		struct role_pools *role = role_at(build, requirement->role);
		size_t pool = find_pool(build, role, requirement);

		role->to = build->pool_count;
		build->pool_of[r] = pool;
		add_level(&build->pools[pool], requirement->level);
		add_scope(build, &build->pools[pool], requirement->location);
	}
}

ptrdiff_t pools_narrowest(const struct pool *pool, size_t count, const char *place)
{
	for (size_t i = count; i-- > 0;)
		if (location_within(place, pool->scopes[i]))
			return (ptrdiff_t)i;
	return -1;
}

/* The highest level of the pool that is at most the given one; or -1. */
static ptrdiff_t level_at_most(const struct pool *pool, int32_t level)
{
	ptrdiff_t i = (ptrdiff_t)pool->level_count - 1;

	while (i >= 0 && pool->levels[i] > level)
		i--;
	return i;
}

static int32_t *pool_node(const struct pool *pool, size_t level, size_t scope)
{
	return &pool->nodes[level * pool->scope_count + scope];
}

int32_t *pools_entry(const struct pool *pool, int32_t own_level, size_t scope)
{
	return &pool->entries[(size_t)(own_level - LEVEL_JUNIOR) * pool->scope_count + scope];
}

/* Any lower level will do: each level hands on to the next, each scope to the next wider. */
static void build_nested(struct build *build, struct pool *pool)
{
	struct flow *flow = &build->lattice->flow;

	for (size_t l = 0; l < pool->level_count; l++)
		for (size_t s = 0; s < pool->scope_count; s++) {
			ptrdiff_t wider = pools_narrowest(pool, s, pool->scopes[s]);
			int32_t node = *pool_node(pool, l, s);

			if (l > 0)
				flow_arc(flow, node, *pool_node(pool, l - 1, s));
			if (wider >= 0)
				flow_arc(flow, node, *pool_node(pool, l, (size_t)wider));
		}
	for (int32_t own = LEVEL_JUNIOR; own <= LEVEL_MAX; own++)
		for (size_t s = 0; s < pool->scope_count; s++) {
			ptrdiff_t level = level_at_most(pool, own);

			*pools_entry(pool, own, s) =
				level < 0 ? POOLS_NO_NODE : *pool_node(pool, (size_t)level, s);
		}
}

static bool in_reach(const struct build *build, int32_t own, int32_t level)
{
	return level <= own && level >= own - build->levels_down;
}

/* Levels too far below are out of reach: each own level has entries of its own. */
static void build_limited(struct build *build, struct pool *pool, int32_t own)
{
	struct flow *flow = &build->lattice->flow;
	bool any = false;

	for (size_t l = 0; l < pool->level_count; l++)
		any |= in_reach(build, own, pool->levels[l]);
	for (size_t s = 0; s < pool->scope_count; s++) {
		ptrdiff_t wider = pools_narrowest(pool, s, pool->scopes[s]);
		int32_t node = any ? flow_node(flow) : POOLS_NO_NODE;

		*pools_entry(pool, own, s) = node;
		for (size_t l = 0; any && l < pool->level_count; l++)
			if (in_reach(build, own, pool->levels[l]))
				flow_arc(flow, node, *pool_node(pool, l, s));
		if (any && wider >= 0)
			flow_arc(flow, node, *pools_entry(pool, own, (size_t)wider));
	}
}

static void build_pool(struct build *build, struct pool *pool)
{
	qsort(pool->scopes, pool->scope_count, sizeof(*pool->scopes), text_order);
	pool->nodes = ARENA_ARRAY(build->scratch, int32_t, pool->level_count * pool->scope_count);
	pool->entries = ARENA_ARRAY(build->scratch, int32_t, LEVEL_MAX * pool->scope_count);
	for (size_t i = 0; i < pool->level_count * pool->scope_count; i++)
		pool->nodes[i] = flow_node(&build->lattice->flow);
	if (build->levels_down >= NO_LIMIT)
		build_nested(build, pool);
	else
		for (int32_t own = LEVEL_JUNIOR; own <= LEVEL_MAX; own++)
			build_limited(build, pool, own);
}

static void find_requirement_nodes(struct build *build)
{
	const struct plan *plan = build->plan;

	build->requirement_node = ARENA_ARRAY(build->scratch, int32_t, plan->requirement_count + 1);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct pool *pool = &build->pools[build->pool_of[r]];
		ptrdiff_t level = level_at_most(pool, plan->requirements[r].level);
		ptrdiff_t scope =
			pools_narrowest(pool, pool->scope_count, plan->requirements[r].location);

		assert(level >= 0 && scope >= 0);
		build->requirement_node[r] = *pool_node(pool, (size_t)level, (size_t)scope);
	}
}

void pools_build(struct build *build)
{
	collect_pools(build);
	for (size_t i = 0; i < build->pool_count; i++)
		build_pool(build, &build->pools[i]);
	find_requirement_nodes(build);
}
