/*
 * Grids: one for each role and set of skills that is asked for, with a node for each level and
 * location that is asked for with these (docs/allocation.md, "Who may do what").
 *
 * Arcs lead to the next lower level and to the next wider location, so whoever enters at a node
 * reaches exactly what they qualify for. Under max_levels_down levels do not nest; then people
 * enter at nodes of their own level, with arcs to the levels within reach. Skills do not nest: each
 * set is a grid of its own, and somebody with many skills enters many grids.
 */
#include "planner/allocation/eligibility_grids.h"

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

/* The grid of a requirement among those of the role at hand, made when it is the first. */
static size_t find_grid(struct build *build, const struct role_grids *role,
			const struct requirement *requirement)
{
	for (size_t i = role->from; i < build->grid_count; i++)
		if (same_skills(build->grids[i].sample, requirement))
			return i;
	build->grids =
		ARENA_PUSH(build->scratch, build->grids, build->grid_count, build->grid_room);
	build->grids[build->grid_count] = (struct node_grid){ .sample = requirement };
	return build->grid_count++;
}

static void add_level(struct node_grid *grid, int32_t level)
{
	size_t i = 0;

	while (i < grid->level_count && grid->levels[i] < level)
		i++;
	if (i < grid->level_count && grid->levels[i] == level)
		return;
	memmove(&grid->levels[i + 1], &grid->levels[i],
		(grid->level_count - i) * sizeof(grid->levels[0]));
	grid->levels[i] = level;
	grid->level_count++;
}

static void add_scope(struct build *build, struct node_grid *grid, const char *scope)
{
	for (size_t i = 0; i < grid->scope_count; i++)
		if (strcmp(grid->scopes[i], scope) == 0)
			return;
	grid->scopes =
		ARENA_PUSH(build->scratch, grid->scopes, grid->scope_count, grid->scope_room);
	grid->scopes[grid->scope_count++] = scope;
}

static struct role_grids *role_at(struct build *build, const char *role)
{
	struct role_grids *last = build->roles + build->role_count - (build->role_count > 0);

	if (build->role_count > 0 && strcmp(last->role, role) == 0)
		return last;
	build->roles =
		ARENA_PUSH(build->scratch, build->roles, build->role_count, build->role_room);
	build->roles[build->role_count] =
		(struct role_grids){ role, build->grid_count, build->grid_count };
	return &build->roles[build->role_count++];
}

/* Requirements are sorted by role, so the grids of a role are neighbours. */
static void collect_grids(struct build *build)
{
	const struct plan *plan = build->plan;

	build->grid_of = ARENA_ARRAY(build->scratch, size_t, plan->requirement_count + 1);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct requirement *requirement = &plan->requirements[r];
		struct role_grids *role = role_at(build, requirement->role);
		size_t grid = find_grid(build, role, requirement);

		role->to = build->grid_count;
		build->grid_of[r] = grid;
		add_level(&build->grids[grid], requirement->level);
		add_scope(build, &build->grids[grid], requirement->location);
	}
}

/* Scopes are sorted, a wider one before those within it, so the last that fits is the narrowest. */
ptrdiff_t grids_narrowest(const struct node_grid *grid, size_t count, const char *place)
{
	for (size_t i = count; i-- > 0;)
		if (location_within(place, grid->scopes[i]))
			return (ptrdiff_t)i;
	return -1;
}

/* The highest level of the grid that is at most the given one; or -1. */
static ptrdiff_t level_at_most(const struct node_grid *grid, int32_t level)
{
	ptrdiff_t i = (ptrdiff_t)grid->level_count - 1;

	while (i >= 0 && grid->levels[i] > level)
		i--;
	return i;
}

static int32_t *grid_node(const struct node_grid *grid, size_t level, size_t scope)
{
	return &grid->nodes[level * grid->scope_count + scope];
}

int32_t *grids_entry(const struct node_grid *grid, int32_t own_level, size_t scope)
{
	return &grid->entries[(size_t)(own_level - LEVEL_JUNIOR) * grid->scope_count + scope];
}

/* Any lower level will do: each level hands on to the next, each scope to the next wider. */
static void build_nested(struct build *build, struct node_grid *grid)
{
	struct flow *flow = &build->eligibility->flow;

	for (size_t l = 0; l < grid->level_count; l++)
		for (size_t s = 0; s < grid->scope_count; s++) {
			ptrdiff_t wider = grids_narrowest(grid, s, grid->scopes[s]);
			int32_t node = *grid_node(grid, l, s);

			if (l > 0)
				flow_arc(flow, node, *grid_node(grid, l - 1, s));
			if (wider >= 0)
				flow_arc(flow, node, *grid_node(grid, l, (size_t)wider));
		}
	for (int32_t own = LEVEL_JUNIOR; own <= LEVEL_MAX; own++)
		for (size_t s = 0; s < grid->scope_count; s++) {
			ptrdiff_t level = level_at_most(grid, own);

			*grids_entry(grid, own, s) =
				level < 0 ? GRIDS_NO_NODE : *grid_node(grid, (size_t)level, s);
		}
}

static bool in_reach(const struct build *build, int32_t own, int32_t level)
{
	return level <= own && level >= own - build->levels_down;
}

/* Levels too far below are out of reach: each own level has entries of its own. */
static void build_limited(struct build *build, struct node_grid *grid, int32_t own)
{
	struct flow *flow = &build->eligibility->flow;
	bool any = false;

	for (size_t l = 0; l < grid->level_count; l++)
		any |= in_reach(build, own, grid->levels[l]);
	for (size_t s = 0; s < grid->scope_count; s++) {
		ptrdiff_t wider = grids_narrowest(grid, s, grid->scopes[s]);
		int32_t node = any ? flow_node(flow) : GRIDS_NO_NODE;

		*grids_entry(grid, own, s) = node;
		for (size_t l = 0; any && l < grid->level_count; l++)
			if (in_reach(build, own, grid->levels[l]))
				flow_arc(flow, node, *grid_node(grid, l, s));
		if (any && wider >= 0)
			flow_arc(flow, node, *grids_entry(grid, own, (size_t)wider));
	}
}

static void build_grid(struct build *build, struct node_grid *grid)
{
	qsort(grid->scopes, grid->scope_count, sizeof(*grid->scopes), text_order);
	grid->nodes = ARENA_ARRAY(build->scratch, int32_t, grid->level_count * grid->scope_count);
	grid->entries = ARENA_ARRAY(build->scratch, int32_t, LEVEL_MAX * grid->scope_count);
	for (size_t i = 0; i < grid->level_count * grid->scope_count; i++)
		grid->nodes[i] = flow_node(&build->eligibility->flow);
	if (build->levels_down >= NO_LIMIT)
		build_nested(build, grid);
	else
		for (int32_t own = LEVEL_JUNIOR; own <= LEVEL_MAX; own++)
			build_limited(build, grid, own);
}

/* Level and scope of a requirement are in its grid: they were collected from it. */
static void find_requirement_nodes(struct build *build)
{
	const struct plan *plan = build->plan;

	build->requirement_node = ARENA_ARRAY(build->scratch, int32_t, plan->requirement_count + 1);
	for (size_t r = 0; r < plan->requirement_count; r++) {
		const struct node_grid *grid = &build->grids[build->grid_of[r]];
		ptrdiff_t level = level_at_most(grid, plan->requirements[r].level);
		ptrdiff_t scope =
			grids_narrowest(grid, grid->scope_count, plan->requirements[r].location);

		assert(level >= 0 && scope >= 0);
		build->requirement_node[r] = *grid_node(grid, (size_t)level, (size_t)scope);
	}
}

void grids_build(struct build *build)
{
	collect_grids(build);
	for (size_t i = 0; i < build->grid_count; i++)
		build_grid(build, &build->grids[i]);
	find_requirement_nodes(build);
}
