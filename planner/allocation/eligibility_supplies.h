/** The people of the eligibility graph: those who enter its grids at the same nodes are one source.
 */
#ifndef PLANNER_ELIGIBILITY_SUPPLIES_H
#define PLANNER_ELIGIBILITY_SUPPLIES_H

#include "planner/allocation/eligibility_grids.h"

/** Make the supplies, with arcs to the grids that they enter; the grids must have been made. */
void supplies_build(struct build *build);

#endif
