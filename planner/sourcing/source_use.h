/** What own people do beside engaged heads, all weeks. */
#ifndef PLANNER_SOURCE_USE_H
#define PLANNER_SOURCE_USE_H

#include "planner/sourcing/source_inner.h"

/** Own people where the plan has put them. */
void source_use_plan(struct source *s);

/** Own people where a sourcing has put them. */
void source_use_lines(struct source *s, const struct sourcing *sourcing);

/**
 * Own people where they leave the least penalty beside the engagements: in the weeks in which that
 * is less than what `sourcing`, spread with people as they are now, leaves.
 *
 * @return false when nobody may move at all
 */
bool source_use_help(struct source *s, const struct sourcing *sourcing);

/** Whether own people may be moved at all. */
bool source_may_move(const struct source *s);

#endif
