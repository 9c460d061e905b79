/**
 * The groups of a plan as integer programs, beside bench_sourcing.
 */
#ifndef BENCH_SOURCING_MILP_H
#define BENCH_SOURCING_MILP_H

#include "model/plan.h"

/**
 * Solve the groups of the plan by CBC, each in a process of its own that ends when it has used its
 * seconds, and by the search; print one line. Nothing but a message where CBC is not built in.
 *
 * @param gap_part  CBC may stop at 1/gap_part above its bound
 * @param sourced   CPU seconds of the whole sourcing
 */
void sourcing_milp(const struct plan *plan, int64_t gap_part, unsigned seconds, double sourced);

#endif
