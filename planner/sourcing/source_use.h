/**
 * Where our people stand, by line and week: as the plan has them, as a sourcing has them, and
 * where they move to beside engaged heads.
 */
#ifndef PLANNER_SOURCE_USE_H
#define PLANNER_SOURCE_USE_H

#include "planner/sourcing/source_facts.h"

/** Our people at one place each. Made once, then const. */
struct placement {
	int32_t *own_minutes; /* [line][week]: what own people do */
	int32_t *gap_minutes; /* [line][week]: what they leave open */
};

static inline int32_t placement_own(const struct source_facts *s, const struct placement *at,
				    size_t line, size_t week)
{
	return at->own_minutes[line * s->weeks + week];
}

static inline int32_t placement_gap(const struct source_facts *s, const struct placement *at,
				    size_t line, size_t week)
{
	return at->gap_minutes[line * s->weeks + week];
}

/** Own people where the plan has put them; of a percentile: where its draws have. */
struct placement placement_of_plan(const struct source_facts *s, struct arena *arena);

/** Own people where a sourcing has put them. */
struct placement placement_of_lines(const struct source_facts *s, const struct sourcing *sourcing,
				    struct arena *arena);

/**
 * Move own people to where they leave the least penalty beside the engagements: in the weeks in
 * which that is less than what `sourcing`, spread with people as they are at `place`, leaves.
 *
 * @return false when nobody may move at all
 */
bool placement_move(const struct source_facts *s, const struct sourcing *sourcing,
		    struct arena *scratch, struct placement *place);

/** Whether own people may be moved at all. */
bool source_may_move(const struct source_facts *s);

#endif
