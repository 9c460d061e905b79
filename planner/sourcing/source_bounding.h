/**
 * What the parts of planner/sourcing/source_bound.h share and nobody else includes.
 */
#ifndef PLANNER_SOURCE_BOUNDING_H
#define PLANNER_SOURCE_BOUNDING_H

#include "planner/sourcing/source_own.h"

struct bounding {
	struct source *s;
	struct group *groups; /* stated with people as they are placed in s */
	struct cover_proof *proofs;
};

#endif
