/** A week's work with fewer projects per person. */
#ifndef PLANNER_ROSTER_FEWER_H
#define PLANNER_ROSTER_FEWER_H

#include "planner/roster/roster_flow.h"

/**
 * Gather this week's work: fewer projects per person, then fewer lines.
 *
 * Nobody's hours with last week's project become fewer, nor those of soft bookings; no line's
 * minutes change; nobody works for another project than before; and there are not more pieces
 * below min_chunk_minutes.
 */
void roster_fewer(struct rostering *n, const struct week_values *values);

#endif
