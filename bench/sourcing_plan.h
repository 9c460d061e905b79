/** The plan that benchmarks of sourcing share. */
#ifndef BENCH_SOURCING_PLAN_H
#define BENCH_SOURCING_PLAN_H

#include "model/plan.h"

struct sourcing_size {
	size_t people, roles, per_role,
		weeks;        /* per_role: options of the rate card for each role */
	int64_t budget_cents; /* 0: none */
};

/** A generated company, allocated by two threads. Ends the program with a message when that fails.
 */
void sourcing_plan(const struct sourcing_size *size, struct arena *arena, struct company *company,
		   struct plan *plan);

#endif
