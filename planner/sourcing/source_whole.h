/**
 * The whole of a sourcing while its engagements are chosen anew: what each group has to cover
 * beside all others, and what all of them cost together. planner/sourcing/source_passes.c walks on
 * it.
 */
#ifndef PLANNER_SOURCE_WHOLE_H
#define PLANNER_SOURCE_WHOLE_H

#include "planner/sourcing/source_own.h"
#include "planner/sourcing/source_state.h"

/** What the answers of all groups do and cost. */
struct whole {
	const struct source_facts *s;
	struct stated *groups;             /* whose answers are tried */
	const struct limit_prices *prices; /* NULL: no limits */
	int64_t *external_minutes;         /* [resource][week]: of all answers */
	int64_t *cost;                     /* [group]: cents of its engagements */
	struct usage *usage;               /* [group]: of the limits */
	int64_t *penalty;                  /* [week]: cent60 */
	const bool *week_changed;          /* NULL: look at all weeks */
};

/** Of the answers that the groups have; without prices of limits. In the arena. */
struct whole whole_new(const struct source_facts *s, struct stated *groups, struct arena *arena);

/** Minutes, cost and usage of a group's engagements, as they are priced. */
void whole_read(const struct whole *whole, size_t group);

/** What stays open, in the weeks that have changed; NULL: in all. */
void whole_open(struct whole *whole, const bool *week_changed);

/** Both, for all groups and weeks. */
void whole_measure(struct whole *whole);

/** Cent60: all engagements and all that stays open. */
int64_t whole_cent60(const struct whole *whole);

/** The same with the multipliers on what is used. */
int64_t whole_charged(const struct whole *whole);

/** Whether the limits are kept; true where there are none. */
bool whole_fits(const struct whole *whole);

#endif
