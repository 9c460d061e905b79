/** What of rescued rows belongs together. */
#ifndef STORE_RESCUE_USABLE_H
#define STORE_RESCUE_USABLE_H

#include "store/rescue.h"
#include "store/store_internal.h"

/**
 * Mend contents that are not what their hash says where there is a spare of them, and drop the
 * others; drop results that cannot be unpacked, plans whose files are not all there or not those
 * that they were made from, and what referred to any of them.
 *
 * @param[out] mended  how many contents were
 */
bool usable_keep(struct store *store, struct rescue_spares *spares, size_t *mended,
		 struct fault *fault) MUST_CHECK;

#endif
