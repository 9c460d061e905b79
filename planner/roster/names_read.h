/** The solved network of a week, read back as assignments. */
#ifndef PLANNER_NAMES_READ_H
#define PLANNER_NAMES_READ_H

#include "planner/roster/names_net.h"

/** Add the week's assignments to the roster, by person and line. The flow is taken out of the
 * network. */
void net_read(struct naming *n, struct week_net *net);

#endif
