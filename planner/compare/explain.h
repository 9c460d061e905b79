/**
 * Take one cell of a plan apart (model/explain.h).
 */
#ifndef PLANNER_EXPLAIN_H
#define PLANNER_EXPLAIN_H

#include "model/explain.h"

/** Which cell. */
struct explain_cell {
	enum view view;
	size_t week;
	const char *role;     /* one that the plan's demand has */
	int32_t level;        /* 0: all */
	const char *location; /* NULL: all; else a requirement's scope */
};

/** Whether a demand line belongs to the cell. */
bool explain_has_line(const struct explain_cell *cell, const struct demand *demand);

/**
 * @param plan  with its roster and proof of the cell's view; when it has a sourcing of that view
 *              (which may be of more weeks), external staff are taken apart, too
 * @param[out] made  in the arena
 * @return false as plan_make does
 */
bool explain_make(const struct plan *plan, const struct explain_cell *cell, struct arena *arena,
		  struct explanation *made, struct fault *fault) MUST_CHECK;

#endif
