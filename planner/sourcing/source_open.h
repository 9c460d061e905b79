/** The least penalty of what stays open of a group's lines beside some engagements. */
#ifndef PLANNER_SOURCE_OPEN_H
#define PLANNER_SOURCE_OPEN_H

#include "planner/sourcing/source_use.h"

/** Cent60 of what stays open of a group's lines beside these engagements. */
int64_t source_open_cent60(const struct source_facts *s, const struct placement *place,
			   const struct group *group, const struct engagement *list, size_t count);

#endif
