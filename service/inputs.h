/** What a plan is made from, by name. */
#ifndef SERVICE_INPUTS_H
#define SERVICE_INPUTS_H

#include "store/store.h"

/** The folder of scenarios in a workspace. */
#define SCENARIOS "scenarios"

/** The input of a scenario that changes the table of this name, or NULL. */
const struct plan_input *input_over(const struct plan_input *inputs, size_t count,
				    const char *table);

#endif
