#include "planner/planner.h"

bool plan_make(const struct company *company, const struct plan_options *options,
	       struct arena *arena, struct plan *plan, struct notes *findings, struct fault *fault)
{
	(void)company, (void)options, (void)arena, (void)plan, (void)findings;
	return fault_set(fault, FAULT_SYSTEM, "the planner is not built yet");
}
