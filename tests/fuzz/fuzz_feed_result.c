/* libFuzzer target: any bytes as a kept result of reading a feed must be read or refused, and what
 * is read must be written as it was. */
#include <stdlib.h>
#include <string.h>

#include "service/feeds/feed_result.h"
#include "service/feeds/feed_result_bytes.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct feed_result first, second;
	struct span written;

	if (feed_result_read((struct span){ (const char *)data, size }, "feed", &arena, &first)) {
		written = feed_result_write(&first, &arena);
		if (!feed_result_read(written, "feed", &arena, &second) ||
		    !span_equal(written, feed_result_write(&second, &arena)))
			abort();
	}
	arena_release(&arena);
	return 0;
}
