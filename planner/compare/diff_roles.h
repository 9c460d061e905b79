/** The roles of both plans of a diff, and its cells: [view][role][week]. */
#ifndef PLANNER_DIFF_ROLES_H
#define PLANNER_DIFF_ROLES_H

#include "model/diff.h"

/** Set diff->roles: all that either company asks for, sorted; in the arena. */
void diff_roles(const struct plan *before, const struct plan *after, struct arena *arena,
		struct diff *diff);

/** Where a role stands in diff->roles; it must be there. */
size_t diff_role_index(const struct diff *diff, const char *role);

/** How many cells (diff_cell) there are. */
size_t diff_cell_count(const struct diff *diff);

#endif
