/** The options of a group's problem: new heads, and those of running engagements that go on. */
#ifndef PLANNER_SOURCE_OFFER_H
#define PLANNER_SOURCE_OFFER_H

#include "planner/sourcing/source_stating.h"

/** Add the options; sets firm_minutes. */
void stating_options(struct stating *st);

#endif
