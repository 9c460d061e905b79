/** What a sourcing starts from. */
#ifndef PLANNER_SOURCE_GATHER_H
#define PLANNER_SOURCE_GATHER_H

#include "planner/sourcing/source_inner.h"

/** Gaps, who may fill them, prices by week, terms of what runs, groups. */
void source_gather(struct source *s);

#endif
