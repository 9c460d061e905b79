/**
 * What the two parts of planner/sourcing/source_bound.c share and nobody else includes.
 */
#ifndef PLANNER_SOURCE_BOUND_H
#define PLANNER_SOURCE_BOUND_H

#include "planner/sourcing/source_own.h"

struct bounding {
	struct source *s;
	struct group *groups; /* stated with people as they are placed in s */
	struct cover_proof *proofs;
	bool *loose;        /* [week][group]: our people may choose between its needs, or others */
	bool *rigid;        /* [group]: in no week */
	int64_t *free_week; /* [week]: in grains, what the rows are at least */
};

/** Find loose and rigid. */
void source_find_rigid(struct bounding *b);

/** A bound on every use of our people, in grains. */
int64_t source_free_grains(struct bounding *b);

#endif
