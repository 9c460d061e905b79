/**
 * Scenarios: folders scenarios/NAME whose tables change a stored plan's (docs/ritual.md).
 */
#ifndef CLI_SCENARIO_H
#define CLI_SCENARIO_H

#include "cli/command.h"
#include "cli/compute.h"

/**
 * Compute a stored plan again with the tables of a scenario over its own; stores nothing.
 *
 * Notes about the scenario's rows are added to the run's.
 *
 * @param number  of the plan, as written; NULL for the last
 * @return false with FAULT_USAGE and a did-you-mean when there is no such scenario, FAULT_INPUT
 *         when it has no table or one that is useless, and as stored_plan
 */
bool scenario_plan(struct run *run, const char *number, const char *name, struct computed *computed,
		   struct fault *fault) MUST_CHECK;

/** The input of a scenario that changes the table of this name, or NULL. */
const struct plan_input *scenario_table(const struct plan_input *inputs, size_t count,
					const char *table);

#endif
