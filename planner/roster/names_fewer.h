/** A week's work with fewer projects per person. */
#ifndef PLANNER_NAMES_FEWER_H
#define PLANNER_NAMES_FEWER_H

#include "planner/roster/names_flow.h"

/**
 * Gather this week's work: fewer projects per person, then fewer lines.
 *
 * Nobody's hours with last week's project become fewer, nor those of soft bookings; no line's
 * minutes change; nobody works for another project than before; and there are not more pieces
 * below min_chunk_minutes.
 */
void names_fewer(struct naming *n, const struct week_worth *worth);

#endif
