#include "store/store_internal.h"

bool store_blob_carry(struct store *store, struct store *copy, const struct digest *digest,
		      int64_t *blob_id, struct fault *fault)
{
	struct arena scratch = ARENA_INIT;
	struct span bytes;
	/* Checked against its digest: what two copies share is not passed on unseen. */
	bool ok = store_blob_read(copy, digest, &scratch, &bytes, fault) &&
		  store_blob_keep(store, bytes, blob_id, fault);

	arena_release(&scratch);
	return ok;
}
