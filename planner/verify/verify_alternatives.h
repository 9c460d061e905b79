/** What the parts of verify_reasons share: alternatives to fill lines, and what they leave open. */
#ifndef PLANNER_VERIFY_ALTERNATIVES_H
#define PLANNER_VERIFY_ALTERNATIVES_H

#include "planner/verify/verify_check.h"

struct reasons {
	const struct sourcing_check *check;
	struct arena *arena;
	bool *may; /* [option][line] */
	int64_t looks;
};

/** Engagements and the lines that their options may fill. */
struct checked_alternative {
	const struct alternative *of; /* whose options */
	const struct engagement **list;
	size_t count;
};

/** Cent60 of what an alternative leaves open of the lines that its options may fill. */
int64_t alternative_open_cent60(struct reasons *r, const struct checked_alternative *alternative);

#endif
