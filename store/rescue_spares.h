/** Contents of a database that are also elsewhere. */
#ifndef STORE_RESCUE_SPARES_H
#define STORE_RESCUE_SPARES_H

#include "base/span.h"
#include "store/packed.h"

/** A damaged content is mended by the spare that has its hash. */
struct rescue_spare {
	struct digest digest; /* of the bytes */
	struct span bytes;
};

struct rescue_spares {
	const struct rescue_spare *list; /* by rescue_spare_order */
	size_t count;
	/** Makes the list when one is looked for; called once. NULL: it is made. */
	void (*make)(struct rescue_spares *spares, void *shared);
	void *shared;
};

/** For qsort: by digest. */
int rescue_spare_order(const void *a, const void *b);

/** The spare of that digest, or NULL. */
const struct rescue_spare *rescue_spare_find(struct rescue_spares *spares,
					     const struct digest *digest);

#endif
