/** `staffgap check --store`: what is usable of the database, and a new one of that. */
#ifndef CLI_CHECK_STORE_H
#define CLI_CHECK_STORE_H

#include "cli/command.h"

/**
 * Print what the database holds. One that is damaged is moved aside and made anew of what is
 * usable, unless --dry-run says only to look; then the status is EXIT_STALE when it is damaged or
 * something was lost.
 */
bool check_store(struct run *run, struct fault *fault) MUST_CHECK;

#endif
