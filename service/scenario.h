/**
 * Scenarios: folders scenarios/NAME whose tables change a stored plan's (docs/ritual.md).
 */
#ifndef SERVICE_SCENARIO_H
#define SERVICE_SCENARIO_H

#include "service/compute.h"
#include "service/session.h"

/**
 * Compute a stored plan again with the tables of a scenario over its own; stores nothing.
 *
 * Notes about the scenario's rows are added to the session's.
 *
 * @param number  of the plan, as written; NULL for the last
 * @return false with FAULT_USAGE and a did-you-mean when there is no such scenario, FAULT_INPUT
 *         when it has no table or one that is useless, and as stored_plan
 */
bool scenario_plan(struct session *session, const char *number, const char *name,
		   struct computed *computed, struct fault *fault) MUST_CHECK;

#endif
