/**
 * The nodes of the eligibility graph that work is asked for at: a grid for each role and set of
 * skills.
 *
 * Also what the parts of an eligibility graph in the making share (struct build); all of it but the
 * eligibility graph is in `scratch` and ends with the building.
 */
#ifndef PLANNER_ELIGIBILITY_GRIDS_H
#define PLANNER_ELIGIBILITY_GRIDS_H

#include "planner/allocation/eligibility.h"
#include "planner/allocation/projects.h"

enum { GRIDS_NO_NODE = -1 };

/** Requirements with the same role and skills. */
struct node_grid {
	const struct requirement *sample; /* role and skills of all */
	int32_t levels[LEVEL_MAX];        /* that are asked for, ascending */
	size_t level_count;
	const char **scopes; /* sorted: a wider scope stands before the narrower ones in it */
	size_t scope_count, scope_room;
	int32_t *nodes;   /* [level][scope]: where needs are */
	int32_t *entries; /* [own level - 1][scope]: where people enter; or GRIDS_NO_NODE */
};

/** The grids from..to-1 are of one role. */
struct role_grids {
	const char *role;
	size_t from, to;
};

/** An eligibility graph in the making. */
struct build {
	const struct plan *plan;
	struct arena *arena;
	struct arena *scratch;
	struct eligibility *eligibility;
	int32_t levels_down;
	struct node_grid *grids;
	size_t grid_count, grid_room;
	struct role_grids *roles; /* by name */
	size_t role_count, role_room;
	size_t *grid_of; /* per requirement */
	int32_t *requirement_node;
	struct projects projects;
	bool *named;     /* per demand line: a hard booking names it */
	uint32_t *lines; /* of the booking at hand */
};

/** Make the grids with their nodes, and find the node of each requirement. Nodes that people enter
 * at come with them. */
void grids_build(struct build *build);

/** The narrowest scope that the place is within, looking at the first `count` only; or -1. */
ptrdiff_t grids_narrowest(const struct node_grid *grid, size_t count, const char *place);

/** Where somebody of that level enters at a scope; or GRIDS_NO_NODE. */
int32_t *grids_entry(const struct node_grid *grid, int32_t own_level, size_t scope);

#endif
