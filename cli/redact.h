/** --redact: plans without names, before anything of them is written. */
#ifndef CLI_REDACT_H
#define CLI_REDACT_H

#include "cli/command.h"
#include "cli/compute.h"
#include "model/redact.h"

/** What --redact asks for; its value was checked by report_options_read. */
enum redact redact_wanted(const struct options *options);

/** Check the value of --redact. @return false with FAULT_USAGE */
bool redact_check(const struct options *options, struct arena *arena,
		  struct fault *fault) MUST_CHECK;

/**
 * Do what --redact asks for with all plans that are shown together, so that a name has the same
 * number in all of them. Does nothing without --redact, and to plans that it was done to. Parts and
 * differences may be worked out before or after: the numbers are the same.
 */
void redact_plans(const struct run *run, struct computed *const *plans, size_t count);

#endif
