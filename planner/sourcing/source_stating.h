/**
 * What the two halves of source_state share and nobody else includes: a problem that is being made.
 *
 * planner/sourcing/source_offer.c adds options, planner/sourcing/source_state.c sets and rows.
 */
#ifndef PLANNER_SOURCING_SOURCE_STATING_H
#define PLANNER_SOURCING_SOURCE_STATING_H

#include "planner/sourcing/source_state.h"

/* Sets of classes in a group. Groups with more overlap of lines and options than that are asked
 * for a little less than they need (find_sets). It bounds the squared part of a statement, and
 * tables on the stack. With 16, bench_sourcing and 100 random plans of few groups come out the
 * same. */
enum { SETS_MAX = 128 };

struct stating {
	const struct source_facts *s;
	const struct statement *how;
	struct arena *arena;
	const struct group *group; /* of `stated` */
	struct stated *stated;
	struct covering_option *options;
	struct covering_shared_cap *shared_caps;
	struct covering_row *rows;
	struct class_set sets[SETS_MAX];
	size_t set_count;
	uint32_t resource_count;
	int64_t *firm_minutes; /* [resource][week]: running heads that are there whatever is decided
				*/
	const int64_t *penalties; /* distinct, the dearest first */
	size_t penalty_count;
	size_t option_room, choice_room, shared_cap_room, row_room;
};

#endif
