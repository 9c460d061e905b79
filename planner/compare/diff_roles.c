/*
 * The roles that either plan asks for, sorted, and where the cell of a view, role and week is.
 */
#include "planner/compare/diff_roles.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "model/plan.h"

void diff_roles(const struct plan *before, const struct plan *after, struct arena *arena,
		struct diff *diff)
{
	const struct company *both[] = { before->company, after->company };
	size_t count = 0, room = both[0]->demand_count + both[1]->demand_count;

	diff->roles = ARENA_ARRAY(arena, const char *, room + 1);
	for (size_t i = 0; i < ARRAY_LEN(both); i++)
		for (size_t d = 0; d < both[i]->demand_count; d++)
			diff->roles[count++] = both[i]->demands[d].role;
	qsort(diff->roles, count, sizeof(*diff->roles), text_order);
	for (size_t i = 0; i < count; i++)
		if (i == 0 || strcmp(diff->roles[diff->role_count - 1], diff->roles[i]) != 0)
			diff->roles[diff->role_count++] = diff->roles[i];
}

size_t diff_role_index(const struct diff *diff, const char *role)
{
	const char *const *found =
		bsearch(&role, diff->roles, diff->role_count, sizeof(*diff->roles), text_order);

	assert(found);
	return (size_t)(found - (const char *const *)diff->roles);
}

size_t diff_cell_count(const struct diff *diff)
{
	return VIEW_COUNT * diff->role_count * diff->week_count;
}
