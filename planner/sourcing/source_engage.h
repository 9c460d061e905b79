/** Answers of the groups as engagements: days, decisions on what runs, prices, order. */
#ifndef PLANNER_SOURCE_ENGAGE_H
#define PLANNER_SOURCE_ENGAGE_H

#include "planner/sourcing/source_limits.h"

/** Engagements of all answers, priced and sorted; `answers` false: everything as agreed. */
void source_engage(struct source *s, bool answers, struct sourcing *sourcing);

/** Engagements of one group's answer, with what of its running ones is not continued; priced, in
 * the arena of the source. */
void source_engage_group(struct source *s, const struct group *group, struct engagement **list,
			 size_t *count);

/** What running engagements that belong to no group use of the limits. */
struct usage source_fixed_usage(struct source *s);

#endif
