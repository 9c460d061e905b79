/**
 * Sourcing: which engagements close the gap of a plan at the least cost.
 *
 * What our people leave open where the allocation of the view has put them falls apart into
 * groups: demand lines and the options that may fill them, by connection. Each group is a
 * covering problem (solver/covering/covering.h); our people may then move beside the heads that
 * are chosen, budgets and other limits couple the groups, and two bounds say how good the choice
 * is at least. Out come engagements with their minutes given to lines, dear priorities first,
 * and for each the reasons. docs/sourcing.md.
 */
#ifndef PLANNER_SOURCE_H
#define PLANNER_SOURCE_H

#include "model/sourcing.h"
#include "solver/covering/covering_cache.h"

struct sample_week;

struct source_effort {
	struct covering_effort cover; /* of each group */
	bool explain; /* also work out drop costs, runners-up and break-even values */
	const struct covering_cache
		*cache; /* solutions that need not be found again; may be NULL */
	bool stay;      /* own people stay where the allocation has put them: for comparison */
	bool unbounded; /* no bounds are worked out (they are 0): who compares plans needs none */
	/* Shown what is made of the samples (planner/simulation/sample_need.h), where there are
	 * any; may be NULL. */
	void (*watch)(void *shared, const struct sample_week *week,
		      const struct demand_coverage *need);
	void *shared;
	/* Told now and then how many weeks are drawn; may be NULL. */
	void (*progress)(void *shared, size_t done, size_t all);
	void *progress_shared;
};

/**
 * Work out the sourcing of a view. Deterministic: neither the order of rows nor the number of
 * threads changes anything.
 *
 * @param[out] sourcing  in the arena
 */
void source_plan(const struct plan *plan, enum view view, const struct source_effort *effort,
		 struct arena *arena, struct sourcing *sourcing);

#endif
