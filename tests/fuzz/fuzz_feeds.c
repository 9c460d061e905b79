/* libFuzzer target: any bytes as feeds.csv must be read or refused; what is shown of an address is
 * the same when it is shown again. */
#include <stdlib.h>
#include <string.h>

#include "import/import.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena arena = ARENA_INIT;
	struct notes notes = NOTES_INIT(&arena);
	struct fault fault = FAULT_INIT;
	struct source source = { "feeds.csv", { (const char *)data, size } };
	struct company company = { .settings = settings_default() };
	const char *shown = feed_text_shown(source.bytes, &arena);

	if (strcmp(shown, feed_text_shown(span_of(shown), &arena)) != 0)
		abort();
	if (import_feeds(source, &arena, &company, &notes, &fault))
		for (size_t i = 0; i < company.feed_entry_count; i++)
			if (company.feed_entries[i].source_kind == SOURCE_URL)
				(void)feed_url(company.feed_entries[i].source, &arena);
	arena_release(&arena);
	return 0;
}
