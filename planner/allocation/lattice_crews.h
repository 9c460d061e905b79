/** The people of the lattice: those who enter its pools at the same nodes are one source. */
#ifndef PLANNER_LATTICE_CREWS_H
#define PLANNER_LATTICE_CREWS_H

#include "planner/allocation/lattice_pools.h"

/** Make the crews, with arcs to the pools that they enter; the pools must have been made. */
void crews_build(struct build *build);

#endif
