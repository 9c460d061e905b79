/** From a copy of a store into the store. For files of store/ only. */
#ifndef STORE_CARRY_H
#define STORE_CARRY_H

#include <stdint.h>

#include "base/fault.h"
#include "store/packed.h"

struct store;

/** Store once more what a copy of the store has (store_copy). */
bool store_blob_carry(struct store *store, struct store *copy, const struct digest *digest,
		      int64_t *blob_id, struct fault *fault);

#endif
