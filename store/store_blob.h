/** Contents, each stored once. For files of store/ only. */
#ifndef STORE_BLOB_H
#define STORE_BLOB_H

#include <stdint.h>

#include "base/arena.h"
#include "base/fault.h"
#include "store/packed.h"

struct store;

/** Store bytes once. @param[out] blob_id  their row */
bool store_blob_keep(struct store *store, struct span bytes, int64_t *blob_id, struct fault *fault);
bool store_blob_keep_packed(struct store *store, const struct packed *copy, int64_t *blob_id,
			    struct fault *fault);

/** The row of bytes that are kept; 0 when they are not. */
bool store_blob_find(struct store *store, const struct digest *digest, int64_t *blob_id,
		     struct fault *fault);

/** Bytes that are kept, checked against their hash. */
bool store_blob_read(struct store *store, const struct digest *digest, struct arena *arena,
		     struct span *bytes, struct fault *fault);

#endif
