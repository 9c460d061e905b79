/** What a workspace does not want to keep longer. All failures are FAULT_STORE. */
#ifndef STORE_RETAIN_H
#define STORE_RETAIN_H

#include <stdint.h>

#include "base/day.h"
#include "base/fault.h"

struct store;

/**
 * Drop what a workspace does not want to keep longer, and the contents that nothing refers to
 * afterwards. To be called before store_commit.
 *
 * @param plans  so many of the newest stay; 0: all
 * @param days  copies of feeds that were read longer ago, and what reading them gave; 0: none
 */
bool store_retain(struct store *store, int32_t plans, int32_t days, struct day today,
		  struct fault *fault) MUST_CHECK;

#endif
