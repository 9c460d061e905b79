/** Bytes that are put together in an arena. */
#ifndef BASE_OUT_H
#define BASE_OUT_H

#include "base/arena.h"

struct out {
	struct arena *arena;
	char *bytes;
	size_t size, room;
};

/** Add bytes. */
void out_put(struct out *out, struct span bytes);

/** What there is; good until more is added. */
struct span out_span(const struct out *out);

#endif
