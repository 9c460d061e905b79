/**
 * What the parts of a bound share, source_bound.c, source_cluster.c and source_benders.c, and
 * nobody else includes but through source_benders.h: the groups as they are proven one by one.
 */
#ifndef PLANNER_SOURCE_BOUNDING_H
#define PLANNER_SOURCE_BOUNDING_H

#include "planner/sourcing/source_own.h"
#include "planner/sourcing/source_state.h"

struct bounding {
	const struct source_facts *s;
	const struct statement *how;
	const struct source_rooms *rooms;
	struct stated *groups; /* stated like that, with the solutions that were decided on */
	struct covering_proof *proofs;
};

#endif
