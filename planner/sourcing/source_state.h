/** A group as a problem of solver/cover/cover.h: sets of kinds, needs. */
#ifndef PLANNER_SOURCE_STATE_H
#define PLANNER_SOURCE_STATE_H

#include "planner/sourcing/source_inner.h"

/** The problem of a group. */
void source_state(struct source *s, struct group *group);

#endif
