#include "base/out.h"

#include <string.h>

void out_put(struct out *out, struct span bytes)
{
	out->bytes = arena_grow(out->arena, out->bytes, out->size, &out->room,
				out->size + bytes.len + 1, 1);
	if (bytes.len)
		memcpy(out->bytes + out->size, bytes.ptr, bytes.len);
	out->size += bytes.len;
}

struct span out_span(const struct out *out)
{
	return (struct span){ out->bytes ? out->bytes : "", out->size };
}
