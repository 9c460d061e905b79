/** The whole way of `staffgap plan` but the printing: files and feeds in, a stored plan out. */
#ifndef CLI_PLAN_KEEP_H
#define CLI_PLAN_KEEP_H

#include "cli/command.h"
#include "cli/compute.h"
#include "cli/report_options.h"

/**
 * Read the workspace and its feeds, compute, verify and store a plan.
 *
 * The run's options say which workspace, and whether to store it (dry_run).
 * @param layout  its view is the one that engagements are found for
 * @param[out] computed  must stay where it is as long as the plan is used
 */
bool plan_keep(struct run *run, const struct plan_options *options,
	       const struct report_options *layout, struct computed *computed,
	       struct fault *fault) MUST_CHECK;

#endif
