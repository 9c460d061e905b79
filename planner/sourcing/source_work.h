/** One week's flow of own people and heads (planner/sourcing/source_own.h), solved several times
 * over. */
#ifndef PLANNER_SOURCE_WORK_H
#define PLANNER_SOURCE_WORK_H

#include "planner/sourcing/source_own.h"

/** What solves one week, several times over. */
struct own_work {
	const struct own_use *own;
	const struct own_week *week;
	struct flow_work flow;
	int32_t *open_minutes; /* [class of the week] */
};

/** A week's flow, kept. */
struct own_state {
	int32_t *flow, *supply, *open_minutes;
};

struct own_work own_work_make(const struct own_use *own, size_t week, struct arena *arena);

/** Own people alone, nobody engaged. */
void own_start(struct own_work *work);

/** More minutes of heads of a resource class; nothing where it has nothing to do. */
void own_add_external(struct own_work *work, size_t resource, int64_t minutes);

/** Serve what is open, the dear penalties first. */
void own_serve(struct own_work *work);

/** What stays open costs so many cent60. */
int64_t own_penalty(const struct own_work *work);

struct own_state own_state_make(const struct own_work *work, struct arena *arena);
void own_keep(const struct own_work *work, struct own_state *state);
void own_back(struct own_work *work, const struct own_state *state);

#endif
