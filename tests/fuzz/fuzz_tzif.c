/* libFuzzer target: any bytes as the file of a time zone are read whole or refused; what is read
 * has changes that rise, each of them a change. */
#include <stdlib.h>

#include "import/ical/ical_tzif.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct fault fault = FAULT_INIT;
	struct clock clock;

	if (tzif_read((struct span){ (const char *)data, size }, &arena, &clock, &fault))
		for (size_t i = 0; i < clock.count; i++) {
			int32_t before = i ? clock.changes[i - 1].offset : clock.before;

			if ((i && clock.changes[i - 1].utc >= clock.changes[i].utc) ||
			    before == clock.changes[i].offset)
				abort();
		}
	arena_release(&arena);
	return 0;
}
