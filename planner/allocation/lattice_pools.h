/**
 * The nodes of the lattice that work is asked for at: a pool for each role and set of skills.
 *
 * Also what the parts of a lattice in the making share (struct build); all of it but the lattice is
 * in `scratch` and ends with the building.
 */
#ifndef PLANNER_LATTICE_POOLS_H
#define PLANNER_LATTICE_POOLS_H

#include "planner/allocation/lattice.h"
#include "planner/allocation/projects.h"

enum { POOLS_NO_NODE = -1 };

/** Requirements with the same role and skills. */
struct pool {
	const struct requirement *sample; /* role and skills of all */
	int32_t levels[LEVEL_MAX];        /* that are asked for, ascending */
	size_t level_count;
	const char **scopes; /* sorted: a wider scope stands before the narrower ones in it */
	size_t scope_count, scope_room;
	int32_t *nodes;   /* [level][scope]: where needs are */
	int32_t *entries; /* [own level - 1][scope]: where people enter; or POOLS_NO_NODE */
};

/** The pools from..to-1 are of one role. */
struct role_pools {
	const char *role;
	size_t from, to;
};

/** A lattice in the making. */
struct build {
	const struct plan *plan;
	struct arena *arena;
	struct arena *scratch;
	struct lattice *lattice;
	int32_t levels_down;
	struct pool *pools;
	size_t pool_count, pool_room;
	struct role_pools *roles; /* by name */
	size_t role_count, role_room;
	size_t *pool_of; /* per requirement */
	int32_t *requirement_node;
	struct projects projects;
	bool *named;     /* per demand line: a hard booking names it */
	uint32_t *lines; /* of the booking at hand */
};

/** Make the pools with their nodes, and find the node of each requirement. Nodes that people enter
 * at come with them. */
void pools_build(struct build *build);

/** The narrowest scope that the place is within, looking at the first `count` only; or -1. */
ptrdiff_t pools_narrowest(const struct pool *pool, size_t count, const char *place);

/** Where somebody of that level enters at a scope; or POOLS_NO_NODE. */
int32_t *pools_entry(const struct pool *pool, int32_t own_level, size_t scope);

#endif
