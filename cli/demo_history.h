/** The worked company as it was on three Mondays, and its plans of them. */
#ifndef CLI_DEMO_HISTORY_H
#define CLI_DEMO_HISTORY_H

#include "cli/command.h"

/**
 * Write the worked company and store the plans of 2026-11-09, -16 and -23, each computed from
 * the files as they were then. What is left are the files that plain `demo` writes.
 *
 * @return false with FAULT_USAGE when one of the files is there already
 */
bool demo_history(struct run *run, const char *folder, struct fault *fault) MUST_CHECK;

#endif
