/** What the parts of verify_reasons share: ways to fill lines, and what they leave open. */
#ifndef PLANNER_VERIFY_WAYS_H
#define PLANNER_VERIFY_WAYS_H

#include "planner/verify/verify_check.h"

struct reasons {
	const struct sourcing_check *check;
	struct arena *arena;
	bool *may; /* [option][line] */
	int64_t looks;
};

/** Engagements and the lines that their options may fill. */
struct way {
	const struct instead *of; /* whose options */
	const struct engagement **list;
	size_t count;
};

/** Cent60 of what a way leaves open of the lines that its options may fill. */
int64_t way_open_cent60(struct reasons *r, const struct way *way);

#endif
