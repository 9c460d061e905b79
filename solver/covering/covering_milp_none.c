/* Built without CBC (WITH_CBC=OFF, or no library): no engine, so nothing is found and the search's
 * solution stands. */
#include "solver/covering/covering_milp.h"

const char *covering_cbc_version(void)
{
	return NULL;
}

bool covering_milp(const struct covering_core *core, const struct covering_solution *incumbent,
		   int64_t gap_part, struct arena *arena, struct covering_columns *columns,
		   int64_t *bound)
{
	(void)core;
	(void)gap_part;
	(void)incumbent;
	(void)arena;
	(void)columns;
	(void)bound;
	return false;
}
