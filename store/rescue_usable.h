/** What of rescued rows belongs together. */
#ifndef STORE_RESCUE_USABLE_H
#define STORE_RESCUE_USABLE_H

#include "store/store_internal.h"

/**
 * Drop contents that are not what their hash says, results that cannot be unpacked, plans whose
 * files are not all there or not those that they were made from, and what referred to any of them.
 */
bool usable_keep(struct store *store, struct fault *fault) MUST_CHECK;

#endif
