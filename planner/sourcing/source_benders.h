/**
 * A proven bound on all engagements with every use of our own people, by Benders decomposition:
 * planner/sourcing/source_cuts.h has the cuts, solver/covering/covering.h finds multipliers for
 * them.
 */
#ifndef PLANNER_SOURCING_SOURCE_BENDERS_H
#define PLANNER_SOURCING_SOURCE_BENDERS_H

#include "planner/sourcing/source_bounding.h"
#include "planner/sourcing/source_cuts.h"

struct benders {
	struct bounding *b;
	struct cluster *clusters; /* those of one group that is not coupled are not built */
	size_t cluster_count;
	uint32_t *class_cluster; /* [class of struct own_use] */
	int64_t *there_minutes;  /* [resource of struct own_use][week]: running heads in any case */
	size_t *built;           /* clusters that were built, ... */
	size_t built_count;      /* ... and how many */
	int64_t *cent60;         /* [cluster]: its bound */
};

/** Prove a cluster that was built. */
int64_t benders_prove(const struct benders *j, size_t cluster, struct arena *arena);

#endif
