/** Clusters (planner/sourcing/source_cuts.h), and their weeks as graphs. */
#ifndef PLANNER_SOURCE_CLUSTER_H
#define PLANNER_SOURCE_CLUSTER_H

#include "planner/sourcing/source_benders.h"

/** Find the clusters and build their weeks. */
struct benders benders_make(struct bounding *b);

#endif
