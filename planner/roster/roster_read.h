/** The solved network of a week, read back as assignments. */
#ifndef PLANNER_ROSTER_READ_H
#define PLANNER_ROSTER_READ_H

#include "planner/roster/roster_net.h"

/** Add the week's assignments to the roster, by person and line. The flow is taken out of the
 * network. */
void net_read(struct rostering *n, struct week_net *net);

#endif
