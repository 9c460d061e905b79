/** Of the maximum flow of solver/network/flow.h: whether any minutes are left to be sent to a
 * node. */
#ifndef SOLVER_FLOW_LOOK_H
#define SOLVER_FLOW_LOOK_H

#include "solver/network/flow.h"

/**
 * Look whether any supply can still reach the node, trying the lowest labels first.
 *
 * If none can, the node and all that could serve it are cut off. If one can, the labels of what
 * the look has seen are set to what those around it allow, so that the next path is short.
 *
 * @return true when the node was cut off
 */
bool flow_look(struct flow_work *work, int32_t root);

#endif
