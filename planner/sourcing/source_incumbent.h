/**
 * The incumbent: the sourcing that stands while its engagements are chosen anew, as a whole. What
 * all groups cost together, what they use of the limits, and what then stays open with our
 * people free to move. planner/sourcing/source_passes.c walks on it.
 */
#ifndef PLANNER_SOURCE_INCUMBENT_H
#define PLANNER_SOURCE_INCUMBENT_H

#include "planner/sourcing/source_own.h"
#include "planner/sourcing/source_state.h"

/** What the solutions of all groups do and cost. */
struct incumbent {
	const struct source_facts *s;
	struct stated *groups;                       /* whose solutions are tried */
	const struct limit_multipliers *multipliers; /* NULL: no limits */
	int64_t *external_minutes;                   /* [resource][week]: of all solutions */
	int64_t *cost;                               /* [group]: cents of its engagements */
	struct usage *usage;                         /* [group]: of the limits */
	int64_t *penalty;                            /* [week]: cent60 */
	const bool *week_changed;                    /* NULL: look at all weeks */
};

/** Of the solutions that the groups have; without multipliers of limits. In the arena. */
struct incumbent incumbent_make(const struct source_facts *s, struct stated *groups,
				struct arena *arena);

/** Minutes, cost and usage of a group's engagements, as they are priced. */
void incumbent_read(const struct incumbent *incumbent, size_t group);

/** What stays open, in the weeks that have changed; NULL: in all. */
void incumbent_open(struct incumbent *incumbent, const bool *week_changed);

/** Both, for all groups and weeks. */
void incumbent_measure(struct incumbent *incumbent);

/** Cent60: all engagements and all that stays open. */
int64_t incumbent_cent60(const struct incumbent *incumbent);

/** The same with the multipliers on what is used. */
int64_t incumbent_charged(const struct incumbent *incumbent);

/** Whether the limits are kept; true where there are none. */
bool incumbent_fits(const struct incumbent *incumbent);

#endif
