/* Built without CBC. */
#include "solver/cover/cover_milp.h"

const char *cover_cbc_version(void)
{
	return NULL;
}

bool cover_milp(const struct cover_core *core, const struct cover_answer *known, int64_t gap_part,
		struct arena *arena, struct cover_seats *seats, int64_t *bound)
{
	(void)core;
	(void)gap_part;
	(void)known;
	(void)arena;
	(void)seats;
	(void)bound;
	return false;
}
