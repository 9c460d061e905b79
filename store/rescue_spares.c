#include "store/rescue_spares.h"

#include <stdlib.h>
#include <string.h>

int rescue_spare_order(const void *a, const void *b)
{
	return memcmp(((const struct rescue_spare *)a)->digest.bytes,
		      ((const struct rescue_spare *)b)->digest.bytes, DIGEST_SIZE);
}

const struct rescue_spare *rescue_spare_find(struct rescue_spares *spares,
					     const struct digest *digest)
{
	const struct rescue_spare wanted = { .digest = *digest };

	if (spares->make) {
		spares->make(spares, spares->shared);
		spares->make = NULL;
	}
	return spares->count ? bsearch(&wanted, spares->list, spares->count, sizeof(*spares->list),
				       rescue_spare_order)
			     : NULL;
}
