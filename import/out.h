/** Bytes that are put together in an arena. */
#ifndef IMPORT_OUT_H
#define IMPORT_OUT_H

#include <string.h>

#include "base/arena.h"

struct out {
	struct arena *arena;
	char *bytes;
	size_t size, room;
};

static inline void out_put(struct out *out, struct span bytes)
{
	out->bytes = arena_grow(out->arena, out->bytes, out->size, &out->room,
				out->size + bytes.len + 1, 1);
	if (bytes.len)
		memcpy(out->bytes + out->size, bytes.ptr, bytes.len);
	out->size += bytes.len;
}

static inline struct span out_span(const struct out *out)
{
	return (struct span){ out->bytes ? out->bytes : "", out->size };
}

#endif
